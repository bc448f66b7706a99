// By how much two statements of one amount may differ and still agree: the larger of a share and a sum a month.

import type { Parameters } from '../rules/parameters.ts';

export type Tolerance = {
  readonly permille: number;
  readonly monthlyFen: number;
  /** Of a person's deposits or securities, on which interest and prices work every day. */
  readonly holdingsFen: number;
};

export function toleranceOf({
  tolerancePermille,
  toleranceMonthly,
  holdingsTolerance,
}: Parameters<'tolerancePermille' | 'toleranceMonthly' | 'holdingsTolerance'>): Tolerance {
  return {
    permille: tolerancePermille.value,
    monthlyFen: toleranceMonthly.value,
    holdingsFen: holdingsTolerance.value,
  };
}

/** fen by which deposits or securities may differ; the larger of a share and a set sum. */
export function allowedForHoldings(foundFen: number, tolerance: Tolerance): number {
  return Math.max(Math.floor((foundFen * tolerance.permille) / 1000), tolerance.holdingsFen);
}

/** fen by which a statement may differ from what was found; whole fen, so that nothing is rounded up. */
export function allowedDifference(foundFen: number, months: number, tolerance: Tolerance): number {
  return Math.max(
    Math.floor((foundFen * tolerance.permille) / 1000),
    tolerance.monthlyFen * months,
  );
}

export function isWithinTolerance(
  one: number,
  other: number,
  months: number,
  tolerance: Tolerance,
): boolean {
  return Math.abs(one - other) <= allowedDifference(Math.max(one, other), months, tolerance);
}
