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
  ['subsistence.income.veteran-benefit-exempt', 1, 'flag'],
  ['subsistence.income.disability-subsidy-exempt', 1, 'flag'],
  ['subsistence.income.old-age-allowance-exempt', 1, 'flag'],
  ['subsistence.income.agricultural-subsidy-exempt', 0, 'flag'],
  ['subsistence.income.work-cost', 0, 'fen/month'],
  ['subsistence.income.medical-outlay-deducted', 0, 'flag'],
  ['subsistence.income.disability-outlay', 0, 'fen/month'],
  ['subsistence.income.education-outlay', 0, 'fen/month'],
  ['subsistence.deposits.housing-fund-counts', 0, 'flag'],
  ['subsistence.tolerance.holdings', 100_00, 'fen'],
  ['subsistence.machines.limit', 0, 'count', '<='],
  ['subsistence.companies.limit', 0, 'count', '<='],
  ['subsistence.supporter.share-of-two', 500, 'permille'],
  ['subsistence.supporter.share-of-more', 400, 'permille'],
  ['low-income.income.permille-of-allowance', 1500, 'permille', '<'],
  ['rigid-expenditure.income.permille-of-allowance', 2000, 'permille', '<'],
  ['rigid-expenditure.outlays.permille-of-income', 500, 'permille', '>='],
  ['temporary-aid.income.permille-of-allowance', 2000, 'permille', '<'],
  ['public-rental-housing.income.per-head', 3000_00, 'fen/month', '<='],
  ['public-rental-housing.housing-need.area-per-head', 15_00, 'm2x100', '<'],
  ['extreme-poverty.labour.old-age', 60, 'years', '>='],
  ['extreme-poverty.labour.working-age', 16, 'years', '<'],
  ['low-income.deposits.months-of-allowance', 36, 'months', '<='],
  ['low-income.vehicles.limit', 0, 'count', '<='],
  ['low-income.homes.limit', 1, 'count', '<='],
  ['low-income.homes.area-per-head', 30_00, 'm2x100', '<'],
  ['low-income.premises.limit', 0, 'count', '<='],
  ['low-income.machines.limit', 0, 'count', '<='],
  ['low-income.companies.limit', 0, 'count', '<='],
  ['rigid-expenditure.deposits.months-of-allowance', 36, 'months', '<='],
  ['rigid-expenditure.vehicles.limit', 0, 'count', '<='],
  ['rigid-expenditure.homes.limit', 1, 'count', '<='],
  ['rigid-expenditure.homes.area-per-head', 30_00, 'm2x100', '<'],
  ['rigid-expenditure.premises.limit', 0, 'count', '<='],
  ['rigid-expenditure.machines.limit', 0, 'count', '<='],
  ['rigid-expenditure.companies.limit', 0, 'count', '<='],
  ['extreme-poverty.deposits.months-of-allowance', 36, 'months', '<='],
  ['extreme-poverty.vehicles.limit', 0, 'count', '<='],
  ['extreme-poverty.homes.limit', 1, 'count', '<='],
  ['extreme-poverty.homes.area-per-head', 30_00, 'm2x100', '<'],
  ['extreme-poverty.premises.limit', 0, 'count', '<='],
  ['extreme-poverty.machines.limit', 0, 'count', '<='],
  ['extreme-poverty.companies.limit', 0, 'count', '<='],
  ['temporary-aid.deposits.months-of-allowance', 36, 'months', '<='],
  ['temporary-aid.vehicles.limit', 1, 'count', '<='],
  ['temporary-aid.homes.limit', 1, 'count', '<='],
  ['temporary-aid.homes.area-per-head', 30_00, 'm2x100', '<'],
  ['public-rental-housing.deposits.months-of-allowance', 36, 'months', '<='],
  ['public-rental-housing.vehicles.limit', 1, 'count', '<='],
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
      source: { zh: '测试', en: 'test' },
      confirmed: true,
    });
  }
  for (const key of Object.keys(changed)) {
    if (!standards.has(key)) throw new RangeError(`no such standard: ${key}`);
  }
  return standards;
}
