import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { inProject } from '../../../config/places.ts';
import { loadStandards } from '../../../config/standards.ts';
import { diffStandards } from '../../../config/standards-diff.ts';
import { readOverlay, withOverlay } from '../../../config/standards-overlay.ts';
import { asCalendarDate } from '../../../domain/calendar.ts';
import type { HeduiError } from '../../../domain/errors.ts';
import type { RegionCode } from '../../../domain/region.ts';

const book = loadStandards(inProject('config', 'standards'));
const HUANCUI = '371002' as RegionCode;
const JINAN = '370102' as RegionCode;
const ON = asCalendarDate('2026-07-01');
const URBAN = 'subsistence.allowance.urban';

const read = (text: string) => readOverlay('overlay.yaml', text, book);

describe('an overlay', () => {
  test('puts another value in place, and leaves unit, comparator and every other key alone', () => {
    const overlay = read(`standards:\n  ${URBAN}: 110000\n`);
    const before = book.inForce(HUANCUI, ON);
    const after = withOverlay(book, overlay).inForce(HUANCUI, ON);
    expect(after.get(URBAN)).toEqual({
      ...before.get(URBAN),
      value: 110000,
      source: { zh: '假设：overlay.yaml', en: 'what if: overlay.yaml' },
      confirmed: false,
    });
    expect(diffStandards(before, after).map(({ key }) => key)).toEqual([URBAN]);
  });

  test('of a region reaches what lies in it and nothing else', () => {
    const overlay = read(`region: '371000'\nstandards:\n  report.validity-days: 30\n`);
    const changed = withOverlay(book, overlay);
    expect(changed.inForce(HUANCUI, ON).get('report.validity-days')?.value).toBe(30);
    expect(changed.inForce(JINAN, ON)).toBe(book.inForce(JINAN, ON));
  });

  test('gives the same standards as the same object, so that what is prepared for them is kept', () => {
    const changed = withOverlay(book, read(`standards:\n  ${URBAN}: 1\n`));
    expect(changed.inForce(HUANCUI, ON)).toBe(changed.inForce(HUANCUI, ON));
  });

  test.each([
    ['no YAML', 'standards: ['],
    ['no standards', 'region: CN'],
    ['a key that no region has', 'standards:\n  subsistence.allowance.ubran: 1'],
    ['a negative value', `standards:\n  ${URBAN}: -1`],
    ['part of a fen', `standards:\n  ${URBAN}: 1050.5`],
    ['a flag of 2', 'standards:\n  subsistence.income.basic-pension-exempt: 2'],
    ['another field', `region: CN\nstandards: {}\nfrom: 2026-01-01`],
    ['a region that is none', `region: '37'\nstandards: {}`],
  ])('%s is refused', (_, text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'STANDARD_INVALID' }));
  });

  test('reads every value of every key that it could have been written with', () => {
    const keys = [...new Set(book.all.filter(({ unit }) => unit !== 'flag').map(({ key }) => key))];
    const values = fc.dictionary(fc.constantFrom(...keys), fc.nat());
    fc.assert(
      fc.property(values, (standards) => {
        const overlay = read(stringify({ region: '370000', standards }));
        expect(Object.fromEntries(overlay.values)).toEqual({ ...standards });
        expect(overlay.region).toBe('370000');
      }),
    );
  });

  test('of any text is read or refused with one error, never another', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          read(text);
        } catch (error) {
          expect((error as HeduiError).code).toBe('STANDARD_INVALID');
        }
      }),
    );
  });
});

describe('what changes between two days', () => {
  test('is the allowance on 1 July 2025, from 1,020.00 to 1,050.00 yuan', () => {
    const [before, after] = ['2025-06-30', '2025-07-01'].map((day) =>
      book.inForce(HUANCUI, asCalendarDate(day)),
    );
    if (before === undefined || after === undefined) throw new TypeError('two days are given');
    const change = diffStandards(before, after).find(({ key }) => key === URBAN);
    expect(change).toMatchObject({
      before: { value: 102000 },
      after: { value: 105000 },
      changesValue: true,
    });
    expect(diffStandards(after, after)).toEqual([]);
  });

  test('a key that begins is there on one side only', () => {
    const before = book.inForce(HUANCUI, asCalendarDate('2000-01-01'));
    const after = book.inForce(HUANCUI, ON);
    expect(before.size).toBe(0);
    const changes = diffStandards(before, after);
    expect(changes).toHaveLength(after.size);
    expect(changes.every((change) => change.before === null && change.changesValue)).toBe(true);
  });
});
