// By when a case must be decided, in working days.

import { describe, expect, test } from '@jest/globals';
import { caseDeadline, dueOn } from '../../../config/deadlines.ts';
import { loadStandards } from '../../../config/standards.ts';
import { loadWorkingDays } from '../../../config/working-days.ts';
import { asCalendarDate, type Instant } from '../../../domain/calendar.ts';
import type { RegionCode } from '../../../domain/region.ts';

const books = { standards: loadStandards('config/standards'), workingDays: loadWorkingDays() };
const submitted = {
  // The evening of 24 September in Shanghai is still the 24th; in UTC too.
  submittedAt: '2026-09-24T12:00:00.000Z' as Instant,
  region: '371002' as RegionCode,
};

describe('the deadline of a case', () => {
  test('leaves out the Mid-Autumn and National Day holidays and counts the weekends worked for them', () => {
    // 30 working days from 24 September 2026, counted on the State Council's calendar of that year.
    const deadline = caseDeadline(submitted, asCalendarDate('2026-09-24'), books);
    expect(deadline?.daysLeft).toBe(30);
    expect(books.workingDays.isWorkingDay(deadline?.on ?? asCalendarDate('2026-10-01'))).toBe(true);
    // Without holidays 30 working days are exactly six weeks; holidays make it later.
    expect(deadline && deadline.on > '2026-11-05').toBe(true);
  });

  test('counts down, and below zero when it has passed', () => {
    const on = caseDeadline(submitted, asCalendarDate('2026-09-24'), books)?.on;
    if (on === undefined) throw new TypeError('the standard is in force');
    expect(caseDeadline(submitted, on, books)?.daysLeft).toBe(0);
    const later = books.workingDays.addWorkingDays(on, 3);
    expect(caseDeadline(submitted, later, books)?.daysLeft).toBe(-3);
  });

  test('is none before the standard was in force', () => {
    const old = { ...submitted, submittedAt: '2020-01-06T01:00:00.000Z' as Instant };
    expect(caseDeadline(old, asCalendarDate('2020-01-06'), books)).toBeNull();
  });
});

describe('the steps of a case', () => {
  // 1 July 2026 is a Wednesday and no holiday is near: ten working days later is Wednesday the 15th.
  const on = asCalendarDate('2026-07-01');
  const region = '371002' as RegionCode;

  test.each([
    ['report', 'subsistence', '2026-07-15'],
    ['report', 'temporary-aid', '2026-07-06'],
    ['department', 'subsistence', '2026-07-08'],
    ['objection', 'subsistence', '2026-07-15'],
    ['correction', undefined, '2026-07-15'],
  ] as const)('%s of %s begun on 1 July is due on %s', (step, scheme, due) => {
    expect(dueOn({ step, on, region, ...(scheme && { scheme }) }, books)).toBe(due);
  });
});
