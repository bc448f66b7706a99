// What the further departments know of a grown city agrees with what is so, with each other, and with the first four.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEPARTMENTS } from '../../../connectors/connector-list.ts';
import type { RegisterName } from '../../../scripts/city/city-folder.ts';
import { creditCheckCharacter } from '../../../scripts/city/grow/business-codes.ts';
import { growCity } from '../../../scripts/city/grow/grow.ts';
import {
  STAND_IN_LIST,
  type StandIn,
  STAND_INS,
} from '../../../scripts/city/serve/stand-in-list.ts';
import { numberOf, readRegister, readTruth, type Row } from '../../support/grown-city.ts';

const folder = mkdtempSync(join(tmpdir(), 'hedui-city-'));
const dir = join(folder, 'city');
beforeAll(() => growCity(dir, { residents: 8_000, seed: 11, batchHouseholds: 300 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const register = (name: RegisterName): Row[] => readRegister(dir, name);
const sumOf = (rows: readonly Row[], field: string): number =>
  rows.reduce((sum, row) => sum + Number(row[field]), 0);

/** Rows by the household of the person they are about. */
function byHousehold(rows: readonly Row[], idField: string): Map<string, Row[]> {
  const home = new Map(
    readTruth(dir, 'persons').map((person) => [person['id_number'], person['household_no'] ?? '']),
  );
  const grouped = new Map<string, Row[]>();
  for (const row of rows) {
    const household = home.get(numberOf(row[idField])) ?? '';
    grouped.set(household, [...(grouped.get(household) ?? []), row]);
  }
  return grouped;
}

test.each(STAND_INS)('%s: every record of its registers can be read', (id: StandIn) => {
  const department = DEPARTMENTS.find((one) => one.id === id);
  const registers = Object.entries(STAND_IN_LIST[id].declaration.registers);
  expect(department?.resources.map((resource) => resource.id)).toEqual(
    registers.map(([wire]) => `${id}.${wire}`),
  );
  registers.forEach(([, { register: name }], place) => {
    const rows = register(name);
    expect(rows.length).toBeGreaterThan(10);
    const unreadable = rows.filter(
      (row) => !department?.resources[place]?.record.safeParse(row).success,
    );
    expect(unreadable).toEqual([]);
  });
});

test('deposits, fund and shares of a household add up to what is so', () => {
  const deposits = byHousehold(register('banks/deposits'), 'zjhm');
  const funds = byHousehold(register('housing-fund/accounts'), 'zjhm');
  const shares = byHousehold(register('securities/holdings'), 'zjhm');
  for (const { household_no: no = '', ...means } of readTruth(dir, 'means')) {
    const held = deposits.get(no) ?? [];
    if (held.length > 0) expect(sumOf(held, 'zrmbye')).toBe(Number(means['deposits']));
    expect(sumOf(funds.get(no) ?? [], 'grzhye')).toBe(Number(means['housing_fund']));
    const ofShares = shares.get(no) ?? [];
    const worth = sumOf(ofShares, 'zjye') + sumOf(ofShares, 'zqsz');
    expect(worth).toBeCloseTo(Number(means['securities']), 6);
  }
});

test('honest applicants declare the deposits that the banks know', () => {
  const deposits = byHousehold(register('banks/deposits'), 'zjhm');
  const poor = readTruth(dir, 'means').filter(({ household_ref }) => household_ref !== '');
  expect(poor.filter(({ household_no }) => deposits.has(household_no ?? '')).length).toBe(300);
  // Who leaves a company out is no honest applicant.
  const owners = new Set(
    readTruth(dir, 'discrepancies')
      .filter(({ kind }) => kind === 'undeclared-company')
      .map((planted) => planted['household_ref']),
  );
  const withCompany = poor.filter(({ companies }) => companies !== '0');
  expect(new Set(withCompany.map((row) => row['household_ref']))).toEqual(owners);
});

test('the tax authority knows every wage that social security knows, month by month', () => {
  const key = (row: Row, id: string, payer: string, month: string) =>
    [numberOf(row[id]), row[payer], row[month]].join(' ');
  const taxed = new Map(
    register('tax/income')
      .filter(({ sdxm }) => sdxm === '0101')
      .map((row) => [key(row, 'sfzjhm', 'kjywrsbh', 'ssq'), row['sre']]),
  );
  const paid = register('human-resources/contributions').filter(({ aac040 }) => aac040 !== '');
  expect(paid.length).toBeGreaterThan(1000);
  // The dead of the city still stand in contributions; nobody declares income for them any more.
  const differing = paid.filter((row) => {
    const known = taxed.get(key(row, 'aac002', 'aab001', 'aae003'));
    return known !== undefined && known !== row['aac040'];
  });
  expect(differing).toEqual([]);
  expect(taxed.size).toBeGreaterThan(paid.length / 3);
});

test('a contract stands under every member of the household, with one number and one area', () => {
  const contracts = new Map<string, Row[]>();
  for (const row of register('agriculture/land-contracts'))
    contracts.set(row['cbhtbm'] ?? '', [...(contracts.get(row['cbhtbm'] ?? '') ?? []), row]);
  const homes = byHousehold(register('agriculture/land-contracts'), 'cyzjhm');
  expect(homes.size).toBe(contracts.size);
  for (const rows of contracts.values())
    expect(new Set(rows.map(({ scmj, cbqxz }) => `${scmj} ${cbqxz}`)).size).toBe(1);
});

test('what the seriously ill declare is what medical insurance knows', () => {
  const spent = new Map<string, number>();
  for (const row of register('medical-insurance/settlements')) {
    if (row['refd_flag'] === '1') continue;
    const number = numberOf(row['certno']);
    spent.set(number, (spent.get(number) ?? 0) + Number(row['psn_part_amt']));
  }
  const yearly = [...spent.values()].filter((amount) => amount >= 3000);
  expect(yearly.length).toBeGreaterThan(10);
  // 3,000 and 700 for each year of the age's last part: see ownMedicalYuan.
  expect(yearly.every((amount) => (amount - 3000) % 700 === 0)).toBe(true);
});

test('the check character of a business: a company known to be registered', () => {
  expect(creditCheckCharacter('91440101MA5CJQ4N5')).toBe('9');
  const codes = register('market-regulation/companies').map(({ uniscid = '' }) => uniscid);
  expect(codes.every((code) => creditCheckCharacter(code.slice(0, 17)) === code[17])).toBe(true);
});
