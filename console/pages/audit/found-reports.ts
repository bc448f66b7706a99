// Reports that were found, as a table: each leads to its household, findings and evidence.

import { SEARCH } from '../../../config/messages/audit.ts';
import { FINDING_NAMES } from '../../../config/messages/finding-names.ts';
import { type Language, nameIn, say } from '../../../config/messages/language.ts';
import { CONCLUSION_NAMES, SCHEME_NAMES } from '../../../config/messages/terms.ts';
import { momentText } from '../../../reports/figures.ts';
import { html, type Html, joined } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import type { FoundReport } from '../../../store/report-search.ts';

export function foundReports(reports: readonly FoundReport[], language: Language): Html {
  const between = language === 'en' ? ', ' : '、';
  return html`<div class="scroll">${table(
    say(SEARCH.title, language),
    [
      { heading: say(SEARCH.number, language), isShort: true },
      { heading: say(SEARCH.conclusion, language), isShort: true },
      { heading: say(SEARCH.findings, language) },
      { heading: say(SEARCH.scheme, language) },
      { heading: say(SEARCH.issued, language), isShort: true },
      { heading: say(SEARCH.region, language), isShort: true },
      { heading: say(SEARCH.caseworker, language) },
    ],
    reports.map((report) => ({
      cells: [
        html`<a class="code" href="/reports/${report.number}">${report.number}</a>`,
        html`<span class="tag ${report.conclusion}">${say(CONCLUSION_NAMES[report.conclusion], language)}</span>${
          report.isCurrent
            ? null
            : html` <span class="aside">${say(SEARCH.supersededTag, language)}</span>`
        }`,
        html`${joined(
          report.findingKinds.map((kind) => nameIn(FINDING_NAMES, kind, language)),
          between,
        )}`,
        say(SCHEME_NAMES[report.scheme], language),
        momentText(report.issuedAt),
        report.region,
        report.submittedBy,
      ],
    })),
  )}</div>`;
}
