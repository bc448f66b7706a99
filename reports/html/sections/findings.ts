// The findings: what was found, its figures, its evidence, the law behind it and what would clear it.

import { HEADINGS, LABELS, SENTENCES } from '../../../config/messages/report.ts';
import { SEVERITY_NAMES } from '../../../config/messages/terms.ts';
import type { Article, Finding } from '../../../domain/finding.ts';
import { findingClearing, findingFigures, findingSentence } from '../../finding-text.ts';
import { html, type Html } from '../markup.ts';
import type { ReportView } from '../view.ts';
import { section, terms } from './section.ts';

export function findingsSection(view: ReportView): Html {
  const { t, report } = view;
  const { findings } = report.content;
  const body =
    findings.length === 0
      ? html`<p>${t(SENTENCES.noFindings)}</p>
`
      : html`<ol class="findings">
${findings.map((finding) => findingItem(view, finding))}</ol>
`;
  return section('findings', t(HEADINGS.findings), body);
}

function findingItem(view: ReportView, finding: Finding): Html {
  const { t, language } = view;
  const { id, severity, personNos } = finding;
  const about = personNos.length === 0 ? t(LABELS.wholeHousehold) : view.persons(personNos);
  const figures = findingFigures(finding, language).map(
    ({ name, figure }) => html`<li>${name} <b>${figure}</b></li>`,
  );
  return html`<li id="${id}" class="finding ${severity}">
<h3><span class="mark">${id}</span> <span class="severity">${t(SEVERITY_NAMES[severity])}</span> ${findingSentence(finding, language)}</h3>
${terms([
  [t(LABELS.persons), about],
  [t(LABELS.figures), figures.length === 0 ? null : html`<ul class="figures">${figures}</ul>`],
  [t(LABELS.evidence), finding.evidence.length === 0 ? null : view.evidenceLinks(finding.evidence)],
  [
    t(LABELS.workedSum),
    finding.trace === null ? null : html`<a href="#${id}-sum">${t(HEADINGS.workedSums)} ${id}</a>`,
  ],
  [t(LABELS.article), articleText(view, finding.article)],
  [t(LABELS.clearing), findingClearing(finding, language)],
])}</li>
`;
}

function articleText(view: ReportView, article: Article): Html {
  const pending = article.confirmed ? null : toBeConfirmed(view);
  return html`${article.document}${article.article === null ? null : ` ${article.article}`}${pending}`;
}

/** The mark beside what has not been checked against its source. */
export function toBeConfirmed(view: ReportView): Html {
  return html` <span class="pending">${view.t(LABELS.toBeConfirmed)}</span>`;
}
