// How records write the people of the household, where they write them differently from the form: what was asked beside
// what stands there, so that a person can decide whether it is one.

import { nameIn } from '../../../config/messages/language.ts';
import { HEADINGS, LABELS, SENTENCES } from '../../../config/messages/report.ts';
import { FIELD_NAMES } from '../../../config/messages/rule-labels.ts';
import { IDENTITY_NAMES, SEX_NAMES, VERDICT_NAMES } from '../../../config/messages/terms.ts';
import type { IdentityComparison } from '../../../domain/report.ts';
import { dateText } from '../../figures.ts';
import { html, type Html } from '../markup.ts';
import { table } from '../table.ts';
import type { ReportView } from '../view.ts';
import { section } from './section.ts';

export function identitySection(view: ReportView): Html | null {
  const { t, report } = view;
  const { identity } = report.content;
  if (identity.length === 0) return null;
  const columns = [
    { heading: t(LABELS.name) },
    { heading: t(LABELS.item) },
    { heading: t(LABELS.onForm) },
    { heading: t(LABELS.onRecord) },
    { heading: t(LABELS.compared) },
    { heading: t(LABELS.identity) },
    { heading: t(LABELS.evidence) },
  ];
  const rows = identity.flatMap((comparison) => comparisonRows(view, comparison));
  const heading = t(HEADINGS.identity);
  return section(
    'identity',
    heading,
    html`${table(heading, columns, rows)}<p class="aside">${t(SENTENCES.identityNote)}</p>
`,
  );
}

/** A row a field; the person, the grade and the records stand in the first. */
function comparisonRows(view: ReportView, comparison: IdentityComparison) {
  const { t, language } = view;
  const { personNo, grade, fields, evidence } = comparison;
  return fields.map(({ field, ours, theirs, verdict }, place) => ({
    className: verdict === 'exact' ? '' : 'notable',
    cells: [
      place === 0 ? view.person(personNo) : '',
      nameIn(FIELD_NAMES, field, language),
      valueText(view, field, ours),
      valueText(view, field, theirs),
      nameIn(VERDICT_NAMES, verdict, language),
      place === 0 ? t(IDENTITY_NAMES[grade]) : '',
      place === 0 ? view.evidenceLinks(evidence) : '',
    ],
  }));
}

type Field = IdentityComparison['fields'][number]['field'];

function valueText({ language }: ReportView, field: Field, value: string | null): string {
  if (value === null) return '–';
  if (field === 'sex') return nameIn(SEX_NAMES, value, language);
  return field === 'birthDate' ? dateText(value, language) : value;
}
