import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asCalendarDate, type CalendarDate } from '../../../domain/calendar.ts';
import { parseCitizenId, sexOf } from '../../../domain/citizen-id.ts';
import { csvLine } from '../../../scripts/city/grow/csv-writer.ts';
import { createIdNumbers } from '../../../scripts/city/grow/id-numbers.ts';
import { createRandom, tickets } from '../../../scripts/city/grow/random.ts';
import Papa from 'papaparse';

const take = (seed: number, stream: number): number[] => {
  const random = createRandom(seed, stream);
  return Array.from({ length: 20 }, () => random.next());
};

describe('seeded randomness', () => {
  test('the same seed and stream give the same numbers, another stream or seed others', () => {
    expect(take(7, 1)).toEqual(take(7, 1));
    expect(take(7, 2)).not.toEqual(take(7, 1));
    expect(take(8, 1)).not.toEqual(take(7, 1));
    // Seeds beyond 32 bits differ, too.
    expect(take(7 + 2 ** 40, 1)).not.toEqual(take(7, 1));
  });

  test('whole numbers stay within their bounds and reach both', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: -50, max: 50 }), fc.nat(5), (seed, least, more) => {
        const random = createRandom(seed, 0);
        const drawn = Array.from({ length: 400 }, () => random.between(least, least + more));
        expect(Math.min(...drawn)).toBe(least);
        expect(Math.max(...drawn)).toBe(least + more);
      }),
    );
  });

  test('numbers spread evenly: each tenth of 100,000 holds 10,000 within 4 %', () => {
    const random = createRandom(11, 3);
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 100_000; i++) {
      const tenth = Math.floor(random.next() * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  test('tickets hold each item as often as its weight says', () => {
    expect(
      tickets([
        ['a', 2],
        ['b', 1],
      ]),
    ).toEqual(['a', 'a', 'b']);
  });
});

describe('invented ID numbers', () => {
  const birth = asCalendarDate('1985-02-28');

  test('are valid, of the region, day and sex asked for, and never the same twice', () => {
    const number = createIdNumbers();
    const given = new Set<string>();
    for (let i = 0; i < 497; i++) {
      for (const sex of ['male', 'female'] as const) {
        const id = number('371002', birth, sex);
        expect(parseCitizenId(id)).toEqual({ id, convertedFrom15: false });
        expect(id.slice(0, 14)).toBe('37100219850228');
        expect(sexOf(id)).toBe(sex);
        given.add(id);
      }
    }
    expect(given.size).toBe(994);
    // 15-digit numbers with sequences 996 to 999 mean people born in the 1800s.
    for (const id of given) expect(id.slice(14, 17) < '996' && id.slice(14, 17) > '000').toBe(true);
    expect(() => number('371002', birth, 'male')).toThrow(RangeError);
  });

  test('differ by day and region without being asked in order', () => {
    const number = createIdNumbers();
    const days = ['1985-02-28', '1940-01-01', '2026-06-30', '1985-02-28'] as CalendarDate[];
    const ids = days.flatMap((day) => ['371002', '230103'].map((at) => number(at, day, 'female')));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('a CSV line reads back as its cells, whatever they hold', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2 }), (cells) => {
      const [row] = Papa.parse<string[]>(csvLine(cells), { delimiter: ',', newline: '\n' }).data;
      expect(row).toEqual(cells);
    }),
  );
});
