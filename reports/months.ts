// Months as runs, so that a reader sees at a glance which months records cover.

import { addMonths, type Month } from '../domain/calendar.ts';

export type MonthRun = { readonly from: Month; readonly until: Month };

/** Consecutive months joined: 01, 02, 03, 06 → 01 to 03 and 06. The months must be in order. */
export function monthRuns(months: readonly Month[]): MonthRun[] {
  const runs: MonthRun[] = [];
  for (const month of months) {
    const last = runs.at(-1);
    if (last !== undefined && addMonths(last.until, 1) === month)
      runs[runs.length - 1] = { from: last.from, until: month };
    else runs.push({ from: month, until: month });
  }
  return runs;
}

/** All months of a window, both ends included. */
export function monthsWithin(window: MonthRun): Month[] {
  const months: Month[] = [];
  for (let month = window.from; month <= window.until; month = addMonths(month, 1))
    months.push(month);
  return months;
}
