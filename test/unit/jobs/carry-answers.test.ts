// Which answers a recheck carries over. A recheck that departments left unanswered is begun anew after some days, and is not
// to ask again what was answered in it.

import { describe, expect, test } from '@jest/globals';
import { asCalendarDate, type CalendarDate, instant } from '../../../domain/calendar.ts';
import type { DepartmentId, Lookup, ResourceId } from '../../../domain/lookup.ts';
import { type CarryTerms, carryAnswers } from '../../../jobs/recheck/carry-answers.ts';
import { CONTRIBUTIONS, DEPOSITS } from '../../../matchers/resources.ts';

const day = asCalendarDate;
const VERIFIED = day('2026-08-07');

/** Asked on the first day of the recheck, unless it says otherwise. */
const answered = (resource: ResourceId, on: CalendarDate = VERIFIED): Lookup => ({
  department: resource.slice(0, resource.indexOf('.')) as DepartmentId,
  resource,
  personNo: 1,
  outcome: 'none',
  why: null,
  records: 0,
  asOf: on,
  askedAt: instant(new Date(`${on}T02:00:00+08:00`)),
  answeredAt: instant(new Date(`${on}T02:00:00+08:00`)),
  authorisationNo: 'SQ-1',
});

const carried = (lookup: Lookup, terms: Partial<CarryTerms>) =>
  carryAnswers(
    [
      {
        householdId: 1,
        verification: 2,
        department: lookup.department,
        lookups: [lookup],
        evidence: [],
      },
    ],
    {
      night: day('2026-08-15'),
      verifiedOn: VERIFIED,
      isDue: true,
      openedOn: VERIFIED,
      feeds: new Map(),
      hearing: { unsettled: [], since: new Map() },
      validDays: new Map(),
      ...terms,
    },
  ).length === 1;

describe('a recheck that is begun anew', () => {
  test('keeps what was answered in it, and asks for what was answered before it', () => {
    expect(carried(answered(DEPOSITS), {})).toBe(true);
    expect(carried(answered(DEPOSITS, day('2026-08-06')), {})).toBe(false);
  });

  test('asks for months anew when the month is another', () => {
    expect(carried(answered(CONTRIBUTIONS), {})).toBe(true);
    expect(carried(answered(CONTRIBUTIONS), { night: day('2026-09-01') })).toBe(false);
  });

  test('asks about what was heard of since', () => {
    const unsettled = [{ personNo: 1, resource: DEPOSITS }];
    expect(carried(answered(DEPOSITS), { hearing: { unsettled, since: new Map() } })).toBe(false);
  });
});

describe('a recheck whose time has come', () => {
  test('asks for everything that no department vouches for', () => {
    expect(carried(answered(DEPOSITS), { openedOn: null })).toBe(false);
  });

  test('keeps what is still valid: an answer holds for the days that its office gives it, and no longer', () => {
    const valid = (days: number) =>
      carried(answered(DEPOSITS), { openedOn: null, validDays: new Map([[DEPOSITS, days]]) });
    // From the 7th to the 15th.
    expect(valid(8)).toBe(true);
    expect(valid(7)).toBe(false);
  });
});
