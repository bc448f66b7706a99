// When a quota's day ends.

import { expect, test } from '@jest/globals';
import { untilTomorrowMs } from '../../../jobs/lookup/within-quota.ts';

const HOUR = 3_600_000;

test.each([
  // Midnight in Shanghai is 16:00 UTC of the day before.
  ['2026-07-01T15:59:59.000Z', 1_000],
  ['2026-07-01T16:00:00.000Z', 24 * HOUR],
  ['2026-12-31T10:00:00.000Z', 6 * HOUR],
])('at %s the next day begins in %i ms', (at, ms) => {
  expect(untilTomorrowMs(new Date(at))).toBe(ms);
});
