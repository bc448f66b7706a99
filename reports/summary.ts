// One report in a few lines of plain text, for a terminal.

import { fill, type Language, nameIn, say } from '../config/messages/language.ts';
import {
  CONCLUSION_SENTENCES,
  HEADINGS,
  LABELS,
  SENTENCES,
  UNANSWERED_EFFECTS,
} from '../config/messages/report.ts';
import {
  CONCLUSION_NAMES,
  DEPARTMENT_NAMES,
  SCHEME_NAMES,
  SEVERITY_NAMES,
} from '../config/messages/terms.ts';
import type { Said } from '../domain/errors.ts';
import type { SealedReport } from '../domain/report.ts';
import { dateText, dayText, listText } from './figures.ts';
import { findingClearing, findingSentence } from './finding-text.ts';

/** Which report it is, of whom, and of when. */
export function summaryHead(report: SealedReport, language: Language): string {
  const t = (said: Said) => say(said, language);
  const { content } = report;
  const colon = language === 'en' ? ': ' : '：';
  const applicant = content.persons.find((person) => person.role === 'applicant');
  return [
    `${t(HEADINGS.title)} ${report.number} · ${fill(t(LABELS.versionNo), { version: report.version })}`,
    [
      `${t(LABELS.applicant)}${colon}${applicant?.name ?? '–'}`,
      `${t(LABELS.householdRef)}${colon}${content.householdRef}`,
      `${t(LABELS.scheme)}${colon}${t(SCHEME_NAMES[content.scheme])}`,
    ].join('  '),
    [
      `${t(LABELS.verifiedOn)}${colon}${dateText(content.verifiedOn, language)}`,
      `${t(LABELS.issuedOn)}${colon}${dayText(report.issuedAt, language)}`,
      `${t(LABELS.validUntil)}${colon}${dateText(report.validUntil, language)}`,
    ].join('  '),
  ].join('\n');
}

export function summaryText(report: SealedReport, language: Language): string {
  const t = (said: Said) => say(said, language);
  const { content } = report;
  const colon = language === 'en' ? ': ' : '：';
  const lines = [
    summaryHead(report, language),
    '',
    `${t(HEADINGS.conclusion)}${colon}${t(CONCLUSION_NAMES[content.conclusion])}`,
    t(CONCLUSION_SENTENCES[content.conclusion]),
    ...unansweredLines(report, language),
    '',
    `${t(HEADINGS.findings)}${colon}`,
  ];
  for (const finding of content.findings) {
    const severity = t(SEVERITY_NAMES[finding.severity]);
    const who = finding.personNos.map((no) => content.persons[no - 1]?.name ?? '').join('、');
    const about = who === '' ? '' : `${who}${colon}`;
    lines.push(`  ${finding.id} [${severity}] ${about}${findingSentence(finding, language)}`);
    const clearing = findingClearing(finding, language);
    if (clearing !== null) lines.push(`     ${t(LABELS.clearing)}${colon}${clearing}`);
  }
  if (content.findings.length === 0) lines.push(`  ${t(SENTENCES.noFindings)}`);
  lines.push('', t(SENTENCES.notADecision));
  return lines.join('\n');
}

function unansweredLines({ content }: SealedReport, language: Language): string[] {
  const unanswered = content.sources.filter((line) => line.outcome === 'unanswered');
  if (unanswered.length === 0) return [];
  const departments = new Set(
    unanswered.map((line) => nameIn(DEPARTMENT_NAMES, line.department, language)),
  );
  const count = fill(say(SENTENCES.unansweredCount, language), {
    lookups: unanswered.length,
    departments: listText([...departments], language),
  });
  return [count, say(UNANSWERED_EFFECTS[content.conclusion], language)];
}
