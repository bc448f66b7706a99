// The smallest region that several lie in.

import { liesIn, regionAndAbove, type RegionCode } from '../../domain/region.ts';

/** @param regions at least one; `000000` where they lie in no common province, and nobody's region covers that */
export function commonRegion(regions: readonly RegionCode[]): RegionCode {
  const [first, ...others] = regions;
  const found = first
    ? regionAndAbove(first).find(
        (code) => code !== 'CN' && others.every((other) => liesIn(other, code as RegionCode)),
      )
    : undefined;
  return (found ?? '000000') as RegionCode;
}
