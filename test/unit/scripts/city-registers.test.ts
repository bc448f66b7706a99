import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  REGISTER_COLUMNS,
  REGISTER_NAMES,
  type RegisterName,
} from '../../../scripts/city/city-folder.ts';
import { type CitySummary, growCity } from '../../../scripts/city/grow/grow.ts';
import {
  ID_FIELDS,
  numberOf,
  readRegister,
  readTruth,
  type Row,
} from '../../support/grown-city.ts';

const folder = mkdtempSync(join(tmpdir(), 'hedui-city-'));
const dir = join(folder, 'city');
let summary: CitySummary;

beforeAll(async () => {
  summary = await growCity(dir, { residents: 12_000, seed: 7 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const truth = (name: string): Row[] => readTruth(dir, name);
const alreadyRead = new Map<RegisterName, Row[]>();
function register(name: RegisterName): Row[] {
  const rows = alreadyRead.get(name) ?? readRegister(dir, name);
  alreadyRead.set(name, rows);
  return rows;
}

describe('registers', () => {
  test.each(REGISTER_NAMES)('%s has the documented columns and as many rows as told', (name) => {
    const rows = register(name);
    expect(Object.keys(rows[0] ?? {})).toEqual([...REGISTER_COLUMNS[name]]);
    expect(rows).toHaveLength(summary.rows[name]);
  });

  test('every row, read rightly, bears the number of someone of the city', () => {
    const known = new Set(truth('persons').map((person) => person['id_number']));
    const foreign = REGISTER_NAMES.flatMap((name) =>
      register(name).filter((row) =>
        ID_FIELDS[name].some((field) => !known.has(numberOf(row[field]))),
      ),
    );
    expect(foreign).toEqual([]);
  });

  test('each row that is written differently stands in truth/identity.csv, with whose it is', () => {
    const persons = new Map(truth('persons').map((person) => [person['id_number'], person]));
    const noted = new Map<string, Row[]>();
    for (const note of truth('identity'))
      for (let row = Number(note['first_row']); row <= Number(note['last_row']); row++) {
        const key = `${note['register']} ${row}`;
        noted.set(key, [...(noted.get(key) ?? []), note]);
      }
    const vehicles = register('public-security/vehicles');
    let different = 0;
    vehicles.forEach((row, place) => {
      const person = persons.get(numberOf(row['sfzmhm']));
      const notes = noted.get(`public-security/vehicles ${place + 2}`) ?? [];
      const isPlain = person?.['name'] === row['syr'] && person?.['id_number'] === row['sfzmhm'];
      if (isPlain) {
        // Rightly written, and at most named as another's because of a namesake.
        expect(notes.every((note) => note['kind'] === 'namesake')).toBe(true);
        return;
      }
      different += 1;
      const note = notes.find(({ kind }) => kind !== 'namesake');
      expect(note?.['recorded_name']).toBe(row['syr']);
      expect(note?.['recorded_id_number']).toBe(row['sfzmhm']);
      if (note?.['kind'] !== 'shared-number')
        expect(note?.['person_id_number']).toBe(person?.['id_number']);
    });
    expect(different).toBeGreaterThan(30);
  });

  test('a namesake bears the name of a car owner whose number is another', () => {
    const persons = new Map(truth('persons').map((person) => [person['id_number'], person]));
    const vehicles = register('public-security/vehicles');
    const namesakes = truth('identity').filter(({ kind }) => kind === 'namesake');
    expect(namesakes.length).toBeGreaterThan(2);
    for (const { first_row, person_id_number, not_person_id_number, recorded_name } of namesakes) {
      expect(numberOf(vehicles[Number(first_row) - 2]?.['sfzmhm'])).toBe(person_id_number);
      expect(person_id_number).not.toBe(not_person_id_number);
      expect(persons.get(not_person_id_number)?.['name']).toBe(recorded_name);
    }
  });

  test('a home has one set of facts however many own it, and shares add up to one', () => {
    const homes = new Map<string, Row[]>();
    for (const row of register('land/real-estate'))
      homes.set(row['bdcdyh'] ?? '', [...(homes.get(row['bdcdyh'] ?? '') ?? []), row]);
    const shareOf = (text = ''): number => {
      const [of = 0, within = 100] = text.replace('%', '').split('/').map(Number);
      return of / within;
    };
    const counts = { sole: 0, joint: 0, shares: 0 };
    for (const [unitNo, rows] of homes) {
      expect(unitNo).toHaveLength(28);
      for (const field of ['zl', 'jzmj', 'ghyt', 'gyfs', 'qszt', 'djsj', 'bdcqzh'])
        expect(new Set(rows.map((row) => row[field])).size).toBe(1);
      const ownership = rows[0]?.['gyfs'];
      if (ownership === '0') {
        counts.sole += 1;
        expect(rows).toHaveLength(1);
      } else {
        expect(new Set(rows.map((row) => numberOf(row['zjh']))).size).toBe(2);
        if (ownership === '1') counts.joint += 1;
        else {
          counts.shares += 1;
          const sum = rows.reduce((total, row) => total + shareOf(row['gyqk']), 0);
          expect(sum).toBeCloseTo(1, 10);
        }
      }
    }
    expect(Math.min(counts.sole, counts.joint, counts.shares)).toBeGreaterThan(5);
  });

  test('monthly rows lie in the 15 months before the city’s date; 12 of them in the window', () => {
    const months = new Set<string>();
    for (const name of ['human-resources/contributions', 'human-resources/pensions'] as const)
      for (const row of register(name)) months.add(row['aae003'] ?? '');
    const sorted = [...months].toSorted();
    expect(sorted).toHaveLength(15);
    // on 2026-07-01: the last month is June; 15 months back is April 2025.
    expect([sorted[0], sorted.at(-1)]).toEqual(['202504', '202606']);
  });

  test('contributions keep base and wage apart: base from floor to cap, wage as it was paid', () => {
    const rows = register('human-resources/contributions');
    const bases = rows.map((row) => Number(row['aae180']));
    expect(Math.min(...bases)).toBe(4400);
    expect(Math.max(...bases)).toBeLessThanOrEqual(22_000);
    const below = rows.filter((row) => row['aac040'] !== '' && Number(row['aac040']) < 4400);
    expect(below.length).toBeGreaterThan(100);
    // The base is the agreed wage, floored; what is paid differs from it by 3 % at most.
    const low = below.filter((row) => Number(row['aac040']) < 4400 * 0.97);
    expect(low.filter((row) => row['aae180'] !== '4400')).toEqual([]);
    expect(rows.some((row) => row['aac040'] === '')).toBe(true);
    expect(new Set(rows.map((row) => row['aae140']))).toEqual(new Set(['110', '210', '310']));
  });

  test('nobody holds two of the same contribution in a month with one employer', () => {
    const keys = register('human-resources/contributions').map((row) =>
      [numberOf(row['aac002']), row['aae140'], row['aae003'], row['aab001']].join(' '),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('a basic part stands in resident pensions only, and is less than the payment', () => {
    const wrong = register('human-resources/pensions').filter(({ aae140, aae019, jcylj }) =>
      aae140 === '170' ? !(Number(jcylj) > 0 && Number(jcylj) < Number(aae019)) : jcylj !== '',
    );
    expect(wrong).toEqual([]);
  });

  test('nobody marries before birth or divorces before a wedding', () => {
    const weddings = new Map<string, string>();
    const couple = (row: Row): string =>
      numberOf(row['cert_num_man']) + numberOf(row['cert_num_woman']);
    const rows = register('civil-affairs/marriages').toSorted((one, other) =>
      (one['op_date'] ?? '') < (other['op_date'] ?? '') ? -1 : 1,
    );
    for (const row of rows) {
      const on = row['op_date'] ?? '';
      expect(on >= '1920' && on <= '2026-07-01').toBe(true);
      if (row['op_type'] === 'IA') weddings.set(couple(row), on);
      const wedding = weddings.get(couple(row));
      if (wedding !== undefined) expect(on >= wedding).toBe(true);
    }
    expect(new Set(rows.map((row) => row['op_type']))).toEqual(new Set(['IA', 'IB', 'ICA', 'ICB']));
  });

  test('some deaths are known to the funeral home and not yet to the household register', () => {
    const states = new Map(
      register('public-security/household-register').map((row) => [
        numberOf(row['gmsfhm']),
        row['ryzt'],
      ]),
    );
    const buried = register('civil-affairs/funerals').map((row) =>
      states.get(numberOf(row['cert_num'])),
    );
    expect(buried.filter((state) => state === '2').length).toBeGreaterThan(20);
    expect(buried.filter((state) => state === '1').length).toBeGreaterThan(2);
  });
});
