// Who the report is about. ID numbers are masked in the content already.

import { HEADINGS, LABELS } from '../../../config/messages/report.ts';
import { IDENTITY_NAMES, ROLE_NAMES } from '../../../config/messages/terms.ts';
import { relationText } from '../../../domain/relation.ts';
import { html, type Html } from '../markup.ts';
import { table } from '../table.ts';
import type { ReportView } from '../view.ts';
import { section } from './section.ts';

export function householdSection(view: ReportView): Html {
  const { t, language, report } = view;
  const columns = [
    { heading: t(LABELS.name) },
    { heading: t(LABELS.relation) },
    { heading: t(LABELS.role) },
    { heading: t(LABELS.idNumber) },
    { heading: t(LABELS.age), isFigure: true },
    { heading: t(LABELS.authorisation) },
    { heading: t(LABELS.identity) },
  ];
  const rows = report.content.persons.map((person) => ({
    cells: [
      person.name,
      relationText(person.relation, language),
      t(ROLE_NAMES[person.role]),
      html`<span class="code">${person.idNumberMasked ?? '–'}</span>`,
      person.age,
      html`<span class="code">${person.authorisationNo}</span>`,
      person.identity === null ? '–' : t(IDENTITY_NAMES[person.identity]),
    ],
  }));
  return section('household', t(HEADINGS.household), table(t(HEADINGS.household), columns, rows));
}
