import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RegionCode } from '../../../domain/region.ts';
import { parseReportNumber, reportNumber } from '../../../reports/number.ts';

const parts = fc.record({
  region: fc.integer({ min: 110_000, max: 829_999 }).map((code) => String(code) as RegionCode),
  year: fc.integer({ min: 1000, max: 9999 }),
  scheme: fc.constant('subsistence' as const),
  serial: fc.integer({ min: 1, max: 9_999_999 }),
});

describe('report numbers', () => {
  test('hold county, year, scheme, serial and a check character', () => {
    const number = reportNumber({
      region: '371002005' as RegionCode,
      year: 2026,
      scheme: 'subsistence',
      serial: 123,
    });
    expect(number).toMatch(/^371002-2026-DB-0000123-[0-9A-Z]$/);
  });

  test('the check character is ISO 7064 MOD 37,36', () => {
    // By hand, over the characters 3 7 1 0 0 2 2 0 2 6 D B 0 0 0 0 1 2 3 (D is 13, B is 11), beginning with 36:
    // add the character, take mod 36 with 36 for 0, double, take mod 37.
    //  3: 39→3→6     7: 13→26       1: 27→54→17   0: 17→34      0: 34→68→31  2: 33→66→29  2: 31→62→25
    //  0: 25→50→13   2: 15→30       6: 36→72→35   D: 48→12→24   B: 35→70→33  0: 33→66→29  0: 29→58→21
    //  0: 21→42→5    0: 5→10        1: 11→22      2: 24→48→11   3: 14→28
    // The check character c makes 28 + c ≡ 1 (mod 36): c = 9.
    const region = '371002' as RegionCode;
    expect(reportNumber({ region, year: 2026, scheme: 'subsistence', serial: 123 })).toBe(
      '371002-2026-DB-0000123-9',
    );
  });

  test('what was made is read back, however it is typed', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const number = reportNumber(given);
        expect(parseReportNumber(number)).toEqual({ ...given, number });
        const typed = ` ${number.replaceAll('-', '').toLowerCase()} `;
        expect(parseReportNumber(typed)?.number).toBe(number);
      }),
    );
  });

  test('one wrong character is always noticed', () => {
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
    fc.assert(
      fc.property(parts, fc.nat(), fc.constantFrom(...alphabet), (given, at, wrong) => {
        const number = reportNumber(given);
        const place = at % number.length;
        fc.pre(number[place] !== '-' && number[place] !== wrong);
        expect(
          parseReportNumber(number.slice(0, place) + wrong + number.slice(place + 1)),
        ).toBeNull();
      }),
    );
  });

  test('text that is no number is not one', () => {
    for (const text of [
      '',
      '371002-2026-DB-0000123',
      '371002-2026-ZZ-0000123-9',
      '911002-2026-DB-0000123-9',
    ])
      expect(parseReportNumber(text)).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => parseReportNumber(text) === null));
  });

  test('a serial without room in the number is refused', () => {
    const region = '371002' as RegionCode;
    for (const serial of [0, -1, 1.5, 10_000_000, Number.NaN])
      expect(() => reportNumber({ region, year: 2026, scheme: 'subsistence', serial })).toThrow(
        RangeError,
      );
  });
});
