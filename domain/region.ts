// Administrative divisions (行政区划), GB/T 2260: 6 digits to the county, 9 to the town, 12 to the village.

/** 6, 9 or 12 digits. Text order keeps a region's parts together. */
export type RegionCode = string & { readonly __unit: 'region' };

/** @returns the code, or null when it has not 6, 9 or 12 digits or begins with no province. */
export function parseRegionCode(text: string): RegionCode | null {
  const plain = text.normalize('NFKC').trim();
  return /^[1-8]\d(\d{4}|\d{7}|\d{10})$/.test(plain) ? (plain as RegionCode) : null;
}

/** The county (or district, or county-level city) a code lies in: its first six digits. */
export function countyOf(region: RegionCode): RegionCode {
  return region.slice(0, 6) as RegionCode;
}

/**
 * A region and those that hold it, nearest first, down to the country: 371002005 →
 * 371002005, 371002, 371000, 370000, CN.
 */
export function regionAndAbove(region: RegionCode): string[] {
  const chain: string[] = [region];
  if (region.length > 9) chain.push(region.slice(0, 9));
  if (region.length > 6) chain.push(region.slice(0, 6));
  chain.push(`${region.slice(0, 4)}00`, `${region.slice(0, 2)}0000`, 'CN');
  return chain.filter((code, place) => chain.indexOf(code) === place);
}

/**
 * What the codes of all that lies in a region begin with: 370000 → 37, 371000 → 3710, 371002 → 371002. A province's and a
 * city's own code end in zeros, which stand for no county.
 */
export function regionPrefix(region: RegionCode): string {
  if (region.length > 6) return region;
  return region.replace(/^(\d{2})0000$/, '$1').replace(/^(\d{4})00$/, '$1');
}

/** Whether a region is, or lies in, another. */
export function liesIn(region: RegionCode, whole: RegionCode): boolean {
  return region.startsWith(regionPrefix(whole));
}
