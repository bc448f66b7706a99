// When schedules run, when rechecks must wait, and on which nights households fall.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, asCalendarDate } from '../../../domain/calendar.ts';
import {
  cronOf,
  lastRun,
  nextRuns,
  untilQuietEndsMs,
} from '../../../jobs/recheck/schedule-times.ts';
import { leastLoaded, type Load } from '../../../jobs/recheck/spread.ts';

const at = (text: string) => new Date(`${text}+08:00`);
const NIGHTLY = { at: '01:30' };
const QUIET = { quietFrom: '07:00', quietUntil: '22:00' };

describe('a schedule', () => {
  test('is five fields of cron', () => {
    expect(cronOf(NIGHTLY)).toBe('30 1 * * *');
    expect(cronOf({ at: '07:05', dayOfMonth: 1 })).toBe('5 7 1 * *');
  });

  test.each([
    ['2026-07-02T01:29:59', '2026-07-01T01:30:00'],
    ['2026-07-02T01:30:00', '2026-07-02T01:30:00'],
    ['2026-07-02T23:00:00', '2026-07-02T01:30:00'],
  ])('looked at on %s, it should last have run on %s', (now, expected) => {
    expect(lastRun(NIGHTLY, at(now))).toEqual(at(expected));
  });

  test('runs next, also across the end of a month', () => {
    expect(nextRuns(NIGHTLY, at('2026-07-30T12:00:00'), 2)).toEqual([
      at('2026-07-31T01:30:00'),
      at('2026-08-01T01:30:00'),
    ]);
  });
});

describe('quiet hours', () => {
  test.each([
    ['2026-07-02T01:30:00', 0],
    ['2026-07-02T06:59:59', 0],
    ['2026-07-02T07:00:00', 15 * 3_600_000],
    ['2026-07-02T21:59:00', 60_000],
    ['2026-07-02T22:00:00', 0],
  ])('at %s a recheck waits %i ms', (now, expected) => {
    expect(untilQuietEndsMs(QUIET, at(now))).toBe(expected);
  });

  test('may span midnight', () => {
    const overnight = { quietFrom: '22:00', quietUntil: '06:00' };
    expect(untilQuietEndsMs(overnight, at('2026-07-02T23:00:00'))).toBe(7 * 3_600_000);
    expect(untilQuietEndsMs(overnight, at('2026-07-02T05:00:00'))).toBe(3_600_000);
    expect(untilQuietEndsMs(overnight, at('2026-07-02T12:00:00'))).toBe(0);
  });
});

describe('the night on which a household falls due', () => {
  const from = asCalendarDate('2026-07-01');

  test('evens out a list that comes in on one day', () => {
    const load: Load = new Map();
    for (let household = 0; household < 230; household++) {
      leastLoaded(from, addDays(from, 22), 2, load, () => false);
    }
    // 230 households on 23 nights.
    expect([...load.values()]).toEqual(Array.from({ length: 23 }, () => 20));
  });

  test('is never a blackout, and never late, whatever the load', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 10, maxLength: 10 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 9 }),
        (loads, dark) => {
          const load: Load = new Map(loads.map((persons, day) => [addDays(from, day), persons]));
          const blackouts = new Set(dark.map((day) => addDays(from, day)));
          const night = leastLoaded(from, addDays(from, 9), 1, load, (one) => blackouts.has(one));
          expect(night >= from && night <= addDays(from, 9)).toBe(true);
          expect(blackouts.has(night)).toBe(false);
        },
      ),
    );
  });
});
