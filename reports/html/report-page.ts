// The report as one HTML page: nothing is loaded, nothing runs; it can be saved, mailed, printed on A4.

import { CHECK_PAGE } from '../../config/messages/authenticity.ts';
import type { Language } from '../../config/messages/language.ts';
import { HEADINGS } from '../../config/messages/report.ts';
import type { SealedReport } from '../../domain/report.ts';
import { qrSvg } from '../authenticity/qr-svg.ts';
import { qrText } from '../authenticity/qr-text.ts';
import type { ReportOffice } from '../office.ts';
import { html, joined, markupText } from './markup.ts';
import { reportSections } from './report-sections.ts';
import type { ReportStanding } from './sections/head.ts';
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
    changes: options.changes ?? null,
  };
  const sections = reportSections(view, standing);
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
${sections.notices}${sections.title}
${qrSvg(qrText(report, office.checkAddress ?? null), view.t(CHECK_PAGE.qr))}
${joined(sections.parts, '\n')}
</main>
</body>
</html>
`;
  return markupText(page);
}
