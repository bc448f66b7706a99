// The months for which income is asked: so many full months before the month of verification.
// Verified on 2026-07-01 with a window of 12: from 2025-07 until 2026-06.

import { addMonths, type CalendarDate, type Month, monthOf } from '../../domain/calendar.ts';

export type IncomeWindow = {
  readonly from: Month;
  readonly until: Month;
  readonly months: number;
  /** Months since the year 0 of `from`. */
  readonly fromCount: number;
};

export function incomeWindow(verifiedOn: CalendarDate, months: number): IncomeWindow {
  const verifiedIn = monthOf(verifiedOn);
  const from = addMonths(verifiedIn, -months);
  return { from, until: addMonths(verifiedIn, -1), months, fromCount: monthCount(from) };
}

/** Which month of the window it is, from 0; −1 when it lies outside. */
export function placeInWindow(window: IncomeWindow, month: Month): number {
  const place = monthCount(month) - window.fromCount;
  return place >= 0 && place < window.months ? place : -1;
}

function monthCount(month: Month): number {
  let year = 0;
  for (let at = 0; at < 4; at++) year = year * 10 + month.charCodeAt(at) - 48;
  return year * 12 + (month.charCodeAt(5) - 48) * 10 + month.charCodeAt(6) - 49;
}
