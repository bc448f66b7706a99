// Report numbers: `371002-2026-DB-0000123-K` = county (GB/T 2260) - year - scheme - serial - check character.
// The check character is ISO 7064 MOD 37,36 over the digits and letters before it. It catches every single wrong
// character and nearly every swap of neighbours: a number read over the telephone is safe to type.

import { countyOf, parseRegionCode, type RegionCode } from '../domain/region.ts';
import { SCHEME_LETTERS, SCHEMES, type SchemeId } from '../domain/scheme.ts';

/** A well-formed report number with a right check character. */
export type ReportNumber = string & { readonly __unit: 'report-number' };

export type ReportNumberParts = {
  /** Six digits. */
  readonly region: RegionCode;
  readonly year: number;
  readonly scheme: SchemeId;
  /** 1 to 9,999,999; the store counts it. */
  readonly serial: number;
};

const MAX_SERIAL = 9_999_999;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const SCHEME_BY_LETTERS = new Map(SCHEMES.map((scheme) => [SCHEME_LETTERS[scheme], scheme]));

const NUMBER_TEXT = /^(\d{6})-?(\d{4})-?([A-Z]{1,3})-?(\d{7})-?([0-9A-Z])$/;

/** ISO 7064 hybrid system MOD 37,36: one check character over capital letters and digits. */
function checkCharacterOf(text: string): string {
  let remainder = 36;
  for (const character of text) {
    const sum = (remainder + ALPHABET.indexOf(character)) % 36 || 36;
    remainder = (sum * 2) % 37;
  }
  return ALPHABET.charAt((37 - remainder) % 36);
}

/** @throws RangeError when the serial or the year has no room in the number. */
export function reportNumber(parts: ReportNumberParts): ReportNumber {
  const { year, scheme, serial } = parts;
  if (!Number.isInteger(serial) || serial < 1 || serial > MAX_SERIAL)
    throw new RangeError(`a serial must be a whole number from 1 to ${MAX_SERIAL}`);
  if (!Number.isInteger(year) || year < 1000 || year > 9999)
    throw new RangeError('a year must have four digits');
  const groups = [
    countyOf(parts.region),
    String(year),
    SCHEME_LETTERS[scheme],
    String(serial).padStart(7, '0'),
  ];
  return [...groups, checkCharacterOf(groups.join(''))].join('-') as ReportNumber;
}

/**
 * Reads a number as people type it: small letters, full-width characters, spaces, without hyphens.
 * @returns null when it is not one, or its check character is wrong.
 */
export function parseReportNumber(
  text: string,
): (ReportNumberParts & { readonly number: ReportNumber }) | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  const [, county = '', year, letters = '', serial, check] = NUMBER_TEXT.exec(plain) ?? [];
  const region = parseRegionCode(county);
  const scheme = SCHEME_BY_LETTERS.get(letters);
  if (region === null || scheme === undefined || Number(serial) === 0 || Number(year) < 1000)
    return null;
  const parts = { region, year: Number(year), scheme, serial: Number(serial) };
  const number = reportNumber(parts);
  return number.endsWith(`-${check}`) ? { ...parts, number } : null;
}
