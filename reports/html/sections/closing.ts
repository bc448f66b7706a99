// How to object, what the report is and is not, and the place for the office's seal.

import { fill } from '../../../config/messages/language.ts';
import { HEADINGS, LABELS, SENTENCES } from '../../../config/messages/report.ts';
import { dayText } from '../../figures.ts';
import { html, type Html } from '../markup.ts';
import type { ReportView } from '../view.ts';
import { section, terms } from './section.ts';

export function objectionSection(view: ReportView): Html {
  const { t } = view;
  const { office, address, phone, days } = view.office.objection;
  const notStated = t(SENTENCES.notStated);
  return section(
    'objection',
    t(HEADINGS.objection),
    html`<p>${t(SENTENCES.objectionRoute)}</p>
${terms([
  [t(LABELS.deadline), days === null ? notStated : fill(t(SENTENCES.objectionDays), { days })],
  [t(LABELS.contact), office === null ? notStated : t(office)],
  [t(LABELS.address), address === null ? notStated : t(address)],
  [t(LABELS.phone), phone ?? notStated],
])}`,
  );
}

export function disclaimerSection(view: ReportView): Html {
  const { t, language, office, report } = view;
  const sentences = [
    SENTENCES.disclaimerSources,
    SENTENCES.notADecision,
    SENTENCES.disclaimerPurpose,
    SENTENCES.disclaimerIdentity,
  ];
  return section(
    'disclaimer',
    t(HEADINGS.disclaimer),
    html`<ol class="plain">
${sentences.map(
  (sentence) => html`<li>${t(sentence)}</li>
`,
)}</ol>
<p class="seal"><span>${t(office.verifiedBy)}</span><span>${dayText(report.issuedAt, language)}</span><span class="aside">${t(LABELS.seal)}</span></p>
`,
  );
}
