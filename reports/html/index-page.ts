// The list of a batch's reports as one page: what wants a person's look comes first.

import { fill, type Language, say } from '../../config/messages/language.ts';
import { HEADINGS, LABELS, SENTENCES } from '../../config/messages/report.ts';
import { CONCLUSION_NAMES } from '../../config/messages/terms.ts';
import { CONCLUSIONS, type SealedReport } from '../../domain/report.ts';
import { findingSentence } from '../finding-text.ts';
import { html, markupText } from './markup.ts';
import { STYLE } from './style.ts';
import { table } from './table.ts';

export type IndexPageOptions = {
  readonly batch: string;
  readonly language: Language;
};

/** Links lead to `NUMBER.html` beside the page. */
export function renderIndexHtml(
  reports: readonly SealedReport[],
  { batch, language }: IndexPageOptions,
): string {
  const title = fill(say(SENTENCES.reportsOfBatch, language), { batch });
  const sections = CONCLUSIONS.map((conclusion) => {
    const own = reports.filter((report) => report.content.conclusion === conclusion);
    if (own.length === 0) return null;
    const name = say(CONCLUSION_NAMES[conclusion], language);
    return html`<section>
<h2>${name} (${own.length})</h2>
${table(
  name,
  columns(language),
  own.map((report) => row(report, language)),
)}
</section>
`;
  });
  return markupText(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header><h1>${title}</h1></header>
${sections}
</main>
</body>
</html>
`);
}

function columns(language: Language) {
  return [LABELS.number, LABELS.householdRef, LABELS.applicant, HEADINGS.findings].map((said) => ({
    heading: say(said, language),
  }));
}

function row({ number, content }: SealedReport, language: Language) {
  const applicant = content.persons.find((person) => person.role === 'applicant');
  const wanted = content.findings.filter((finding) => finding.severity !== 'info');
  return {
    cells: [
      html`<a href="${number}.html">${number}</a>`,
      content.householdRef,
      applicant?.name ?? '',
      wanted.map((finding) => html`<p>${findingSentence(finding, language)}</p>`),
    ],
  };
}
