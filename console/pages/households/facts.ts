// Beside the findings: which report it is, until when it must be decided, and the report to take along.

import type { Deadline } from '../../../config/deadlines.ts';
import { AUTHORISATION_PAGE } from '../../../config/messages/authorisation-page.ts';
import { HOUSEHOLD_PAGE } from '../../../config/messages/household-page.ts';
import { OBJECTION_STATE_NAMES } from '../../../config/messages/objections.ts';
import { OBJECTION_PAGE } from '../../../config/messages/objection-page.ts';
import { fill } from '../../../config/messages/language.ts';
import { LABELS } from '../../../config/messages/report.ts';
import { CONCLUSION_NAMES, PURPOSE_NAMES, SCHEME_NAMES } from '../../../config/messages/terms.ts';
import { regionText } from '../../../config/region-names.ts';
import type { Objection } from '../../../domain/objection.ts';
import { dateText, dayText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import type { ReportView } from '../../../reports/html/view.ts';
import type { Batch } from '../../../store/batches.ts';
import type { ReportOfHousehold } from '../../../store/household-history.ts';
import { deadlineText } from '../../deadlines.ts';

export type Facts = {
  readonly view: ReportView;
  readonly batch: Batch;
  readonly versions: readonly ReportOfHousehold[];
  readonly deadline: Deadline | null;
  readonly canExport: boolean;
  readonly objections: readonly Objection[];
  readonly canObject: boolean;
  readonly canWithdraw: boolean;
};

export function factsAside({ view, batch, versions, deadline, ...rest }: Facts): Html {
  const { canExport, objections, canObject, canWithdraw } = rest;
  const { t, language, report } = view;
  const { content, number } = report;
  const applicant = content.persons.find((person) => person.role === 'applicant');
  const others = versions.filter((one) => one.number !== number);
  return html`<section aria-labelledby="facts"><h2 id="facts">${t(HOUSEHOLD_PAGE.report)}</h2>
<dl class="facts">
<div><dt>${t(LABELS.applicant)}</dt><dd>${applicant?.name ?? '–'}</dd></div>
<div><dt>${t(LABELS.number)}</dt><dd><span class="code">${number}</span> ${fill(t(LABELS.versionNo), { version: report.version })}</dd></div>
<div><dt>${t(LABELS.scheme)}</dt><dd>${t(SCHEME_NAMES[content.scheme])} · ${t(PURPOSE_NAMES[content.purpose])}</dd></div>
<div><dt>${t(LABELS.region)}</dt><dd>${regionText(content.region, language)}</dd></div>
<div><dt>${t(HOUSEHOLD_PAGE.deadline)}</dt><dd>${deadlineText(deadline, language)}</dd></div>
<div><dt>${t(LABELS.verifiedOn)}</dt><dd>${dateText(content.verifiedOn, language)}</dd></div>
<div><dt>${t(LABELS.issuedOn)}</dt><dd>${dayText(report.issuedAt, language)}</dd></div>
<div><dt>${t(LABELS.validUntil)}</dt><dd>${dateText(report.validUntil, language)}</dd></div>
<div><dt>${t(HOUSEHOLD_PAGE.batch)}</dt><dd><a href="/batches/${batch.id}">${batch.id}</a></dd></div>
</dl>
<p class="actions"><a class="button second" href="/reports/${number}/document">${t(HOUSEHOLD_PAGE.openReport)}</a>${
    canExport
      ? html` <a class="button second" href="/reports/${number}/pdf" download>${t(HOUSEHOLD_PAGE.pdf)}</a> <a class="button second" href="/reports/${number}/pdf?show=1">${t(HOUSEHOLD_PAGE.print)}</a>`
      : null
  }${canObject ? html` <a class="button second" href="/reports/${number}/objection">${t(HOUSEHOLD_PAGE.object)}</a>` : null}${canWithdraw ? html` <a class="button second" href="/reports/${number}/authorisations">${t(AUTHORISATION_PAGE.open)}</a>` : null}</p>
${
  objections.length === 0
    ? null
    : html`<h3>${t(OBJECTION_PAGE.navigation)}</h3><ul class="plain">${objections.map(
        ({ id, state, findings }) =>
          html`<li><a href="/objections/${id}">O${id}</a> ${findings.join(' ')} <span class="tag">${t(OBJECTION_STATE_NAMES[state])}</span></li>`,
      )}</ul>`
}
${
  others.length === 0
    ? null
    : html`<h3>${t(HOUSEHOLD_PAGE.previous)}</h3><ul class="plain">${others.map(
        (one) =>
          html`<li><a class="code" href="/reports/${one.number}">${one.number}</a> <span class="tag ${one.conclusion}">${t(CONCLUSION_NAMES[one.conclusion])}</span></li>`,
      )}</ul>`
}</section>`;
}
