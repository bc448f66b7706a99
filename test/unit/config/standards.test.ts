import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { STEPS, stepKey } from '../../../config/deadlines.ts';
import { loadStandards, readRegion } from '../../../config/standards.ts';
import { addDays, asCalendarDate } from '../../../domain/calendar.ts';
import { HeduiError } from '../../../domain/errors.ts';
import type { RegionCode } from '../../../domain/region.ts';
import { SCHEMES } from '../../../domain/scheme.ts';
import { standardKeysOf } from '../../../matchers/schemes/scheme-list.ts';
import { verifyHousehold } from '../../../matchers/verify-household.ts';
import { caseInput } from '../../support/case-household.ts';
import { CASE } from '../../support/case-schema.ts';

const SHIPPED = fileURLToPath(new URL('../../../config/standards', import.meta.url));
const HUANCUI = '371002' as RegionCode;

/** One key of one region, with its periods as `value from until`. */
function regionText(periods: readonly string[], more = 'unit: fen/month'): string {
  const lines = periods.map((period) => {
    const [value, from, until] = period.split(' ');
    const end = until === undefined ? '' : `, until: ${until}`;
    return `      - { value: ${value}, from: ${from}${end}, source: 'Document 1', confirmed: true }`;
  });
  return `region: '371002'\nname: 环翠\nstandards:\n  a.b:\n    ${more}\n    periods:\n${lines.join('\n')}\n`;
}

function refusal(text: string, file = '371002.yaml'): string {
  try {
    readRegion(file, text);
  } catch (error) {
    if (error instanceof HeduiError && error.code === 'STANDARD_INVALID') return error.said.en;
    throw error;
  }
  return 'accepted';
}

describe('the standards that are shipped', () => {
  test('hold every key that a scheme needs in Weihai, at any time, and none that nobody reads', () => {
    const book = loadStandards(SHIPPED);
    const steps = [...STEPS.map((step) => stepKey(step)), stepKey('report', 'temporary-aid')];
    const needed = new Set([...SCHEMES.flatMap((scheme) => standardKeysOf(scheme)), ...steps]);
    for (const on of ['2025-06-30', '2025-07-01', '2026-01-01', '2026-07-01', '2030-01-01']) {
      const inForce = book.inForce(HUANCUI, asCalendarDate(on));
      expect([...needed].filter((key) => !inForce.has(key))).toEqual([]);
      expect([...inForce.keys()].filter((key) => !needed.has(key))).toEqual([]);
    }
  });

  test('say in both languages what is not confirmed', () => {
    for (const { key, source, confirmed } of loadStandards(SHIPPED).all) {
      const said = [source.zh.startsWith('待确认'), source.en.startsWith('to be confirmed')];
      expect({ key, said }).toEqual({ key, said: [!confirmed, !confirmed] });
    }
  });

  test('change with the day: the allowance of 30 June is not that of 1 July', () => {
    const book = loadStandards(SHIPPED);
    const before = book.inForce(HUANCUI, asCalendarDate('2025-06-30'));
    const after = book.inForce(HUANCUI, asCalendarDate('2025-07-01'));
    expect(before.get('subsistence.allowance.urban')?.until).toBe('2025-06-30');
    expect(after.get('subsistence.allowance.urban')?.from).toBe('2025-07-01');
  });
});

test.each([
  ['Document 1', true, 'accepted'],
  ['{ zh: 文件, en: Document 1 }', true, 'accepted'],
  ["{ zh: 待确认：文件, en: 'to be confirmed: Document 1' }", false, 'accepted'],
  ['Document 1', false, 'a source that is not confirmed begins with 待确认'],
  ["{ zh: 文件, en: 'to be confirmed: Document 1' }", false, 'a source that is not confirmed'],
  ['{ zh: 文件 }', true, 'source'],
])('the source %s, confirmed %s', (source, confirmed, said) => {
  const period = `{ value: 1, from: 2026-01-01, source: ${source}, confirmed: ${confirmed} }`;
  const text = `region: CN\nname: n\nstandards:\n  a.b:\n    unit: count\n    periods: [${period}]\n`;
  expect(refusal(text, 'CN.yaml')).toContain(said);
});

