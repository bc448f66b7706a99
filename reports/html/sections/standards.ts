// The standards in force that the findings rest on, each with the document that sets it.

import { fill } from '../../../config/messages/language.ts';
import { HEADINGS, LABELS, SENTENCES } from '../../../config/messages/report.ts';
import { sayStandard } from '../../../config/messages/standard-names.ts';
import type { Standard } from '../../../domain/standard.ts';
import { limitText, setByText } from '../../standard-text.ts';
import { html, type Html } from '../markup.ts';
import { table } from '../table.ts';
import type { ReportView } from '../view.ts';
import { section } from './section.ts';

export function standardsSection(view: ReportView): Html | null {
  const { t, language, report } = view;
  const { standards } = report.content;
  if (standards.length === 0) return null;
  const columns = [
    { heading: t(LABELS.standard) },
    { heading: t(LABELS.value), isFigure: true },
    { heading: t(LABELS.region), isShort: true },
    { heading: t(LABELS.inForce), isShort: true },
    { heading: t(LABELS.source) },
  ];
  const rows = standards.map((standard) => ({
    cells: [
      sayStandard(standard.key, language),
      limitText(standard, language),
      setByText(standard, language),
      inForceText(view, standard),
      t(standard.source),
    ],
  }));
  const note = standards.every((standard) => standard.confirmed)
    ? null
    : html`<p class="aside">${t(SENTENCES.standardsNote)}</p>
`;
  return section(
    'standards',
    t(HEADINGS.standards),
    html`${table(t(HEADINGS.standards), columns, rows)}${note}`,
  );
}

function inForceText(view: ReportView, { from, until }: Standard): string {
  const { t } = view;
  return until === null
    ? fill(t(LABELS.since), { from })
    : fill(t(LABELS.fromUntil), { from, until });
}
