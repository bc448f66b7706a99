// Figures of a region: what was verified, how long it took, what was found and what people made of it. Every figure leads to
// the reports that it counts.

import { STATISTICS } from '../../../config/messages/audit.ts';
import { FINDING_NAMES } from '../../../config/messages/finding-names.ts';
import { nameIn, say } from '../../../config/messages/language.ts';
import { CONCLUSION_NAMES } from '../../../config/messages/terms.ts';
import type { Said } from '../../../domain/errors.ts';
import { CONCLUSIONS } from '../../../domain/report.ts';
import { may } from '../../../domain/staff.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import type { KindTally, MonthOfWaiting, MonthTally } from '../../../store/figures.ts';
import { route } from '../../route.ts';
import { percent } from '../percent.ts';
import { durationText } from './duration.ts';
import {
  firstDay,
  lastDay,
  PERIOD_FIELDS,
  type PeriodFields,
  periodForm,
  periodOf,
} from './period.ts';
import { searchAddress } from './search-query.ts';
import { reportsChart, waitingChart } from './statistics-charts.ts';
import { bar, downloads, number, type Seen } from './statistics-parts.ts';
import { reviewsSection } from './statistics-reviews.ts';

export const statisticsPage = route({
  method: 'GET',
  url: '/statistics',
  needs: 'statistics.read',
  query: PERIOD_FIELDS,
  async answer({ records, query: fields, session, language }) {
    const period = periodOf(fields, new Date());
    const [months, waiting, kinds, byKind, byOffice] = await Promise.all([
      records.figures.months(period.query),
      records.figures.waiting(period.query),
      records.figures.kinds(period.query),
      records.figures.reviews('kind', period.query),
      records.figures.reviews('region', period.query),
    ]);
    const seen: Seen = { period, fields, language, leads: may(session.role, 'report.read') };
    return {
      kind: 'page',
      title: STATISTICS.title,
      body: html`${periodForm('/statistics', period, fields, language)}
${reportsSection(months, seen)}
${waitingSection(waiting, seen)}
${kindsSection(kinds, months, seen)}
${reviewsSection(byKind, byOffice, seen)}
<p class="aside">${say(STATISTICS.counting, language)}</p>`,
    };
  },
});

function reportsSection(tallies: readonly MonthTally[], seen: Seen): Html {
  const { period, fields, language } = seen;
  const t = (said: Said) => say(said, language);
  if (tallies.length === 0) {
    return html`<section><h2>${t(STATISTICS.reports)}</h2><p class="notice">${t(STATISTICS.none)}</p></section>`;
  }
  const count = (month: string, conclusion?: string) =>
    tallies
      .filter(
        (one) => one.month === month && (conclusion === undefined || one.conclusion === conclusion),
      )
      .reduce((sum, one) => sum + one.reports, 0);
  return html`<section><h2>${t(STATISTICS.reports)}</h2>
<div class="scroll">${reportsChart(tallies, period, language)}</div>
<p class="legend">${CONCLUSIONS.map((one) => html`<span class="${one}">${t(CONCLUSION_NAMES[one])}</span> `)}</p>
${seen.leads ? html`<p class="aside">${t(STATISTICS.reportsHint)}</p>` : null}
<div class="scroll">${table(
    t(STATISTICS.reports),
    [
      { heading: t(STATISTICS.month), isShort: true },
      ...CONCLUSIONS.map((one) => ({ heading: t(CONCLUSION_NAMES[one]), isFigure: true })),
      { heading: t(STATISTICS.total), isFigure: true },
    ],
    period.months.toReversed().map((month) => {
      const first = firstDay(month);
      const asked = { ...inSearch(fields), from: first, until: lastDay(month) };
      return {
        cells: [
          month,
          ...CONCLUSIONS.map((conclusion) =>
            figure(count(first, conclusion), searchAddress({ ...asked, conclusion }), seen.leads),
          ),
          figure(count(first), searchAddress(asked), seen.leads),
        ],
      };
    }),
  )}</div>
${downloads('reports', seen, true)}</section>`;
}

function waitingSection(waiting: readonly MonthOfWaiting[], seen: Seen): Html {
  const { period, language } = seen;
  const t = (said: Said) => say(said, language);
  if (waiting.length === 0) return html``;
  return html`<section><h2>${t(STATISTICS.waiting)}</h2>
<p class="aside">${t(STATISTICS.waitingHint)}</p>
<div class="scroll">${waitingChart(waiting, period, language)}</div>
<p class="legend"><span class="line">${t(STATISTICS.median)}</span> <span class="line second">${t(STATISTICS.p95)}</span></p>
<div class="scroll">${table(
    t(STATISTICS.waiting),
    [
      { heading: t(STATISTICS.month), isShort: true },
      { heading: t(STATISTICS.batches), isFigure: true },
      { heading: t(STATISTICS.households), isFigure: true },
      { heading: t(STATISTICS.reported), isFigure: true },
      { heading: t(STATISTICS.median), isFigure: true },
      { heading: t(STATISTICS.p95), isFigure: true },
    ],
    waiting.toReversed().map((one) => ({
      cells: [
        one.month.slice(0, 7),
        number(one.batches),
        number(one.households),
        number(one.reported),
        durationText(one.medianSeconds, language),
        durationText(one.p95Seconds, language),
      ],
    })),
  )}</div>
${downloads('waiting', seen, true)}</section>`;
}

function kindsSection(
  kinds: readonly KindTally[],
  months: readonly MonthTally[],
  seen: Seen,
): Html {
  const { period, fields, language } = seen;
  const t = (said: Said) => say(said, language);
  if (kinds.length === 0) return html``;
  const all = months.reduce((sum, one) => sum + one.reports, 0);
  const most = kinds[0]?.reports ?? 1;
  const asked = {
    ...inSearch(fields),
    from: firstDay(period.months[0] ?? period.months[0]!),
    until: lastDay(period.months.at(-1) ?? period.months[0]!),
  };
  return html`<section><h2>${t(STATISTICS.kinds)}</h2>
<div class="scroll">${table(
    t(STATISTICS.kinds),
    [
      { heading: t(STATISTICS.kind) },
      { heading: t(STATISTICS.total), isFigure: true },
      { heading: t(STATISTICS.share), isFigure: true },
      { heading: '' },
    ],
    kinds.map(({ kind, reports }) => ({
      cells: [
        nameIn(FINDING_NAMES, kind, language),
        figure(reports, searchAddress({ ...asked, kind }), seen.leads),
        percent(reports / all),
        bar(reports / most),
      ],
    })),
  )}</div>
${downloads('kinds', seen, false)}</section>`;
}

function figure(count: number, to: string, leads: boolean): Html {
  return count === 0 || !leads
    ? html`${number(count)}`
    : html`<a href="${to}">${number(count)}</a>`;
}

function inSearch({ region, scheme }: PeriodFields) {
  return { region, scheme };
}
