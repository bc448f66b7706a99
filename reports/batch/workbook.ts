// A batch's reports as a workbook: a sheet with one row a household, and a sheet with one row a finding. Written
// row by row: a batch of any size takes the memory of one report.

import type { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import { type Language, nameIn, say } from '../../config/messages/language.ts';
import { HEADINGS, LABELS } from '../../config/messages/report.ts';
import {
  CONCLUSION_NAMES,
  DEPARTMENT_NAMES,
  SCHEME_NAMES,
  SEVERITY_NAMES,
} from '../../config/messages/terms.ts';
import { WORKBOOK_LABELS } from '../../config/messages/workbook.ts';
import type { Said } from '../../domain/errors.ts';
import type { Finding } from '../../domain/finding.ts';
import { withGuard } from '../../domain/formula-guard.ts';
import type { PropertyLine, SealedReport } from '../../domain/report.ts';
import { dayText, listText } from '../figures.ts';
import { findingClearing, findingSentence } from '../finding-text.ts';

type Cell = string | number | null;
type SheetColumn = { readonly heading: Said; readonly width: number; readonly isAmount?: boolean };

const HOUSEHOLD_COLUMNS: readonly SheetColumn[] = [
  { heading: LABELS.householdRef, width: 16 },
  { heading: LABELS.applicant, width: 14 },
  { heading: WORKBOOK_LABELS.persons, width: 8 },
  { heading: LABELS.region, width: 14 },
  { heading: LABELS.scheme, width: 18 },
  { heading: HEADINGS.conclusion, width: 12 },
  { heading: SEVERITY_NAMES.exceeds, width: 8 },
  { heading: SEVERITY_NAMES.doubt, width: 8 },
  { heading: HEADINGS.findings, width: 60 },
  { heading: WORKBOOK_LABELS.unanswered, width: 26 },
  { heading: WORKBOOK_LABELS.incomeDeclared, width: 14, isAmount: true },
  { heading: WORKBOOK_LABELS.incomeCounted, width: 14, isAmount: true },
  { heading: WORKBOOK_LABELS.deposits, width: 14, isAmount: true },
  { heading: WORKBOOK_LABELS.homes, width: 8 },
  { heading: WORKBOOK_LABELS.vehicles, width: 8 },
  { heading: WORKBOOK_LABELS.companies, width: 10 },
  { heading: LABELS.number, width: 28 },
  { heading: LABELS.issuedOn, width: 14 },
  { heading: LABELS.validUntil, width: 12 },
];

const FINDING_COLUMNS: readonly SheetColumn[] = [
  { heading: LABELS.householdRef, width: 16 },
  { heading: LABELS.finding, width: 8 },
  { heading: WORKBOOK_LABELS.severity, width: 8 },
  { heading: LABELS.persons, width: 18 },
  { heading: WORKBOOK_LABELS.sentence, width: 70 },
  { heading: LABELS.clearing, width: 50 },
  { heading: LABELS.article, width: 44 },
  { heading: LABELS.number, width: 28 },
];

/** Writes the workbook and ends the stream. @returns how many households are in it */
export async function writeBatchWorkbook(
  stream: Writable,
  reports: AsyncIterable<{ readonly report: SealedReport }>,
  language: Language,
): Promise<number> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  const households = sheet(book, WORKBOOK_LABELS.households, HOUSEHOLD_COLUMNS, language);
  const findings = sheet(book, HEADINGS.findings, FINDING_COLUMNS, language);
  let written = 0;
  for await (const { report } of reports) {
    households.addRow(guarded(householdRow(report, language))).commit();
    for (const finding of report.content.findings)
      findings.addRow(guarded(findingRow(report, finding, language))).commit();
    written += 1;
  }
  households.commit();
  findings.commit();
  await book.commit();
  return written;
}

function sheet(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  name: Said,
  columns: readonly SheetColumn[],
  language: Language,
): ExcelJS.Worksheet {
  const added = book.addWorksheet(say(name, language), { views: [{ state: 'frozen', ySplit: 1 }] });
  added.columns = columns.map(({ heading, width, isAmount }) => ({
    header: say(heading, language),
    width,
    style: {
      alignment: { vertical: 'top', wrapText: true },
      ...(isAmount ? { numFmt: '#,##0.00' } : {}),
    },
  }));
  added.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  const head = added.getRow(1);
  head.font = { bold: true };
  head.commit();
  return added;
}

function householdRow(report: SealedReport, language: Language): Cell[] {
  const { content } = report;
  const count = (severity: string) =>
    content.findings.filter((finding) => finding.severity === severity).length;
  const wanted = content.findings.filter((finding) => finding.severity !== 'info');
  const silent = new Set(
    content.sources
      .filter((line) => line.outcome === 'unanswered')
      .map((line) => nameIn(DEPARTMENT_NAMES, line.department, language)),
  );
  return [
    content.householdRef,
    content.persons.find((person) => person.role === 'applicant')?.name ?? '',
    content.persons.filter((person) => person.role !== 'supporter').length,
    content.region,
    say(SCHEME_NAMES[content.scheme], language),
    say(CONCLUSION_NAMES[content.conclusion], language),
    count('exceeds'),
    count('doubt'),
    wanted.map((finding) => `${finding.id} ${findingSentence(finding, language)}`).join('\n'),
    listText([...silent], language),
    yuan(content.income.map((line) => line.declaredFen)),
    yuan(content.income.map((line) => line.countedFen)),
    yuan(countedOf(report, 'deposit').map((line) => line.quantity)),
    countedOf(report, 'home').length,
    countedOf(report, 'vehicle').length,
    countedOf(report, 'company').length,
    report.number,
    dayText(report.issuedAt, language),
    report.validUntil,
  ];
}

function findingRow(report: SealedReport, finding: Finding, language: Language): Cell[] {
  const { persons, householdRef } = report.content;
  const names = finding.personNos.map((no) => persons.find((one) => one.no === no)?.name ?? '');
  const { document, article } = finding.article;
  return [
    householdRef,
    finding.id,
    say(SEVERITY_NAMES[finding.severity], language),
    names.length === 0 ? say(LABELS.wholeHousehold, language) : listText(names, language),
    findingSentence(finding, language),
    findingClearing(finding, language) ?? '',
    [document, article ?? ''].join(' ').trimEnd(),
    report.number,
  ];
}

function countedOf({ content }: SealedReport, kind: PropertyLine['kind']): PropertyLine[] {
  return content.property.filter((line) => line.kind === kind && line.counted);
}

/** Fen as yuan; empty where nothing is known, which is not zero. A sum of fen is exact in a double. */
function yuan(amounts: readonly (number | null)[]): number | null {
  const known = amounts.filter((amount): amount is number => amount !== null);
  return known.length === 0 ? null : known.reduce((total, one) => total + one, 0) / 100;
}

/** Whoever saves the sheet as CSV must not get a formula out of a name. */
function guarded(cells: readonly Cell[]): Cell[] {
  return cells.map((cell) => (typeof cell === 'string' ? withGuard(cell) : cell));
}
