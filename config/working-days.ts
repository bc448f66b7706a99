// Working days in China (工作日): the State Council's holidays and the weekends worked in their place (调休), from the
// pinned data of chinese-days, with what an office adds for years that the data does not hold yet.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { addDays, asCalendarDate, type CalendarDate } from '../domain/calendar.ts';
import { HeduiError } from '../domain/errors.ts';
import { readYaml } from './read-yaml.ts';

const DATE = z.iso.date().transform((text) => asCalendarDate(text));
const FILE = z.strictObject({
  /** Days off beside weekends and the holidays of the data. */
  holidays: z.array(DATE).default([]),
  /** Weekends worked in place of a holiday. */
  workdays: z.array(DATE).default([]),
});

export type WorkingDays = {
  isWorkingDay(date: CalendarDate): boolean;
  /** The date itself when work is done on it, or the next on which it is. */
  workingDayFrom(date: CalendarDate): CalendarDate;
  /**
   * The last day of a time limit: the day of the event does not count (《民法典》第二百零一条), each working day after
   * it does. 0 gives the first working day from the event on.
   */
  addWorkingDays(date: CalendarDate, days: number): CalendarDate;
  /** Working days behind `from`, up to and with `until`; negative when `until` comes first. */
  workingDaysBetween(from: CalendarDate, until: CalendarDate): number;
  /** The last year whose holidays are known; beyond it Monday to Friday count, and what the office added. */
  readonly announcedUntil: number;
};

/** The package's own functions read a date in the zone of the machine; its data has none. */
const ANNOUNCED = z
  .object({ holidays: z.record(DATE, z.string()), workdays: z.record(DATE, z.string()) })
  .parse(createRequire(import.meta.url)('chinese-days/dist/chinese-days.json'));
/** Holidays of a year are announced in the November before it. */
const ANNOUNCED_UNTIL = Number(Object.keys(ANNOUNCED.holidays).toSorted().at(-1)?.slice(0, 4));
/** No limit is longer; beyond it a date is a mistake, not a deadline. */
const MOST_DAYS = 3_660;

/** @param file YAML with `holidays` and `workdays`; null: the pinned data alone. @throws HeduiError SETTING_INVALID */
export function loadWorkingDays(file: string | null = null): WorkingDays {
  return workingDaysWith(file === null ? { holidays: [], workdays: [] } : readDays(file));
}

export function workingDaysWith(own: {
  readonly holidays: readonly CalendarDate[];
  readonly workdays: readonly CalendarDate[];
}): WorkingDays {
  const holidays = new Set(own.holidays);
  const workdays = new Set(own.workdays);

  function isWorkingDay(date: CalendarDate): boolean {
    if (workdays.has(date) || holidays.has(date)) return workdays.has(date);
    if (Object.hasOwn(ANNOUNCED.workdays, date)) return true;
    if (Object.hasOwn(ANNOUNCED.holidays, date)) return false;
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6;
  }

  function workingDayFrom(date: CalendarDate): CalendarDate {
    let at = date;
    while (!isWorkingDay(at)) at = addDays(at, 1);
    return at;
  }

  return {
    isWorkingDay,
    workingDayFrom,
    addWorkingDays(date, days) {
      if (!Number.isInteger(days) || days < 0 || days > MOST_DAYS) {
        throw new RangeError('a limit is a whole number of working days');
      }
      let at = days === 0 ? workingDayFrom(date) : date;
      for (let left = days; left > 0; left -= 1) at = workingDayFrom(addDays(at, 1));
      return at;
    },
    workingDaysBetween(from, until) {
      if (until < from) return -this.workingDaysBetween(until, from);
      let days = 0;
      for (let at = addDays(from, 1); at <= until; at = addDays(at, 1)) {
        if (isWorkingDay(at)) days += 1;
      }
      return days;
    },
    announcedUntil: ANNOUNCED_UNTIL,
  };
}

function readDays(file: string): z.infer<typeof FILE> {
  try {
    return FILE.parse(readYaml(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new HeduiError(
      'SETTING_INVALID',
      {
        zh: `工作日文件 ${file} 有误：应含 holidays、workdays 两个日期（YYYY-MM-DD）列表。`,
        en: `The working-days file ${file} is wrong: it holds two lists of dates (YYYY-MM-DD), holidays and workdays.`,
      },
      { cause },
    );
  }
}
