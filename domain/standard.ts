// Standards (标准参数): dated, cited numbers of a region. config/ reads them, matchers are given them.

import type { CalendarDate } from './calendar.ts';
import { HeduiError, type Said } from './errors.ts';
import type { RegionCode } from './region.ts';

export const STANDARD_UNITS = [
  'fen',
  'fen/month',
  'fen/year',
  'count',
  'months',
  'days',
  'years',
  'm2x100',
  'permille',
  'flag',
] as const;
export type StandardUnit = (typeof STANDARD_UNITS)[number];

/** How a found figure must stand to the limit to be within it: 低于 `<`, 不超过 `<=`. */
export const COMPARATORS = ['<', '<=', '>', '>='] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** One number in force for one region on one date. */
export type Standard = {
  /** `subsistence.allowance.urban` */
  readonly key: string;
  readonly value: number;
  readonly unit: StandardUnit;
  /** For limits: whether the limit's own value is within it. */
  readonly comparator: Comparator | null;
  /** GB/T 2260 code of the region that set it, or `CN`. */
  readonly region: RegionCode | 'CN';
  readonly from: CalendarDate;
  readonly until: CalendarDate | null;
  /** The document that sets it, with article; or `to be confirmed` and why. */
  readonly source: Said;
  /** False when the source is to be confirmed: the report then says so beside the figure. */
  readonly confirmed: boolean;
};

/** The standards in force for one region on one date, by key. */
export type StandardsInForce = ReadonlyMap<string, Standard>;

/**
 * The standard of a key. There is no fallback number: without a standard in force nothing is verified.
 * @throws HeduiError STANDARD_NOT_IN_FORCE
 */
export function standardInForce(standards: StandardsInForce, key: string): Standard {
  const standard = standards.get(key);
  if (!standard) {
    throw new HeduiError('STANDARD_NOT_IN_FORCE', {
      zh: `标准参数 ${key} 在该地区、该日期没有有效值。请在 config/standards 中补充后重新核对。`,
      en: `No value of the standard ${key} is in force for that region and date. Add it in config/standards and verify again.`,
    });
  }
  return standard;
}
