import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { birthDateOf, parseCitizenId, sexOf } from '../../../domain/citizen-id.ts';
import { batchFile, readCity } from '../../../scripts/city/city-folder.ts';
import { type CitySummary, growCity } from '../../../scripts/city/grow/grow.ts';
import { digests, readRows, readTruth, type Row } from '../../support/grown-city.ts';

const folder = mkdtempSync(join(tmpdir(), 'hedui-city-'));
const dir = join(folder, 'city');
const RESIDENTS = 5000;
const APPLICANTS = 400;
let summary: CitySummary;

beforeAll(async () => {
  summary = await growCity(dir, { residents: RESIDENTS, seed: 7, batchHouseholds: APPLICANTS });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const truth = (name: string): Row[] => readTruth(dir, name);

describe('growing', () => {
  test('the same seed and size give the same bytes, another seed does not', async () => {
    const [one, other, another] = ['one', 'other', 'another'].map((name) => join(folder, name));
    if (!one || !other || !another) throw new Error('three folders');
    await growCity(one, { residents: 600, seed: 7 });
    // Over a bigger city: nothing of it is left behind.
    await growCity(other, { residents: 900, seed: 8 });
    await growCity(other, { residents: 600, seed: 7 });
    await growCity(another, { residents: 600, seed: 8 });
    expect(digests(other)).toEqual(digests(one));
    const bytes = Object.values(digests(one));
    expect(Object.values(digests(another)).some((digest) => bytes.includes(digest))).toBe(false);
  });

  test.each([100, 101, 1000, 50_000])('%d residents, exactly', async (residents) => {
    const small = join(folder, `of-${residents}`);
    const grown = await growCity(small, { residents, seed: residents });
    const persons = readTruth(small, 'persons');
    expect(persons.filter((person) => person['where'] !== 'elsewhere')).toHaveLength(residents);
    expect(grown.applicantHouseholds).toBe(Math.max(20, Math.round((residents * 0.04) / 2.2)));
    rmSync(small, { recursive: true });
  });

  test('the batch never holds more households than asked for', () => {
    const batch = readRows(batchFile(dir, 'applicants'));
    expect(new Set(batch.map((row) => row['户编号'])).size).toBe(APPLICANTS);
    expect(summary.applicantHouseholds).toBe(APPLICANTS);
    expect(summary.applicantPersons).toBe(batch.length);
  });

  test('city.json says what was grown', async () => {
    expect(await readCity(dir)).toEqual({
      format: 'hedui-city/1',
      region: '371002',
      on: '2026-07-01',
      residents: RESIDENTS,
      seed: 7,
    });
  });

  test('refuses a folder with something else in it, and sizes it cannot grow', async () => {
    const foreign = mkdtempSync(join(folder, 'foreign-'));
    writeFileSync(join(foreign, 'letter.txt'), 'mine');
    await expect(growCity(foreign, { residents: 100, seed: 1 })).rejects.toMatchObject({
      code: 'CITY_INVALID',
    });
    for (const residents of [0, 99, 3_000_001, 150.5])
      await expect(growCity(join(folder, 'none'), { residents, seed: 1 })).rejects.toMatchObject({
        code: 'CITY_INVALID',
      });
    expect(readdirSync(foreign)).toEqual(['letter.txt']);
  });
});

describe('people', () => {
  test('every ID number is valid and borne by one person, and tells birth and sex', () => {
    const persons = truth('persons');
    const wrong = persons.filter(({ id_number = '', birth_date, sex }) => {
      const parsed = parseCitizenId(id_number);
      if (!('id' in parsed) || parsed.id !== id_number) return true;
      return birthDateOf(parsed.id) !== birth_date || sexOf(parsed.id) !== sex;
    });
    expect(wrong).toEqual([]);
    expect(new Set(persons.map((person) => person['id_number'])).size).toBe(persons.length);
  });

  test('about 2 % have an interpunct in their name, about 1 % a character beyond GBK', () => {
    const names = truth('persons').map((person) => person['name'] ?? '');
    const share = (pattern: RegExp): number =>
      names.filter((name) => pattern.test(name)).length / names.length;
    expect(share(/\u00b7/)).toBeGreaterThan(0.01);
    expect(share(/\u00b7/)).toBeLessThan(0.03);
    expect(share(/[\u3400-\u4dbf]|[\u{20000}-\u{3ffff}]/u)).toBeGreaterThan(0.005);
    expect(share(/[\u3400-\u4dbf]|[\u{20000}-\u{3ffff}]/u)).toBeLessThan(0.02);
  });

  test('spouses name each other, and children are younger than the city', () => {
    const persons = truth('persons');
    const byId = new Map(persons.map((person) => [person['id_number'], person]));
    const wed = persons.filter((person) => person['spouse_id_number'] !== '');
    expect(wed.length).toBeGreaterThan(persons.length / 3);
    const jilted = wed.filter(
      ({ id_number, spouse_id_number }) =>
        byId.get(spouse_id_number)?.['spouse_id_number'] !== id_number,
    );
    expect(jilted).toEqual([]);
    expect(persons.filter(({ birth_date = '' }) => birth_date >= '2026-07-01')).toEqual([]);
  });

  test('several families stand on one register, and spouses on different ones', () => {
    const persons = truth('persons').filter(({ household_no }) => household_no !== '');
    const byId = new Map(persons.map((person) => [person['id_number'], person]));
    const householdsOn = new Map<string, Set<string>>();
    let apart = 0;
    for (const person of persons) {
      const { register_no: no = '', household_no: home = '', spouse_id_number: spouse } = person;
      if (no === '') continue;
      householdsOn.set(no, (householdsOn.get(no) ?? new Set()).add(home));
      const other = byId.get(spouse)?.['register_no'];
      if (other && other !== no) apart += 1;
    }
    expect([...householdsOn.values()].filter((homes) => homes.size > 1).length).toBeGreaterThan(20);
    expect(apart).toBeGreaterThan(20);
  });
});
