// On which night a household is next due: within its interval, on the night that has least to do, before its
// authorisation ends.

import { describe, expect, test } from '@jest/globals';
import { intervalDays, loadRecheckSettings } from '../../../config/recheck.ts';
import { asCalendarDate, type CalendarDate } from '../../../domain/calendar.ts';
import type { RegionCode } from '../../../domain/region.ts';
import { leastLoaded, whileAuthorised, windowOf } from '../../../jobs/recheck/spread.ts';

const day = asCalendarDate;

describe('the interval of a class', () => {
  const settings = {
    ...loadRecheckSettings('config/recheck.yaml'),
    classes: [
      { days: { A: 365, B: 182, C: 91 } },
      { scheme: 'temporary-aid' as const, days: { A: 30, B: 30, C: 30 } },
      { region: '371000', days: { A: 300, B: 150, C: 75 } },
      { region: '371002', scheme: 'low-income' as const, days: { A: 200, B: 100, C: 50 } },
    ],
  };
  const town = '371002001' as RegionCode;
  const elsewhere = '370102' as RegionCode;

  test.each([
    // The county has set one for low income alone; for the rest the city's holds, and beyond the city everybody's.
    ['low-income', town, 'A', 200],
    ['subsistence', town, 'A', 300],
    ['subsistence', town, 'C', 75],
    ['subsistence', elsewhere, 'B', 182],
    ['temporary-aid', elsewhere, 'C', 30],
    // The nearest region goes before the scheme of a wider one.
    ['temporary-aid', town, 'B', 150],
  ] as const)('%s in %s, class %s: %i days', (scheme, region, own, days) => {
    expect(intervalDays(settings, scheme, region, own)).toBe(days);
  });
});

describe('the window of a recheck', () => {
  const spread = { spreadPermille: 250, reservePermille: 125 };

  test('begins a quarter before the interval ends, and leaves an eighth to answer in', () => {
    // 91 days from 1 January 2026 end on 2 April; a quarter of 91 is 22 days, so from day 69, 11 March, on; an eighth is
    // 11, so up to day 80, 22 March.
    expect(windowOf(day('2026-01-01'), 91, spread)).toEqual({
      earliest: '2026-03-11',
      latest: '2026-03-22',
    });
  });

  test('is the whole quarter where nothing is left', () => {
    expect(windowOf(day('2026-01-01'), 91, { ...spread, reservePermille: 0 })).toEqual({
      earliest: '2026-03-11',
      latest: '2026-04-02',
    });
  });

  test('is one night where no more is to be spread than is left', () => {
    expect(windowOf(day('2026-01-01'), 91, { spreadPermille: 0, reservePermille: 125 })).toEqual({
      earliest: '2026-03-22',
      latest: '2026-03-22',
    });
  });

  test('never begins before the day after the verification', () => {
    expect(windowOf(day('2026-01-01'), 1, spread)).toEqual({
      earliest: '2026-01-02',
      latest: '2026-01-02',
    });
  });

  test('ends with the authorisation where that ends within it, and only there', () => {
    const window = windowOf(day('2026-01-01'), 91, spread);
    const { earliest, latest } = window;
    expect(whileAuthorised(window, day('2026-03-20'))).toEqual({ earliest, latest: '2026-03-20' });
    expect(whileAuthorised(window, earliest)).toEqual({ earliest, latest: earliest });
    // Before it: no recheck of this interval can be asked under it, so a new one must come first.
    expect(whileAuthorised(window, day('2026-03-10'))).toEqual(window);
    expect(whileAuthorised(window, latest)).toEqual(window);
    expect(whileAuthorised(window, null)).toEqual(window);
  });
});

describe('the night that has least to do', () => {
  const three = [day('2026-03-01'), day('2026-03-03')] as const;
  const never = () => false;

  test('is taken, the latest of several, and then has more to do', () => {
    const load = new Map<CalendarDate, number>([[day('2026-03-03'), 5]]);
    expect(leastLoaded(...three, 4, load, never)).toBe('2026-03-02');
    expect(leastLoaded(...three, 4, load, never)).toBe('2026-03-01');
    expect(leastLoaded(...three, 2, load, never)).toBe('2026-03-02');
    expect(Object.fromEntries(load)).toEqual({
      '2026-03-01': 4,
      '2026-03-02': 6,
      '2026-03-03': 5,
    });
  });

  test('is none on which nothing runs', () => {
    const load = new Map<CalendarDate, number>();
    expect(leastLoaded(...three, 1, load, (night) => night !== '2026-03-02')).toBe('2026-03-02');
    // Nothing but such nights: the deadline is kept.
    expect(leastLoaded(...three, 1, load, () => true)).toBe('2026-03-03');
  });
});
