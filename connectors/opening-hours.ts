// Departments' working hours: how long until the next ones.

import type { DepartmentDeclaration } from '../config/departments.ts';

type Hours = NonNullable<DepartmentDeclaration['hours']>;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** @returns milliseconds until the department opens; 0 when it is open. `until` itself is already closed. */
export function closedForMs(hours: Hours, at: Date): number {
  // Asia/Shanghai is UTC+8 all year.
  const local = new Date(at.getTime() + 8 * 60 * MINUTE_MS);
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  const opens = minuteOf(hours.from);
  for (let day = 0; day <= 7; day++) {
    const weekday = ((local.getUTCDay() + day + 6) % 7) + 1;
    if (!hours.days.includes(weekday)) continue;
    if (day > 0 || minute < opens) {
      const sinceMinute = at.getTime() % MINUTE_MS;
      return (day * DAY_MINUTES + opens - minute) * MINUTE_MS - sinceMinute;
    }
    if (minute < minuteOf(hours.until)) return 0;
  }
  return 0;
}

function minuteOf(clockTime: string): number {
  return Number(clockTime.slice(0, 2)) * 60 + Number(clockTime.slice(3));
}
