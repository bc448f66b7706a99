// Round standards for worked cases, so that their arithmetic can be done in the head. Not those of any real place.

import { asCalendarDate } from '../../domain/calendar.ts';
import type {
  Comparator,
  Standard,
  StandardsInForce,
  StandardUnit,
} from '../../domain/standard.ts';

type Row = readonly [key: string, value: number, unit: StandardUnit, comparator?: Comparator];

const ROWS: readonly Row[] = [
  ['subsistence.allowance.urban', 1000_00, 'fen/month', '<'],
  ['subsistence.allowance.rural', 800_00, 'fen/month', '<'],
  ['subsistence.income.window', 12, 'months'],
  ['subsistence.income.basic-pension-exempt', 1, 'flag'],
  ['subsistence.deposits.months-of-allowance', 24, 'months', '<='],
  ['subsistence.homes.limit', 1, 'count', '<='],
  ['subsistence.homes.area-per-head', 30_00, 'm2x100', '<'],
  ['subsistence.premises.limit', 0, 'count', '<='],
  ['subsistence.vehicles.limit', 0, 'count', '<='],
  ['subsistence.vehicles.motorcycles-count', 0, 'flag'],
  ['subsistence.tolerance.permille', 50, 'permille'],
  ['subsistence.tolerance.monthly', 50_00, 'fen/month'],
  ['subsistence.supporter.permille-of-allowance', 2000, 'permille', '>='],
  ['report.validity-days', 90, 'days'],
  ['authorisation.validity-days', 365, 'days'],
];

/** @param changed key → another value in the key's unit, or another comparator. */
export function testStandards(
  changed: Readonly<Record<string, number | string>> = {},
): StandardsInForce {
  const standards = new Map<string, Standard>();
  for (const [key, value, unit, comparator] of ROWS) {
    const change = changed[key];
    standards.set(key, {
      key,
      value: typeof change === 'number' ? change : value,
      unit,
      comparator: typeof change === 'string' ? (change as Comparator) : (comparator ?? null),
      region: 'CN',
      from: asCalendarDate('2020-01-01'),
      until: null,
      source: 'test',
      confirmed: true,
    });
  }
  for (const key of Object.keys(changed)) {
    if (!standards.has(key)) throw new RangeError(`no such standard: ${key}`);
  }
  return standards;
}
