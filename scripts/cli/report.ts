// hedui report: one sealed report, or those of a batch.

import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { loadOffice } from '../../config/office.ts';
import type { Settings } from '../../config/settings.ts';
import { CONCLUSIONS, type Conclusion, type SealedReport } from '../../domain/report.ts';
import { summariesOfBatch } from '../../jobs/export/batch-reports.ts';
import { renderReportHtml } from '../../reports/html/report-page.ts';
import { renderReportPdf } from '../../reports/pdf/report-pdf.ts';
import { parseReportNumber } from '../../reports/number.ts';
import { summaryText } from '../../reports/summary.ts';
import type { Store } from '../../store/store.ts';
import { noteLook } from './note-look.ts';
import { commandSettings, withEngine } from './open.ts';
import { FAILED, printJson, table, tell, WrongUse } from './terminal.ts';
import { addReportVerifyCommand } from './verify-report.ts';
import { writeReports, writeWorkbook, writeZip } from './write-reports.ts';

type ReportOptions = {
  batch?: string;
  household?: string;
  conclusion?: string;
  html?: boolean;
  json?: boolean;
  out?: string;
  pdf?: string;
  xlsx?: string;
  zip?: string;
};

export function addReportCommand(program: Command): void {
  const command = program
    .command('report')
    .argument('[number]', 'number of a report')
    .option('--batch <batch>', 'the reports of a batch: listed, or with --out written to a folder')
    .option('--household <ref>', "with --batch: one household, by the caseworker's number")
    .option('--conclusion <word>', `with --batch: only ${CONCLUSIONS.join(', ')}`)
    .option('--html', 'print the report as HTML')
    .option('--json', 'print the sealed report as canonical JSON (docs/schemas/)')
    .option('--out <folder>', 'with --batch: write HTML and JSON files to a folder')
    .option('--pdf <file>', 'write the report as PDF, its sealed JSON attached')
    .option('--xlsx <file>', 'with --batch: write a workbook, one row a household')
    .option('--zip <file>', 'with --batch: write a ZIP of PDFs')
    .description('show a report, or the reports of a batch')
    .action(report);
  addReportVerifyCommand(command);
}

async function report(number: string | undefined, options: ReportOptions): Promise<void> {
  if ((number === undefined) === (options.batch === undefined)) {
    throw new WrongUse({
      zh: '请给出报告编号，或用 --batch 指定批次（二者择一）。',
      en: 'Give the number of a report, or a batch with --batch: one of the two.',
    });
  }
  const conclusion = readConclusion(options.conclusion);
  const settings = await commandSettings();
  await withEngine(settings, 'error', async ({ store }) => {
    if (number !== undefined) {
      // A number as typed: small letters, without hyphens.
      await showReport(store, parseReportNumber(number)?.number ?? number, options, settings);
    } else {
      await showBatch(store, options.batch ?? '', conclusion, options, settings);
    }
  });
}

async function showBatch(
  store: Store,
  batchId: string,
  conclusion: Conclusion | null,
  options: ReportOptions,
  settings: Settings,
): Promise<void> {
  await store.batches.get(batchId); // says so when there is no such batch
  if (options.household !== undefined) {
    const current = await store.reports.currentOf(batchId, options.household);
    if (current !== null) return showReport(store, current.number, options, settings);
    tell({
      zh: '该批次中没有此户编号的核对报告。',
      en: 'The batch has no report of a household with this number.',
    });
    process.exitCode = FAILED;
    return;
  }
  if (options.out !== undefined) {
    const { language } = settings;
    const office = officeOf(settings);
    const order = { batchId, folder: options.out, language, office, conclusion };
    await noteLook(store, 'export', batchId, { conclusion, as: ['html', 'json'] });
    const written = await writeReports(store, order);
    tell({
      zh: `已写出 ${written} 份核对报告：${options.out}/index.html`,
      en: `Wrote ${written} reports: ${options.out}/index.html`,
    });
    return;
  }
  if (options.xlsx !== undefined || options.zip !== undefined) {
    return writeBatch(store, { batchId, conclusion }, options, settings);
  }
  const listed = [];
  for await (const one of summariesOfBatch(store, batchId, conclusion)) listed.push(one);
  if (options.json) return printJson(listed);
  const rows = listed.map((one) => [one.number, one.conclusion, one.findingKinds.join(' ')]);
  process.stdout.write(`${table(rows)}\n`);
}

async function writeBatch(
  store: Store,
  which: { readonly batchId: string; readonly conclusion: Conclusion | null },
  { xlsx, zip }: ReportOptions,
  settings: Settings,
): Promise<void> {
  const order = { ...which, language: settings.language, office: officeOf(settings) };
  const as = [...(xlsx === undefined ? [] : ['xlsx']), ...(zip === undefined ? [] : ['pdf'])];
  await noteLook(store, 'export', which.batchId, { conclusion: which.conclusion, as });
  if (xlsx !== undefined) {
    const households = await writeWorkbook(store, xlsx, order);
    tell({ zh: `已写出 ${households} 户：${xlsx}`, en: `Wrote ${households} households: ${xlsx}` });
  }
  if (zip !== undefined) {
    await writeZip(store, zip, order);
    tell({ zh: `已写出：${zip}`, en: `Wrote ${zip}` });
  }
}

async function showReport(
  store: Store,
  number: string,
  options: ReportOptions,
  settings: Settings,
): Promise<void> {
  const json = await store.reports.readJson(number);
  await noteLook(store, options.pdf === undefined ? 'look' : 'export', number, json);
  if (options.json) {
    process.stdout.write(`${json}\n`);
    return;
  }
  const sealed = JSON.parse(json) as SealedReport;
  const { language } = settings;
  const changes = await store.rechecks.changesOf(number);
  const beside = { language, office: officeOf(settings), changes };
  if (options.pdf !== undefined) {
    const pdf = await renderReportPdf(sealed, { ...beside, json });
    await writeFile(options.pdf, pdf);
    tell({ zh: `已写出：${options.pdf}`, en: `Wrote ${options.pdf}` });
    return;
  }
  const text = options.html ? renderReportHtml(sealed, beside) : summaryText(sealed, language);
  process.stdout.write(`${text}\n`);
}

function officeOf(settings: Settings) {
  return loadOffice(settings.officeFile);
}

function readConclusion(given: string | undefined): Conclusion | null {
  if (given === undefined) return null;
  const found = CONCLUSIONS.find((conclusion) => conclusion === given);
  if (found !== undefined) return found;
  throw new WrongUse({
    zh: `--conclusion 可用：${CONCLUSIONS.join('、')}。`,
    en: `--conclusion is one of ${CONCLUSIONS.join(', ')}.`,
  });
}
