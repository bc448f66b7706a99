import { describe, expect, test } from '@jest/globals';
import { asCalendarDate, asMonth, type Instant } from '../../../domain/calendar.ts';
import { figureText, momentText } from '../../../reports/figures.ts';
import { monthRuns, monthsWithin } from '../../../reports/months.ts';
import { isValidOn, validUntil } from '../../../reports/validity.ts';

describe('figures', () => {
  test.each([
    [123_456, 'fen', '1,234.56元', '1,234.56 yuan'],
    [-5, 'fen', '-0.05元', '-0.05 yuan'],
    [100_000, 'fen/month', '1,000.00元/月', '1,000.00 yuan a month'],
    [9_850, 'm2x100', '98.50平方米', '98.50 m²'],
    [3, 'persons', '3人', '3 persons'],
    [2, 'count', '2', '2'],
    [333, 'permille', '33.3%', '33.3%'],
    [1, 'flag', '是', 'yes'],
    ['2026-07-01', 'date', '2026年7月1日', '2026-07-01'],
    ['2026-07', 'month', '2026-07', '2026-07'],
    ['鲁K·A0001', 'text', '鲁K·A0001', '鲁K·A0001'],
  ] as const)('%s %s prints as %s and %s', (value, unit, zh, en) => {
    expect(figureText({ value, unit }, 'zh-CN')).toBe(zh);
    expect(figureText({ value, unit }, 'en')).toBe(en);
  });

  test('a moment is printed by the clock in Shanghai', () => {
    expect(momentText('2026-06-30T16:05:00.000Z' as Instant)).toBe('2026-07-01 00:05');
    expect(momentText(null)).toBe('–');
  });
});

describe('months', () => {
  test('follow each other as runs', () => {
    const months = ['2025-11', '2025-12', '2026-01', '2026-03'].map(asMonth);
    expect(monthRuns(months)).toEqual([
      { from: '2025-11', until: '2026-01' },
      { from: '2026-03', until: '2026-03' },
    ]);
    expect(monthRuns([])).toEqual([]);
  });

  test('of a window include both ends', () => {
    const window = { from: asMonth('2025-11'), until: asMonth('2026-02') };
    expect(monthsWithin(window)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  });
});

describe('validity', () => {
  test('the day of issue, in Shanghai, does not count', () => {
    expect(validUntil('2026-07-01T08:00:00.000Z' as Instant, 30)).toBe('2026-07-31');
    // 16:30 UTC on 30 June is 1 July in Shanghai.
    expect(validUntil('2026-06-30T16:30:00.000Z' as Instant, 30)).toBe('2026-07-31');
    expect(validUntil('2026-12-31T00:00:00.000Z' as Instant, 1)).toBe('2027-01-01');
  });

  test('the last day is within it', () => {
    const report = { validUntil: asCalendarDate('2026-07-31') };
    expect(isValidOn(report, asCalendarDate('2026-07-31'))).toBe(true);
    expect(isValidOn(report, asCalendarDate('2026-08-01'))).toBe(false);
  });
});
