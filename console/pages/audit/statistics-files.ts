// The figures and charts of the statistics page, to be saved: CSV as spreadsheets open it, SVG as documents take it.

import papaparse from 'papaparse';
import { z } from 'zod';
import { STATISTICS } from '../../../config/messages/audit.ts';
import { FINDING_NAMES } from '../../../config/messages/finding-names.ts';
import { type Language, nameIn, say } from '../../../config/messages/language.ts';
import { CONCLUSION_NAMES } from '../../../config/messages/terms.ts';
import { markupText } from '../../../reports/html/markup.ts';
import type { Records } from '../../../store/store.ts';
import { type Answer, route } from '../../route.ts';
import { PERIOD_FIELDS, type Period, periodOf } from './period.ts';
import { reportsChart, waitingChart } from './statistics-charts.ts';

const LISTS = ['reports', 'waiting', 'kinds', 'reviews'] as const;

export const statisticsCsv = route({
  method: 'GET',
  url: '/statistics/:list.csv',
  needs: 'statistics.read',
  params: z.object({ list: z.enum(LISTS) }),
  query: PERIOD_FIELDS,
  async answer({ records, params, query, language }) {
    const rows = await ROWS[params.list](records, periodOf(query, new Date()), language);
    return csvFile(`${params.list}.csv`, rows);
  },
});

export const statisticsSvg = route({
  method: 'GET',
  url: '/statistics/:chart.svg',
  needs: 'statistics.read',
  params: z.object({ chart: z.enum(['reports', 'waiting']) }),
  query: PERIOD_FIELDS,
  async answer({ records, params, query, language }) {
    const period = periodOf(query, new Date());
    const chart =
      params.chart === 'reports'
        ? reportsChart(await records.figures.months(period.query), period, language, true)
        : waitingChart(await records.figures.waiting(period.query), period, language, true);
    return {
      kind: 'file',
      type: 'image/svg+xml',
      name: `${params.chart}.svg`,
      content: Buffer.from(markupText(chart)),
    };
  },
});

/** With the mark that makes spreadsheets read UTF-8. Cells are figures and our own words. */
export function csvFile(
  name: string,
  rows: readonly (readonly (string | number | null)[])[],
): Answer {
  const text = `\ufeff${papaparse.unparse(rows as unknown[][])}\r\n`;
  return { kind: 'file', type: 'text/csv; charset=utf-8', name, content: Buffer.from(text) };
}

type Rows = (string | number | null)[][];

const ROWS: Record<
  (typeof LISTS)[number],
  (records: Records, period: Period, language: Language) => Promise<Rows>
> = {
  async reports(records, period, language) {
    const tallies = await records.figures.months(period.query);
    return [
      [STATISTICS.month, { zh: '核对结论', en: 'conclusion' }, STATISTICS.total].map((said) =>
        say(said, language),
      ),
      ...tallies.map(({ month, conclusion, reports }) => [
        month.slice(0, 7),
        say(CONCLUSION_NAMES[conclusion], language),
        reports,
      ]),
    ];
  },
  async waiting(records, period, language) {
    const waiting = await records.figures.waiting(period.query);
    const seconds = language === 'en' ? ' (s)' : '（秒）';
    return [
      [
        say(STATISTICS.month, language),
        say(STATISTICS.batches, language),
        say(STATISTICS.households, language),
        say(STATISTICS.reported, language),
        say(STATISTICS.median, language) + seconds,
        say(STATISTICS.p95, language) + seconds,
      ],
      ...waiting.map((one) => [
        one.month.slice(0, 7),
        one.batches,
        one.households,
        one.reported,
        rounded(one.medianSeconds),
        rounded(one.p95Seconds),
      ]),
    ];
  },
  async kinds(records, period, language) {
    const kinds = await records.figures.kinds(period.query);
    return [
      ['kind', say(STATISTICS.kind, language), say(STATISTICS.total, language)],
      ...kinds.map(({ kind, reports }) => [kind, nameIn(FINDING_NAMES, kind, language), reports]),
    ];
  },
  async reviews(records, period, language) {
    const tallies = await records.figures.reviews('kind', period.query);
    const heads = [STATISTICS.kind, STATISTICS.confirmed, STATISTICS.dismissed];
    return [
      ['kind', ...heads.map((said) => say(said, language))],
      ...tallies.map(({ of, confirmed, dismissed }) => [
        of,
        nameIn(FINDING_NAMES, of, language),
        confirmed,
        dismissed,
      ]),
    ];
  },
};

function rounded(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds);
}
