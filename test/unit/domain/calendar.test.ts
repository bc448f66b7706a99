import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  ageOn,
  asCalendarDate,
  asMonth,
  daysInMonth,
  parseCalendarDate,
  shanghaiDate,
} from '../../../domain/calendar.ts';

describe('dates as forms write them', () => {
  test.each([
    '2026-07-01',
    '2026/7/1',
    '2026.7.1',
    '2026年7月1日',
    '20260701',
    '２０２６－０７－０１',
  ])('%s is 1 July 2026', (text) => {
    expect(parseCalendarDate(text)).toBe('2026-07-01');
  });
  test.each([
    '2026-02-30',
    '2025-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026711',
    '',
    'today',
    '26-07-01',
  ])('%j is not a date', (text) => {
    expect(parseCalendarDate(text)).toBeNull();
  });
  test('29 February exists in 2000 and 2024', () => {
    expect(parseCalendarDate('2000-02-29')).toBe('2000-02-29');
    expect(daysInMonth(2024, 2)).toBe(29);
  });
  test('any text is a date or null', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = parseCalendarDate(text);
        expect(read === null || /^\d{4}-\d\d-\d\d$/.test(read)).toBe(true);
      }),
    );
  });
});

describe('moving', () => {
  test('months across years', () => {
    expect(addMonths(asMonth('2026-01'), -1)).toBe('2025-12');
    expect(addMonths(asMonth('2025-07'), 12)).toBe('2026-07');
  });
  test('there and back is where one was', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2400, max: 2400 }), (months) => {
        expect(addMonths(addMonths(asMonth('2026-07'), months), -months)).toBe('2026-07');
      }),
    );
  });
  test('365 days from 1 July 2025 are 1 July 2026; from 1 July 2023 a leap day lies between', () => {
    expect(addDays(asCalendarDate('2025-07-01'), 365)).toBe('2026-07-01');
    expect(addDays(asCalendarDate('2023-07-01'), 365)).toBe('2024-06-30');
  });
});

describe('age', () => {
  test.each([
    ['1966-07-01', '2026-07-01', 60],
    ['1966-07-02', '2026-07-01', 59],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
  ])('born %s, on %s: %d', (birth, on, age) => {
    expect(ageOn(asCalendarDate(birth), asCalendarDate(on))).toBe(age);
  });
});

test('the day in Shanghai begins at 16:00 UTC of the day before', () => {
  expect(shanghaiDate(new Date('2026-06-30T15:59:59Z'))).toBe('2026-06-30');
  expect(shanghaiDate(new Date('2026-06-30T16:00:00Z'))).toBe('2026-07-01');
});
