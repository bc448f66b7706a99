// How long a report may be relied on. No national text fixes the days; each region's standard
// `report.validity-days` does.

import { addDays, type CalendarDate, type Instant, shanghaiDate } from '../domain/calendar.ts';

/** The standard that holds the days. */
export const VALIDITY_DAYS_KEY = 'report.validity-days';

/**
 * The last day on which a report may be relied on. The day of issue does not count (《民法典》第二百零一条):
 * 30 days from 1 July end on 31 July.
 */
export function validUntil(issuedAt: Instant, validityDays: number): CalendarDate {
  return addDays(shanghaiDate(new Date(issuedAt)), validityDays);
}

/** Whether a report may still be relied on, on a day. */
export function isValidOn(
  report: { readonly validUntil: CalendarDate },
  on: CalendarDate,
): boolean {
  return on <= report.validUntil;
}
