// When schedules run: a time of day in Asia/Shanghai, every day or on one day of the month. Pure.

import type { RecheckSettings } from '../../config/recheck.ts';
import { addDays, type CalendarDate, shanghaiDate } from '../../domain/calendar.ts';

export type Times = { readonly at: string; readonly dayOfMonth?: number | undefined };

/** Five fields, as the queue's engine takes them. */
export function cronOf({ at, dayOfMonth }: Times): string {
  const [hour, minute] = at.split(':').map(Number);
  return `${minute} ${hour} ${dayOfMonth ?? '*'} * *`;
}

/** The last moment, up to and with `now`, at which it should have run. */
export function lastRun(times: Times, now: Date): Date {
  for (let day = shanghaiDate(now); ; day = addDays(day, -1)) {
    const at = momentOn(times, day);
    if (at !== null && at <= now) return at;
  }
}

export function nextRuns(times: Times, now: Date, count: number): Date[] {
  const runs: Date[] = [];
  for (let day = shanghaiDate(now); runs.length < count; day = addDays(day, 1)) {
    const at = momentOn(times, day);
    if (at !== null && at > now) runs.push(at);
  }
  return runs;
}

function momentOn({ at, dayOfMonth }: Times, day: CalendarDate): Date | null {
  if (dayOfMonth !== undefined && Number(day.slice(8)) !== dayOfMonth) return null;
  return new Date(`${day}T${at}:00+08:00`);
}

/** Milliseconds until rechecks may run; 0: they may now. Quiet hours end at their `quietUntil`. */
export function untilQuietEndsMs(
  { quietFrom, quietUntil }: Pick<RecheckSettings, 'quietFrom' | 'quietUntil'>,
  now: Date,
): number {
  if (quietFrom === quietUntil) return 0;
  const local = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
  const spansMidnight = quietFrom > quietUntil;
  const isQuiet = spansMidnight
    ? local >= quietFrom || local < quietUntil
    : local >= quietFrom && local < quietUntil;
  if (!isQuiet) return 0;
  const today = shanghaiDate(now);
  const day = spansMidnight && local >= quietFrom ? addDays(today, 1) : today;
  return new Date(`${day}T${quietUntil}:00+08:00`).getTime() - now.getTime();
}
