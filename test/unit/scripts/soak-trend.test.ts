import { expect, test } from '@jest/globals';
import { grows, trendOf } from '../../../scripts/soak/trend.ts';

/** A look every half minute. */
const looks = (values: readonly number[]) =>
  values.map((value, place) => ({ hours: place / 120, value }));

test('a straight line has its own slope, without doubt', () => {
  // 100 MiB and 1 MiB more each half minute: 120 MiB an hour. Twenty looks span 19 half minutes.
  const trend = trendOf(looks(Array.from({ length: 20 }, (_, place) => 100 + place)));
  expect(trend.perHour).toBeCloseTo(120, 9);
  expect(trend.least).toBeCloseTo(120, 6);
  expect(trend.most).toBeCloseTo(120, 6);
  expect(trend.hours).toBeCloseTo(19 / 120, 9);
  // The first four looks: 100 … 103; the last four: 116 … 119.
  expect([trend.before, trend.after]).toEqual([101.5, 117.5]);
});

test('what goes up and down about a level does not grow', () => {
  // +1, -1 … : the line through it is all but flat, and zero lies within its confidence.
  const trend = trendOf(looks(Array.from({ length: 200 }, (_, place) => 100 + (-1) ** place)));
  expect(trend.least).toBeLessThan(0);
  expect(trend.most).toBeGreaterThan(0);
  expect(grows(trend, { share: 0, atLeast: 0 })).toBe(false);
});

test('a leak under a sawtooth is found', () => {
  // Ten looks up by 1 MiB each, then down again, while 0.1 MiB stays at each look: over 240 looks 24 MiB of 100.
  const values = Array.from({ length: 240 }, (_, place) => 100 + (place % 10) + place * 0.1);
  const trend = trendOf(looks(values));
  // 0.1 MiB a look and 120 looks an hour.
  expect(trend.perHour).toBeCloseTo(12, 0);
  expect(grows(trend, { share: 0.05, atLeast: 4 })).toBe(true);
  // Whoever allows 30 MiB is not told of 24.
  expect(grows(trend, { share: 0.05, atLeast: 30 })).toBe(false);
});

test('looks that resemble their neighbours tell less than their number', () => {
  // The same twelve ups and downs, each seen once or ten times in a row.
  const steps = [0, 9, 3, 7, 1, 8, 2, 6, 4, 9, 1, 5];
  const once = trendOf(looks(steps));
  const tenfold = trendOf(looks(steps.flatMap((value) => Array.from({ length: 10 }, () => value))));
  const width = ({ least, most, hours }: typeof once) => (most - least) * hours;
  // Ten times as many independent looks would narrow it by √10 = 3.2; these do not.
  expect(width(tenfold)).toBeGreaterThan(width(once) / 2);
});

test('too few looks say nothing', () => {
  expect(() => trendOf(looks([1, 2, 3]))).toThrow(RangeError);
});
