// Gives the applicants of a grown city an address and an account, and plants one case of each kind of risk signal among them:
// whom a look at the city should find. Without plants the same city shows how often something rises that nobody planted.

import { appendFile, readFile, writeFile } from 'node:fs/promises';
import papaparse from 'papaparse';
import { addMonths, asMonth, type CalendarDate, monthOf } from '../../../domain/calendar.ts';
import { batchFile, REGISTER_COLUMNS, registerFile } from '../../city/city-folder.ts';

type Row = Record<string, string>;

/** References of the households in each planted case. */
export type Planted = {
  readonly 'shared-account': readonly string[];
  readonly 'crowded-register': readonly string[];
  readonly 'repeated-address': readonly string[];
  readonly 'rising-income': readonly string[];
};

const REGISTER = 'public-security/household-register';
const CONTRIBUTIONS = 'human-resources/contributions';
const CROWDED = '威海市环翠区张村镇王家庄村8号';
/** One home, as three people write it. */
const LENT = [
  '竹岛街道海韵小区3号楼2单元501室',
  '海韵小区３栋2单元501',
  '海韵小区三号楼-2-501',
].map((text) => (text.startsWith('竹岛') ? text : `竹岛街道办事处${text}`));
const RISING_MONTHS = 24;
const SIGNED_ON = '2025-06-01';
const SIGNED_UNTIL = '2027-12-31';

/** @param on the day the city is of: planted wages end with the month before */
export async function plantSignals(
  city: string,
  on: CalendarDate,
  isPlanting: boolean,
): Promise<Planted> {
  const path = batchFile(city, 'applicants');
  const rows = await readRows(path);
  const register = await readRows(registerFile(city, REGISTER));
  const homeOf = new Map(register.map((row) => [row['gmsfhm'], row['hjdz'] ?? '']));
  const applicants = rows.filter((row) => row['角色'] === '申请人');
  applicants.forEach((row, place) => {
    row['居住地址'] = homeOf.get(row['身份证号码'] ?? '') ?? '';
    row['发放账号'] = `621700${String(place + 1).padStart(12, '0')}7`;
    row['账户持有人身份证号码'] = row['身份证号码'] ?? '';
  });
  // They are verified for earlier days too, and must have signed by then.
  for (const row of rows) Object.assign(row, { 授权起始: SIGNED_ON, 授权截止: SIGNED_UNTIL });
  const planted = isPlanting ? chosenFrom(applicants) : NONE;
  const isIn = (kind: keyof Planted, { 户编号: ref }: Row) => planted[kind].includes(ref ?? '');
  const sharing = applicants.filter((row) => isIn('shared-account', row));
  for (const row of sharing) row['发放账号'] = sharing[0]?.['发放账号'] ?? '';
  applicants
    .filter((row) => isIn('repeated-address', row))
    .forEach((row, place) => (row['居住地址'] = LENT[place % LENT.length] ?? ''));
  const crowded = new Set(
    applicants.filter((row) => isIn('crowded-register', row)).map((row) => row['身份证号码']),
  );
  for (const row of register) if (crowded.has(row['gmsfhm'])) row['hjdz'] = CROWDED;
  const rising = applicants.filter((row) => isIn('rising-income', row));
  await writeFile(
    path,
    `${papaparse.unparse(rows, { columns: columnsOf(rows), newline: '\n' })}\n`,
  );
  await writeFile(
    registerFile(city, REGISTER),
    `${papaparse.unparse(register, { columns: [...REGISTER_COLUMNS[REGISTER]], newline: '\n' })}\n`,
  );
  await plantWages(city, rising, on);
  return planted;
}

const NONE: Planted = {
  'shared-account': [],
  'crowded-register': [],
  'repeated-address': [],
  'rising-income': [],
};

/** Grown-up applicants of one household each, the first of the file. */
function chosenFrom(applicants: readonly Row[]): Planted {
  const refs = applicants.map((row) => row['户编号'] ?? '');
  const take = (count: number) => refs.splice(0, count);
  return {
    'shared-account': take(4),
    'crowded-register': take(6),
    'repeated-address': take(3),
    'rising-income': take(1),
  };
}

/** A wage that grows by 4 % a month, in place of what the register knew of the person. */
async function plantWages(city: string, rising: readonly Row[], on: CalendarDate): Promise<void> {
  const path = registerFile(city, CONTRIBUTIONS);
  const theirs = new Set(rising.map((row) => row['身份证号码']));
  const others = (await readRows(path)).filter((row) => !theirs.has(row['aac002']));
  await writeFile(
    path,
    `${papaparse.unparse(others, { columns: [...REGISTER_COLUMNS[CONTRIBUTIONS]], newline: '\n' })}\n`,
  );
  const lines = rising.flatMap((row) =>
    Array.from({ length: RISING_MONTHS }, (_, place) => {
      const month = addMonths(monthOf(on), place - RISING_MONTHS).replace('-', '');
      const yuan = Math.round(600 * 1.04 ** place);
      return `${row['身份证号码']},${row['姓名']},110,${month},${yuan}.00,4400.00,91371002MA00000001,威海海韵商贸有限公司`;
    }),
  );
  await appendFile(path, lines.map((line) => `${line}\n`).join(''));
}

function columnsOf(rows: readonly Row[]): string[] {
  return [...Object.keys(rows[0] ?? {}).filter((name) => !ADDED.includes(name)), ...ADDED];
}
const ADDED = ['居住地址', '发放账号', '账户持有人身份证号码'];

async function readRows(path: string): Promise<Row[]> {
  const text = await readFile(path, 'utf8');
  return papaparse.parse<Row>(text, { header: true, skipEmptyLines: true }).data;
}

/** The first day of the month so many months before. */
export function monthsBefore(on: CalendarDate, months: number): CalendarDate {
  return `${addMonths(asMonth(on.slice(0, 7)), -months)}-01` as CalendarDate;
}
