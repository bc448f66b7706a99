// What every section of the page needs: the report, the language, and the names of things in it.

import { type Language, nameIn, say } from '../../config/messages/language.ts';
import {
  DEPARTMENT_NAMES,
  INCOME_CLASS_NAMES,
  RESOURCE_NAMES,
} from '../../config/messages/terms.ts';
import type { Said } from '../../domain/errors.ts';
import type { EvidenceId } from '../../domain/evidence.ts';
import type { IncomeLine, SealedReport } from '../../domain/report.ts';
import { indexEvidence, type CitedRecord } from '../cited-evidence.ts';
import { listText } from '../figures.ts';
import type { ReportOffice } from '../office.ts';
import { html, joined, type Html } from './markup.ts';

export type ReportView = {
  readonly report: SealedReport;
  readonly language: Language;
  readonly office: ReportOffice;
  /** The records that the report cites, by id, in the order of the annex. */
  readonly cited: ReadonlyMap<EvidenceId, CitedRecord>;
  /** In the reader's language. */
  readonly t: (said: Said) => string;
  readonly department: (id: string) => string;
  readonly resource: (id: string) => string;
  /** A person's name; `#3` for a number that the report does not hold. */
  readonly person: (no: number) => string;
  readonly persons: (nos: readonly number[]) => string;
  /** The worked sums of income by person and class: they are set out once, and other sums refer to them. */
  readonly incomeSums: ReadonlyMap<string, IncomeSum>;
  /** Links to the annex: `E1–E12、E15`; an en dash when there are none. */
  readonly evidenceLinks: (ids: readonly EvidenceId[]) => Html;
};

/** A worked sum of income: its heading, and its place in the page. */
export type IncomeSum = { readonly label: string; readonly place: string };

export function incomeSumKey(line: Pick<IncomeLine, 'personNo' | 'incomeClass'>): string {
  return `${line.personNo} ${line.incomeClass}`;
}

export function incomeSum(
  line: IncomeLine,
  person: ReportView['person'],
  t: ReportView['t'],
): IncomeSum {
  const { personNo, incomeClass } = line;
  return {
    label: `${person(personNo)} · ${t(INCOME_CLASS_NAMES[incomeClass])}`,
    place: `income-${personNo}-${incomeClass}`,
  };
}

export function reportView(given: Pick<ReportView, 'report' | 'language' | 'office'>): ReportView {
  const { report, language } = given;
  const cited = indexEvidence(report.content);
  const names = new Map(report.content.persons.map((person) => [person.no, person.name]));
  const person = (no: number) => names.get(no) ?? `#${no}`;
  const t = (said: Said) => say(said, language);
  const incomeSums = report.content.income.flatMap((line) =>
    line.trace === null ? [] : [[incomeSumKey(line), incomeSum(line, person, t)] as const],
  );
  return {
    ...given,
    cited,
    incomeSums: new Map(incomeSums),
    t,
    department: (id) => nameIn(DEPARTMENT_NAMES, id, language),
    resource: (id) => nameIn(RESOURCE_NAMES, id, language),
    person,
    persons: (nos) => listText(nos.map(person), language),
    evidenceLinks: (ids) =>
      evidenceLinks(
        ids.map((id) => cited.get(id)?.mark ?? id),
        language,
      ),
  };
}

/** Three marks or more that follow each other print as a run: a year's twelve wages are `E1–E12`. */
function evidenceLinks(marks: readonly string[], language: Language): Html {
  if (marks.length === 0) return html`–`;
  const runs: string[][] = [];
  for (const mark of marks) {
    const run = runs.at(-1);
    if (run !== undefined && Number(mark.slice(1)) === Number(run.at(-1)?.slice(1)) + 1)
      run.push(mark);
    else runs.push([mark]);
  }
  const link = (mark: string) => html`<a href="#${mark}">${mark}</a>`;
  const printed = runs.flatMap((run) => {
    const [first = '', ...rest] = run;
    const last = rest.at(-1);
    return last === undefined || rest.length === 1
      ? run.map(link)
      : [html`${link(first)}–${link(last)}`];
  });
  return html`${joined(printed, language === 'en' ? ', ' : '、')}`;
}
