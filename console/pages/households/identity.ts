// Beside each other: the person who was asked for, and as whom records write them.

import {
  DECISION_NAMES,
  FIELD_NAMES_OF_IDENTITY,
  HOUSEHOLD_PAGE,
  IDENTITY_VERDICTS,
  SEX_NAMES,
  STATE_NAMES,
} from '../../../config/messages/household-page.ts';
import { fill, nameIn } from '../../../config/messages/language.ts';
import { LABELS } from '../../../config/messages/report.ts';
import { IDENTITY_NAMES } from '../../../config/messages/terms.ts';
import type { IdentityComparison } from '../../../domain/report.ts';
import { wantsReview } from '../../../domain/review.ts';
import { momentText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { section } from '../../../reports/html/sections/section.ts';
import { table } from '../../../reports/html/table.ts';
import type { ReportView } from '../../../reports/html/view.ts';
import { type Decisions, reviewed } from './findings.ts';

export function identitySection(view: ReportView, decisions: Decisions): Html | null {
  const { t, report } = view;
  const { identity } = report.content;
  if (identity.length === 0) return null;
  return section(
    'identity',
    t(HOUSEHOLD_PAGE.identity),
    html`<p class="aside">${t(HOUSEHOLD_PAGE.identityNote)}</p>
${identity.map((one) => html`${comparison(view, one)}${decided(view, one, decisions)}`)}`,
  );
}

function comparison(view: ReportView, { personNo, grade, fields, evidence }: IdentityComparison) {
  const { t, language } = view;
  const columns = [
    { heading: t(LABELS.item) },
    { heading: t(HOUSEHOLD_PAGE.ours) },
    { heading: t(HOUSEHOLD_PAGE.theirs) },
    { heading: t(HOUSEHOLD_PAGE.compared) },
  ];
  const shown = (field: string, value: string | null) => {
    if (value === null) return '–';
    return field === 'sex' ? nameIn(SEX_NAMES, value, language) : value;
  };
  const rows = fields.map(({ field, ours, theirs, verdict }) => ({
    className: verdict === 'exact' ? '' : 'notable',
    cells: [
      t(FIELD_NAMES_OF_IDENTITY[field]),
      shown(field, ours),
      shown(field, theirs),
      nameIn(IDENTITY_VERDICTS, verdict, language),
    ],
  }));
  const title = view.person(personNo);
  return html`<h3>${title} <span class="tag ${grade === 'doubtful' || grade === 'different' ? 'doubts' : ''}">${t(IDENTITY_NAMES[grade])}</span> <span class="aside">${view.evidenceLinks(evidence)}</span></h3>
${table(title, columns, rows)}`;
}

/** The findings that rest on the same records: what people said about them, now or when the household was last verified. */
function decided(view: ReportView, { evidence }: IdentityComparison, decisions: Decisions): Html {
  const { t, report } = view;
  const about = report.content.findings.filter(
    (finding) => wantsReview(finding) && finding.evidence.some((id) => evidence.includes(id)),
  );
  return html`${about.map((finding) => {
    const { state, before } = reviewed(finding, decisions);
    return html`<p class="aside"><a href="#${finding.id}">${finding.id}</a> ${t(STATE_NAMES[state])}${
      before === null
        ? null
        : html` · ${fill(t(HOUSEHOLD_PAGE.settledBeforeIn), { decision: t(DECISION_NAMES[before.decision]), who: before.by, at: momentText(before.at), number: before.reportNumber })}`
    }</p>`;
  })}`;
}
