// Declared against found, income and property.

import { fill, nameIn, saidOf } from '../../../config/messages/language.ts';
import { WHY_NOT } from '../../../config/messages/rule-labels.ts';
import { HEADINGS, LABELS, SENTENCES } from '../../../config/messages/report.ts';
import {
  DIFFERENCE_NAMES,
  INCOME_CLASS_NAMES,
  ITEM_NAMES,
  ITEMS_COUNTED,
  PROPERTY_NAMES,
} from '../../../config/messages/terms.ts';
import type { ComparisonLine, IncomeLine, PropertyLine } from '../../../domain/report.ts';
import { amountText, figureText, listText, monthsText } from '../../figures.ts';
import { monthRuns, monthsWithin } from '../../months.ts';
import { html, type Html } from '../markup.ts';
import { table } from '../table.ts';
import { incomeSum, type ReportView } from '../view.ts';
import { section } from './section.ts';

/** Differences that a reader should stop at. */
const NOTABLE: ReadonlySet<ComparisonLine['difference']> = new Set([
  'undeclared',
  'under-declared',
  'not-answered',
]);

export function comparisonSection(view: ReportView): Html {
  const { t, language, report } = view;
  const { comparison } = report.content;
  const heading = t(HEADINGS.comparison);
  if (comparison.length === 0)
    return section(
      'comparison',
      heading,
      html`<p>${t(SENTENCES.noComparison)}</p>
`,
    );
  const columns = [
    { heading: t(LABELS.item) },
    { heading: t(LABELS.persons) },
    { heading: t(LABELS.declared), isFigure: true },
    { heading: t(LABELS.found), isFigure: true },
    { heading: t(LABELS.difference) },
  ];
  const figure = ({ item, unit }: ComparisonLine, value: number | null) => {
    if (value === null) return '–';
    const counted = saidOf(ITEMS_COUNTED, item);
    return counted === null
      ? figureText({ value, unit }, language)
      : fill(t(counted), { n: value });
  };
  const rows = comparison.map((line) => ({
    className: NOTABLE.has(line.difference) ? 'notable' : '',
    cells: [
      nameIn(ITEM_NAMES, line.item, language),
      line.personNo === null ? t(LABELS.wholeHousehold) : view.person(line.personNo),
      figure(line, line.declared),
      figure(line, line.found),
      t(DIFFERENCE_NAMES[line.difference]),
    ],
  }));
  return section(
    'comparison',
    heading,
    html`${table(heading, columns, rows)}<p class="aside">${t(SENTENCES.comparisonNote)}</p>
`,
  );
}

export function incomeSection(view: ReportView): Html {
  const { t, language, report } = view;
  const { income, incomeWindow } = report.content;
  const heading = t(HEADINGS.income);
  if (income.length === 0)
    return section(
      'income',
      heading,
      html`<p>${t(SENTENCES.noIncome)}</p>
`,
    );
  const columns = [
    { heading: t(LABELS.name) },
    { heading: t(LABELS.incomeClass) },
    { heading: t(LABELS.declared), isFigure: true },
    { heading: t(LABELS.found), isFigure: true },
    { heading: t(LABELS.counted), isFigure: true },
    { heading: t(LABELS.monthsCovered) },
  ];
  const rows = income.map((line) => ({
    cells: [
      view.person(line.personNo),
      incomeClass(view, line),
      amountText(line.declaredFen),
      amountText(line.foundFen),
      amountText(line.countedFen),
      monthsCovered(view, line),
    ],
  }));
  const window = monthsText(incomeWindow.from, incomeWindow.until, language);
  const note = fill(t(SENTENCES.incomeNote), { window });
  return section(
    'income',
    heading,
    html`${table(heading, columns, rows)}<p class="aside">${t(SENTENCES.amountsInYuan)}${language === 'en' ? ' ' : ''}${note}</p>
`,
  );
}

function incomeClass(view: ReportView, line: IncomeLine): Html {
  const name = view.t(INCOME_CLASS_NAMES[line.incomeClass]);
  return line.trace === null
    ? html`${name}`
    : html`<a href="#${incomeSum(line, view.person, view.t).place}">${name}</a>`;
}

function monthsCovered(view: ReportView, line: IncomeLine): string {
  const { language, report, t } = view;
  if (line.foundFen === null) return t(SENTENCES.notCovered);
  const all = monthsWithin(report.content.incomeWindow).length;
  const runs = monthRuns(line.monthsCovered).map(({ from, until }) =>
    monthsText(from, until, language),
  );
  const count = fill(t(SENTENCES.monthsOf), { covered: line.monthsCovered.length, all });
  return runs.length === 0 ? count : `${listText(runs, language)} ${count}`;
}

export function propertySection(view: ReportView): Html {
  const { t, report } = view;
  const { property } = report.content;
  const heading = t(HEADINGS.property);
  if (property.length === 0)
    return section(
      'property',
      heading,
      html`<p>${t(SENTENCES.noProperty)}</p>
`,
    );
  const columns = [
    { heading: t(LABELS.kind) },
    { heading: t(LABELS.description) },
    { heading: t(LABELS.owners) },
    { heading: t(LABELS.quantity), isFigure: true },
    { heading: t(LABELS.countedOrNot) },
    { heading: t(LABELS.evidence) },
  ];
  const rows = property.map((line) => ({ cells: propertyCells(view, line) }));
  return section('property', heading, table(heading, columns, rows));
}

function propertyCells(view: ReportView, line: PropertyLine) {
  const { t, language } = view;
  const { quantity, unit, whyNot } = line;
  const reason = whyNot === null ? '' : ` · ${nameIn(WHY_NOT, whyNot, language)}`;
  return [
    t(PROPERTY_NAMES[line.kind]),
    line.description,
    view.persons(line.personNos),
    quantity === null || unit === null ? '–' : figureText({ value: quantity, unit }, language),
    line.counted ? t(LABELS.isCounted) : `${t(LABELS.isNotCounted)}${reason}`,
    view.evidenceLinks(line.evidence),
  ];
}
