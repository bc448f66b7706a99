// A report's findings with their worked sums set out, for a person with a pocket calculator.

import { type Language, say } from '../config/messages/language.ts';
import { LABELS } from '../config/messages/report.ts';
import { SEVERITY_NAMES } from '../config/messages/terms.ts';
import type { Finding } from '../domain/finding.ts';
import type { ReportContent, SealedReport } from '../domain/report.ts';
import { type ExplainWords, explainAsText, explainTrace, type SumLine } from './explain.ts';
import { listText } from './figures.ts';
import { findingClearing, findingSentence } from './finding-text.ts';

export type ExplainedFinding = Pick<Finding, 'id' | 'rule' | 'kind' | 'severity' | 'article'> & {
  readonly sentence: string;
  /** What would clear it. */
  readonly clearing: string | null;
  /** Empty where there is nothing to compute. */
  readonly sum: readonly SumLine[];
};

export function explainFinding(
  { content }: SealedReport,
  finding: Finding,
  language: Language,
): ExplainedFinding {
  const { id, rule, kind, severity, article, trace } = finding;
  return {
    id,
    rule,
    kind,
    severity,
    article,
    sentence: findingSentence(finding, language),
    clearing: findingClearing(finding, language),
    sum: trace === null ? [] : explainTrace(trace, wordsOf(content, language)),
  };
}

/** The finding's sentence, whom it is about, its article, and its worked sum indented below. */
export function explainFindingAsText(
  { content }: SealedReport,
  finding: Finding,
  language: Language,
): string {
  const t = (label: keyof typeof LABELS) => say(LABELS[label], language);
  const colon = language === 'en' ? ': ' : '：';
  const words = wordsOf(content, language);
  const { id, severity, article, personNos, trace } = finding;
  const about =
    personNos.length === 0
      ? t('wholeHousehold')
      : listText(personNos.map(words.personName), language);
  const pending = article.confirmed ? '' : ` (${t('toBeConfirmed')})`;
  const clearing = findingClearing(finding, language);
  const lines = [
    `${id} [${say(SEVERITY_NAMES[severity], language)}] ${findingSentence(finding, language)}`,
    `   ${t('persons')}${colon}${about}`,
    `   ${t('article')}${colon}${[article.document, article.article ?? ''].join(' ').trimEnd()}${pending}`,
    ...(clearing === null ? [] : [`   ${t('clearing')}${colon}${clearing}`]),
    ...(trace === null
      ? []
      : [`   ${t('workedSum')}${colon}`, indented(explainAsText(trace, words))]),
  ];
  return lines.join('\n');
}

function indented(text: string): string {
  return text.replace(/^/gm, '     ');
}

/** Sums that refer to a line of income are set out in place: a reader of plain text cannot follow a link. */
function wordsOf({ persons, income }: ReportContent, language: Language): ExplainWords {
  return {
    language,
    personName: (no) => persons.find((person) => person.no === no)?.name ?? `#${no}`,
    incomeSum: (personNo, incomeClass) =>
      income.find((line) => line.personNo === personNo && line.incomeClass === incomeClass)
        ?.trace ?? null,
  };
}
