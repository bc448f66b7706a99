// How a department served, drawn day by day.

import { type Language, say } from '../../../config/messages/language.ts';
import { DEPARTMENTS_PAGE } from '../../../config/messages/operate.ts';
import type { Html } from '../../../reports/html/markup.ts';
import type { DayOfService } from '../../../store/exchanges.ts';
import { lines } from '../../charts/lines.ts';

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

export function availabilityChart(days: readonly DayOfService[], language: Language): Html {
  return lines(
    {
      title: say(DEPARTMENTS_PAGE.availability, language),
      labels: days.map(({ day }) => day.slice(5)),
      valueText: (value) => `${Math.round(value * 1_000) / 10}%`,
    },
    [
      {
        name: say(DEPARTMENTS_PAGE.answered, language),
        className: 'second',
        values: days.map((one) => share(one.answered, one.answered + one.unanswered)),
      },
      {
        name: say(DEPARTMENTS_PAGE.availability, language),
        className: '',
        values: days.map((one) => share(one.requests - one.failedRequests, one.requests)),
      },
    ],
    { largest: 1 },
  );
}

export function responseChart(days: readonly DayOfService[], language: Language): Html {
  return lines(
    {
      title: say(DEPARTMENTS_PAGE.response, language),
      labels: days.map(({ day }) => day.slice(5)),
      valueText: (value) => value.toLocaleString('en'),
    },
    [
      { name: 'P95', className: 'second', values: days.map((one) => one.p95Ms) },
      {
        name: say(DEPARTMENTS_PAGE.median, language),
        className: '',
        values: days.map((one) => one.medianMs),
      },
    ],
  );
}
