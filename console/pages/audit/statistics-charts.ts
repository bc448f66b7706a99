// The charts of the statistics page, for the page itself and to be saved.

import { STATISTICS } from '../../../config/messages/audit.ts';
import { fill, type Language, say } from '../../../config/messages/language.ts';
import { CONCLUSION_NAMES } from '../../../config/messages/terms.ts';
import { CONCLUSIONS } from '../../../domain/report.ts';
import type { Html } from '../../../reports/html/markup.ts';
import type { MonthOfWaiting, MonthTally } from '../../../store/figures.ts';
import { columns } from '../../charts/columns.ts';
import { lines } from '../../charts/lines.ts';
import { firstDay, type Period } from './period.ts';

/** What earlier information systems took. */
const EARLIER_DAYS = 5;
const DAY_SECONDS = 86_400;

export function reportsChart(
  tallies: readonly MonthTally[],
  { months }: Period,
  language: Language,
  standalone = false,
): Html {
  const reports = new Map(
    tallies.map(({ month, conclusion, reports }) => [`${month} ${conclusion}`, reports]),
  );
  return columns(
    {
      title: say(STATISTICS.reports, language),
      labels: months,
      valueText: (value) => value.toLocaleString('en'),
    },
    months.map((month) =>
      CONCLUSIONS.map((conclusion) => ({
        className: conclusion,
        name: say(CONCLUSION_NAMES[conclusion], language),
        value: reports.get(`${firstDay(month)} ${conclusion}`) ?? 0,
      })),
    ),
    { standalone },
  );
}

export function waitingChart(
  waiting: readonly MonthOfWaiting[],
  { months }: Period,
  language: Language,
  standalone = false,
): Html {
  const of = new Map(waiting.map((one) => [one.month, one]));
  const days = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? null : seconds / DAY_SECONDS;
  return lines(
    {
      title: say(STATISTICS.waiting, language),
      labels: months,
      valueText: (value) =>
        fill(say(STATISTICS.days, language), {
          n: Number.isInteger(value) ? value : value.toFixed(2),
        }),
    },
    [
      {
        name: say(STATISTICS.p95, language),
        className: 'second',
        values: months.map((month) => days(of.get(firstDay(month))?.p95Seconds)),
      },
      {
        name: say(STATISTICS.median, language),
        className: '',
        values: months.map((month) => days(of.get(firstDay(month))?.medianSeconds)),
      },
    ],
    { limit: EARLIER_DAYS, standalone },
  );
}
