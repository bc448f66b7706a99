// The report as one HTML page: nothing is loaded, nothing runs; it can be saved, mailed, printed on A4.

import type { Language } from '../../config/messages/language.ts';
import { HEADINGS } from '../../config/messages/report.ts';
import type { SealedReport } from '../../domain/report.ts';
import type { ReportOffice } from '../office.ts';
import { html, markupText } from './markup.ts';
import { evidenceSection, receiptSection, workedSumsSection } from './sections/annexes.ts';
import { disclaimerSection, objectionSection } from './sections/closing.ts';
import { findingsSection } from './sections/findings.ts';
import { conclusionBox, notices, type ReportStanding, titleBlock } from './sections/head.ts';
import { householdSection } from './sections/household.ts';
import { comparisonSection, incomeSection, propertySection } from './sections/means.ts';
import { sourcesSection } from './sections/sources.ts';
import { standardsSection } from './sections/standards.ts';
import { pageFooter, STYLE } from './style.ts';
import { reportView } from './view.ts';

export type ReportPageOptions = Partial<ReportStanding> & {
  readonly language: Language;
  readonly office: ReportOffice;
};

/** The whole page. Its policy forbids scripts and everything from elsewhere, should escaping ever fail. */
export function renderReportHtml(report: SealedReport, options: ReportPageOptions): string {
  const { language, office } = options;
  const view = reportView({ report, language, office });
  const standing: ReportStanding = {
    supersededBy: options.supersededBy ?? null,
    check: options.check ?? null,
    readOn: options.readOn ?? null,
  };
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${view.t(HEADINGS.title)} ${report.number}</title>
<style>${STYLE}${pageFooter(report.number)}</style>
</head>
<body>
<main>
${notices(view, standing)}${titleBlock(view)}
${conclusionBox(view)}
${householdSection(view)}
${findingsSection(view)}
${comparisonSection(view)}
${incomeSection(view)}
${propertySection(view)}
${sourcesSection(view)}
${standardsSection(view)}
${objectionSection(view)}
${disclaimerSection(view)}
${workedSumsSection(view)}
${evidenceSection(view)}
${receiptSection(view)}
</main>
</body>
</html>
`;
  return markupText(page);
}