describe('which standard is in force', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'standards-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(region: string, key: string, value: number, from: string, until?: string): void {
    const end = until === undefined ? '' : `, until: ${until}`;
    writeFileSync(
      join(folder, `${region}.yaml`),
      `region: '${region}'\nname: x\nstandards:\n  ${key}:\n    unit: count\n    periods:\n      - { value: ${value}, from: ${from}${end}, source: s, confirmed: true }\n`,
    );
  }

  test('the nearest region wins, and falls back where it has none in force', () => {
    write('CN', 'a.b', 1, '2020-01-01');
    write('371000', 'a.b', 2, '2021-01-01');
    write('371002', 'a.b', 3, '2022-01-01', '2022-12-31');
    const book = loadStandards(folder);
    const valueOn = (region: string, on: string) =>
      book.inForce(region as RegionCode, asCalendarDate(on)).get('a.b')?.value;
    expect(valueOn('371002005', '2022-12-31')).toBe(3);
    expect(valueOn('371002005', '2023-01-01')).toBe(2);
    expect(valueOn('371082', '2022-06-01')).toBe(2);
    expect(valueOn('371002', '2020-06-01')).toBe(1);
    expect(valueOn('110101', '2022-06-01')).toBe(1);
    expect(valueOn('371002', '2019-12-31')).toBeUndefined();
  });

  test('towns of one county share one object, so that nothing is resolved twice', () => {
    write('371002', 'a.b', 3, '2022-01-01');
    const book = loadStandards(folder);
    const on = asCalendarDate('2026-07-01');
    const one = book.inForce('371002005' as RegionCode, on);
    expect(book.inForce('371002006' as RegionCode, on)).toBe(one);
  });

  test('a scheme whose number is missing stops; nothing takes its place', () => {
    write('CN', 'a.b', 1, '2020-01-01');
    const standards = loadStandards(folder).inForce(HUANCUI, asCalendarDate('2026-07-01'));
    const given = CASE.parse({
      name: 'x',
      household: [{ name: '王芳' }],
      expect: { findings: [] },
    });
    expect(() => verifyHousehold({ ...caseInput(given), standards })).toThrow(
      expect.objectContaining({ code: 'STANDARD_NOT_IN_FORCE' }),
    );
  });

  test('a folder without standards is refused', () => {
    expect(() => loadStandards(folder)).toThrow(
      expect.objectContaining({ code: 'STANDARD_INVALID' }),
    );
  });
});

describe('what a standards file may not hold', () => {
  test.each([
    ['an overlap', regionText(['1 2024-01-01 2024-12-31', '2 2024-12-31']), 'overlap'],
    ['a period after an open one', regionText(['1 2024-01-01', '2 2025-01-01']), 'overlap'],
    ['a gap of one day', regionText(['1 2024-01-01 2024-12-30', '2 2025-01-01']), 'a gap'],
    ['an end before its beginning', regionText(['1 2024-01-02 2024-01-01']), 'is before'],
    ['an unknown unit', regionText(['1 2024-01-01'], 'unit: dollars'), 'unit'],
    [
      'an unknown comparator',
      regionText(['1 2024-01-01'], "unit: fen\n    comparator: '~'"),
      'comparator',
    ],
    ['an unknown word', regionText(['1 2024-01-01'], 'unit: fen\n    limit: 3'), 'limit'],
    ['a day that does not exist', regionText(['1 2024-02-30']), 'from'],
    ['half a fen', regionText(['0.5 2024-01-01']), 'value'],
    ['a negative number', regionText(['-1 2024-01-01']), 'not negative'],
    ['a flag of 2', regionText(['2 2024-01-01'], 'unit: flag'), '0 or 1'],
    ['no source', regionText(['1 2024-01-01']).replace("'Document 1'", "' '"), 'source'],
    [
      'no period',
      "region: '371002'\nname: x\nstandards: { a.b: { unit: fen, periods: [] } }",
      'periods',
    ],
    ['what is not YAML', 'region: [', 'not YAML'],
  ])('%s', (_what, text, said) => {
    expect(refusal(text)).toContain(said);
  });

  test('a region under another region’s file name', () => {
    expect(refusal(regionText(['1 2024-01-01']), '371082.yaml')).toContain('371002.yaml');
  });

  test('whatever order periods are written in, consecutive ones are accepted', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lengths, fc.boolean(), (days, isReversed) => {
        let from = asCalendarDate('2020-01-01');
        const periods = days.map((length, index) => {
          const until = addDays(from, length - 1);
          const period = `${index} ${from} ${until}`;
          from = addDays(until, 1);
          return period;
        });
        expect(refusal(regionText(isReversed ? periods.toReversed() : periods))).toBe('accepted');
      }),
    );
  });
});
