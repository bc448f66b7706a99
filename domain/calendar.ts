// Calendar dates are text in Asia/Shanghai, never Date objects: a Date at midnight belongs to
// another day in another time zone. Instants are UTC.

/** A calendar date, `YYYY-MM-DD`, in Asia/Shanghai. Text order is date order. */
export type CalendarDate = string & { readonly __unit: 'date' };
/** A calendar month, `YYYY-MM`. Text order is month order. */
export type Month = string & { readonly __unit: 'month' };
/** A moment in UTC, ISO 8601 with milliseconds and `Z`. */
export type Instant = string & { readonly __unit: 'instant' };

const DATE_TEXT = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days of a month; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** @returns the date, or null when no such day exists (2026-02-30). */
export function calendarDate(year: number, month: number, day: number): CalendarDate | null {
  if (year < 1800 || year > 9999 || month < 1 || month > 12) return null;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return text as CalendarDate;
}

/**
 * Reads a date as forms write it: `2026-07-01`, `2026/7/1`, `2026年7月1日`, `20260701`.
 * @returns null when it is not a date that exists; seven digits without separators are ambiguous and not one.
 */
export function parseCalendarDate(text: string): CalendarDate | null {
  const plain = text.normalize('NFKC').trim();
  if (/^\d+$/.test(plain) && plain.length !== 8) return null;
  const parts = DATE_TEXT.exec(plain);
  return parts ? calendarDate(Number(parts[1]), Number(parts[2]), Number(parts[3])) : null;
}

/** Brands text that is known to be an ISO date (a literal, a database column). @throws RangeError otherwise. */
export function asCalendarDate(text: string): CalendarDate {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseCalendarDate(text) : null;
  if (date === null) throw new RangeError('a calendar date must be YYYY-MM-DD and exist');
  return date;
}

/** The month a date lies in. */
export function monthOf(date: CalendarDate): Month {
  return date.slice(0, 7) as Month;
}

/** Brands text as a month. @throws RangeError when it is not `YYYY-MM` with a month from 01 to 12. */
export function asMonth(text: string): Month {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new RangeError('a month must be YYYY-MM');
  return text as Month;
}

/** Moves a month by a number of months, back when negative. */
export function addMonths(month: Month, months: number): Month {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  const year = Math.floor(count / 12);
  return `${String(year).padStart(4, '0')}-${String(count - year * 12 + 1).padStart(2, '0')}` as Month;
}

/** Moves a date by a number of calendar days, back when negative. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
  return moved.toISOString().slice(0, 10) as CalendarDate;
}

/** Calendar days from one date to another, negative when it lies before. */
export function daysBetween(from: CalendarDate, until: CalendarDate): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);
}

/**
 * Full years of age on a date, as 《民法典》 counts them: a birthday's own day completes the year; someone born
 * on 29 February completes it on 1 March of a common year.
 */
export function ageOn(birth: CalendarDate, on: CalendarDate): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) >= birth.slice(5) ? years : years - 1;
}

/** The calendar date in Asia/Shanghai (UTC+8 all year since 1991) at a moment. */
export function shanghaiDate(at: Date): CalendarDate {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
}

/** A moment as UTC text. */
export function instant(at: Date): Instant {
  return at.toISOString() as Instant;
}
