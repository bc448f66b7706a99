// Title, notices and the particulars of the report; then the conclusion.

import { fill } from '../../../config/messages/language.ts';
import {
  CONCLUSION_SENTENCES,
  HEADINGS,
  LABELS,
  SENTENCES,
  UNANSWERED_EFFECTS,
} from '../../../config/messages/report.ts';
import { CONCLUSION_NAMES, PURPOSE_NAMES, SCHEME_NAMES } from '../../../config/messages/terms.ts';
import { regionText } from '../../../config/region-names.ts';
import type { ChangeReport } from '../../../domain/change.ts';
import type { CalendarDate } from '../../../domain/calendar.ts';
import { dateText, dayText, listText, monthsText } from '../../figures.ts';
import type { SealCheck } from '../../seal.ts';
import { isValidOn } from '../../validity.ts';
import { html, type Html } from '../markup.ts';
import type { ReportView } from '../view.ts';
import { terms } from './section.ts';

/** What has become of the report since it was sealed. */
export type ReportStanding = {
  /** The number of the report that replaced it. */
  readonly supersededBy: string | null;
  /** What the check of its seal said; null: not checked here. */
  readonly check: SealCheck | null;
  /** The day it is read, to tell whether it is still valid; null: not asked. */
  readonly readOn: CalendarDate | null;
  /** What is different since the report before; null: it comes of no recheck, or nobody looked. */
  readonly changes: ChangeReport | null;
};

export function notices(view: ReportView, standing: ReportStanding): Html {
  const { report, t, language } = view;
  const sentences: string[] = [];
  if (standing.check === 'altered') sentences.push(t(SENTENCES.altered));
  if (standing.check === 'unknown-key') sentences.push(t(SENTENCES.unknownKey));
  if (standing.supersededBy !== null)
    sentences.push(fill(t(SENTENCES.supersededBy), { number: standing.supersededBy }));
  if (standing.readOn !== null && !isValidOn(report, standing.readOn))
    sentences.push(fill(t(SENTENCES.expired), { date: dateText(report.validUntil, language) }));
  return html`${sentences.map(
    (sentence) => html`<p class="notice" role="note">${sentence}</p>
`,
  )}`;
}

export function titleBlock(view: ReportView): Html {
  const { report, t, language, office } = view;
  const { content } = report;
  const applicant = content.persons.find((person) => person.role === 'applicant');
  const { from, until } = content.incomeWindow;
  const supersedes =
    report.supersedes === null ? '' : fill(t(SENTENCES.supersedes), { number: report.supersedes });
  const version = fill(t(LABELS.versionNo), { version: report.version });
  return html`<header>
<p class="office">${t(office.verifiedBy)}</p>
<h1><span>${t(office.city)}</span>${language === 'en' ? ' · ' : ''}<span>${t(HEADINGS.title)}</span></h1>
<p class="number"><span>${t(LABELS.number)}</span> <strong>${report.number}</strong> <span>${version}</span></p>
</header>
${terms([
  [t(LABELS.applicant), applicant?.name ?? '–'],
  [t(LABELS.householdRef), content.householdRef],
  [t(LABELS.scheme), t(SCHEME_NAMES[content.scheme])],
  [t(LABELS.purpose), t(PURPOSE_NAMES[content.purpose])],
  [t(LABELS.requestedBy), t(office.requestedBy ?? SENTENCES.notStated)],
  [t(LABELS.region), regionText(content.region, language)],
  [t(LABELS.verifiedOn), dateText(content.verifiedOn, language)],
  [t(LABELS.incomeWindow), monthsText(from, until, language)],
  [t(LABELS.issuedOn), dayText(report.issuedAt, language)],
  [t(LABELS.validUntil), dateText(report.validUntil, language)],
])}${
  supersedes === ''
    ? null
    : html`<p class="supersedes">${supersedes}</p>
`
}`;
}

export function conclusionBox(view: ReportView): Html {
  const { t, language, report } = view;
  const { conclusion, findings, sources } = report.content;
  const unanswered = sources.filter((line) => line.outcome === 'unanswered');
  const count = (severity: string) =>
    findings.filter((finding) => finding.severity === severity).length;
  const tally = fill(t(SENTENCES.tally), {
    exceeds: count('exceeds'),
    doubt: count('doubt'),
    info: count('info'),
  });
  const departments = [...new Set(unanswered.map((line) => view.department(line.department)))];
  const missing = fill(t(SENTENCES.unansweredCount), {
    lookups: unanswered.length,
    departments: listText(departments, language),
  });
  return html`<section id="conclusion" class="conclusion ${conclusion}" aria-labelledby="conclusion-heading">
<h2 id="conclusion-heading">${t(HEADINGS.conclusion)}</h2>
<p class="verdict">${t(CONCLUSION_NAMES[conclusion])}</p>
<p>${t(CONCLUSION_SENTENCES[conclusion])}</p>
${
  unanswered.length === 0
    ? null
    : html`<p><strong>${missing}</strong> ${t(UNANSWERED_EFFECTS[conclusion])}</p>
`
}<p>${tally}</p>
<p class="aside">${t(SENTENCES.notADecision)}</p>
</section>
`;
}
