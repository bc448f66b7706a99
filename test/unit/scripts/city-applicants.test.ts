import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { parseCitizenId } from '../../../domain/citizen-id.ts';
import { parseRelation } from '../../../domain/relation.ts';
import { batchFile, type RegisterName } from '../../../scripts/city/city-folder.ts';
import { MISTAKE_KINDS } from '../../../scripts/city/grow/bad-rows.ts';
import { DISCREPANCY_KINDS } from '../../../scripts/city/grow/discrepancies.ts';
import { type CitySummary, growCity } from '../../../scripts/city/grow/grow.ts';
import {
  ID_FIELDS,
  numberOf,
  readRegister,
  readRows,
  readTruth,
  type Row,
} from '../../support/grown-city.ts';

const folder = mkdtempSync(join(tmpdir(), 'hedui-city-'));
const dir = join(folder, 'city');
const APPLICANTS = 800;
let summary: CitySummary;

beforeAll(async () => {
  summary = await growCity(dir, { residents: 6000, seed: 7, batchHouseholds: APPLICANTS });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const truth = (name: string): Row[] => readTruth(dir, name);
const register = (name: RegisterName): Row[] => readRegister(dir, name);

describe('truth', () => {
  test('a year of the household’s months is its year, class by class', () => {
    const months = truth('household-income');
    const yearOf = new Map<string, number>();
    for (const row of months)
      yearOf.set(
        row['household_ref'] ?? '',
        (yearOf.get(row['household_ref'] ?? '') ?? 0) + Math.round(Number(row['wage']) * 100),
      );
    expect(months).toHaveLength(APPLICANTS * 12);
    const wrong = truth('households').filter(
      ({ household_ref: ref = '', wage_12m }) =>
        ref !== '' && yearOf.get(ref) !== Math.round(Number(wage_12m) * 100),
    );
    expect(wrong).toEqual([]);
  });

  test('about a quarter of the applicants get something wrong, every kind among them', () => {
    const rows = truth('discrepancies');
    expect(rows).toHaveLength(summary.discrepancies);
    expect(rows.length / APPLICANTS).toBeGreaterThan(0.2);
    expect(rows.length / APPLICANTS).toBeLessThan(0.3);
    expect(new Set(rows.map((row) => row['household_ref'])).size).toBe(rows.length);
    const counts = DISCREPANCY_KINDS.map(
      (kind) => rows.filter((row) => row['kind'] === kind).length,
    );
    expect(Math.min(...counts)).toBeGreaterThan(3);
  });

  test('the registers bear out what was planted', () => {
    const rows = truth('discrepancies');
    const of = (kind: string): Row[] => rows.filter((row) => row['kind'] === kind);
    const ids = (name: RegisterName, keep: (row: Row) => boolean): Set<string> =>
      new Set(
        register(name)
          .filter(keep)
          .flatMap((row) => ID_FIELDS[name].map((field) => numberOf(row[field]))),
      );
    const drivers = ids('public-security/vehicles', ({ zt, hpzl }) => zt === 'A' && hpzl !== '07');
    for (const row of of('undeclared-vehicle')) expect(drivers).toContain(row['person_id_number']);
    const owners = ids('land/real-estate', ({ ghyt, qszt }) => ghyt === '住宅' && qszt === '1');
    for (const row of of('undeclared-home')) expect(owners).toContain(row['person_id_number']);
    const buried = ids('civil-affairs/funerals', () => true);
    for (const row of of('deceased-member')) expect(buried).toContain(row['person_id_number']);
    const divorced = ids('civil-affairs/marriages', ({ op_type }) => op_type === 'IB');
    for (const row of of('divorced-but-declared-married'))
      expect(divorced).toContain(row['person_id_number']);
    const registered = ids('public-security/household-register', () => true);
    for (const row of of('registered-elsewhere'))
      expect(registered).not.toContain(row['person_id_number']);
    const helped = ids('civil-affairs/assistance', () => true);
    for (const row of of('double-support')) expect(helped).toContain(row['person_id_number']);
  });

  test('wages planted as under-declared are the mean of the 12 reported months', () => {
    const sums = new Map<string, number>();
    for (const row of register('human-resources/contributions')) {
      const { aac002, aae140, aae003 = '', aac040 } = row;
      if (aae140 !== '110' || aae003 < '202507') continue;
      const id = numberOf(aac002);
      sums.set(id, (sums.get(id) ?? 0) + Number(aac040));
    }
    const planted = truth('discrepancies').filter(({ kind }) => kind === 'under-declared-wage');
    for (const { person_id_number: id = '', declared, real } of planted) {
      expect(Math.round((sums.get(id) ?? 0) / 12)).toBe(Number(real));
      expect(Number(declared)).toBe(Math.round(Number(real) * 0.4));
    }
  });
});

describe('batch files', () => {
  test('every row of the batch is in its column', () => {
    const patterns: Record<string, RegExp> = {
      户编号: /^H\d{6}$/,
      角色: /^(申请人|共同生活成员|义务人)$/,
      户别: /^(城镇|农村)?$/,
      授权书编号: /^SQH\d{6}-\d+$/,
      授权起始: /^2026-06-\d\d$/,
      授权截止: /^(2027-07-01)?$/,
      签署人: /^(本人|监护人)$/,
      申报月工资收入: /^\d*$/,
      申报车辆数: /^\d*$/,
      残疾等级: /^[1-4]?$/,
      劳动能力: /^(有|部分|无)?$/,
      年自付医疗费: /^\d*$/,
    };
    const misplaced = readRows(batchFile(dir, 'applicants')).flatMap((row) => {
      const columns = Object.keys(patterns).filter(
        (column) => !patterns[column]?.test(row[column] ?? ''),
      );
      if (numberOf(row['身份证号码']) !== row['身份证号码']) columns.push('身份证号码');
      if (parseRelation(row['与申请人关系'] ?? '') === null) columns.push('与申请人关系');
      const region = row['角色'] === '申请人' ? /^371002\d{3}$/ : /^$/;
      if (!region.test(row['行政区划代码'] ?? '')) columns.push('行政区划代码');
      return columns;
    });
    expect(misplaced).toEqual([]);
  });

  test('nobody stands in it twice, and no household has two spouses', () => {
    const keys = readRows(batchFile(dir, 'applicants')).map(
      (row) => `${row['户编号']} ${row['与申请人关系'] === '配偶' ? '配偶' : row['身份证号码']}`,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('the GB18030 file has the same content', () => {
    const utf8 = readFileSync(batchFile(dir, 'applicants'), 'utf8');
    const gb18030 = iconv.decode(readFileSync(batchFile(dir, 'applicants-gb18030')), 'gb18030');
    expect(gb18030.replaceAll('\r\n', '\n')).toBe(utf8);
  });

  test('the file with mistakes has each kind, in the rows that truth/bad-rows.csv names', () => {
    const rows = readRows(batchFile(dir, 'applicants-with-errors'));
    const bad = truth('bad-rows');
    expect(new Set(bad.map(({ kind }) => kind))).toEqual(new Set(MISTAKE_KINDS));
    for (const { row, household_ref } of bad)
      expect(rows[Number(row) - 2]?.['户编号']).toBe(household_ref);
    const cellsOf = (kind: string): string[] =>
      bad
        .filter((one) => one['kind'] === kind)
        .map(({ row, column = '' }) => rows[Number(row) - 2]?.[column] ?? '');
    for (const cell of cellsOf('check-digit'))
      expect(parseCitizenId(cell)).toEqual({ fault: 'check-digit' });
    for (const cell of cellsOf('fifteen-digits'))
      expect(parseCitizenId(cell)).toMatchObject({ convertedFrom15: true });
    for (const cell of cellsOf('mangled-number')) expect(cell).toMatch(/^\d\.\d{5}E\+17$/);
    for (const cell of cellsOf('formula-cell')) expect(cell).toMatch(/^=cmd/);
    for (const cell of cellsOf('unknown-relation')) expect(parseRelation(cell)).toBeNull();
  });
});
