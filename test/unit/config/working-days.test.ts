// The working days of 2026, by the State Council's notice of holidays.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadWorkingDays, workingDaysWith } from '../../../config/working-days.ts';
import { addDays, asCalendarDate, type CalendarDate } from '../../../domain/calendar.ts';

const days = loadWorkingDays();
const date = (text: string): CalendarDate => asCalendarDate(text);

describe('a working day', () => {
  test.each([
    ['2026-10-01', false, 'National Day, a Thursday'],
    ['2026-10-10', true, 'a Saturday worked in its place'],
    ['2026-10-11', false, 'an ordinary Sunday'],
    ['2026-10-12', true, 'an ordinary Monday'],
    ['2026-02-17', false, 'Spring Festival'],
    ['2026-02-28', true, 'a Saturday worked for Spring Festival'],
  ])('%s: %s (%s)', (text, expected) => {
    expect(days.isWorkingDay(date(text))).toBe(expected);
  });

  test('an office adds what was announced after the data', () => {
    const own = workingDaysWith({
      holidays: [date('2027-02-08')],
      workdays: [date('2027-02-13')],
    });
    expect(own.isWorkingDay(date('2027-02-08'))).toBe(false);
    expect(own.isWorkingDay(date('2027-02-13'))).toBe(true);
  });
});

describe('a time limit in working days', () => {
  test.each([
    ['2026-09-30', 1, '2026-10-08', 'the seven days of National Day do not count'],
    ['2026-10-09', 1, '2026-10-10', 'the Saturday that is worked does'],
    ['2026-10-10', 1, '2026-10-12', 'the Sunday does not'],
    ['2026-07-01', 3, '2026-07-06', 'the day of the event does not count'],
    ['2026-10-03', 0, '2026-10-08', 'no days at all: the first day on which it can be done'],
  ])('%s and %i more: %s (%s)', (from, count, until) => {
    expect(days.addWorkingDays(date(from), count)).toBe(date(until));
  });

  test('counting the days of a limit gives the limit back, whenever it begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 60 }), (start, n) => {
        const from = addDays(date('2025-01-01'), start);
        const until = days.addWorkingDays(from, n);
        expect(days.workingDaysBetween(from, until)).toBe(n);
        expect(days.isWorkingDay(until)).toBe(true);
      }),
    );
  });

  test('an end before its beginning is that many days late', () => {
    expect(days.workingDaysBetween(date('2026-10-12'), date('2026-10-09'))).toBe(-2);
  });
});
