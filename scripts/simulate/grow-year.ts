// A year of a stand-in city, written ahead: monthly records go on, what happens is entered into the registers under its
// day, and departments' change feeds tell of it. Asked as of a day, a stand-in knows nothing of later ones.

import { appendFile, readFile, writeFile } from 'node:fs/promises';
import papaparse from 'papaparse';
import { personNumber } from '../../connectors/asked-persons.ts';
import { addMonths, type CalendarDate, type Month, monthOf } from '../../domain/calendar.ts';
import {
  changesFile,
  cityFile,
  REGISTER_COLUMNS,
  type RegisterName,
  registerFile,
} from '../city/city-folder.ts';
import {
  compact,
  FEED_OF,
  monthsFrom,
  type Row,
  rowsOf,
  SPOUSE_FROM_ELSEWHERE,
} from './event-rows.ts';
import type { Year } from './plan-year.ts';

/** Registers with a row a month, the column of the month and that of the person. */
const MONTHLY = [
  ['human-resources/contributions', 'aae003', 'aac002'],
  ['human-resources/pensions', 'aae003', 'aac002'],
  ['tax/income', 'ssq', 'sfzjhm'],
  ['veterans/benefits', 'ffny', 'sfzh'],
] as const satisfies readonly (readonly [RegisterName, string, string])[];
/** 人员状态: in the register, and living there. */
const PRESENT = '1';
/** Paid in one month of the year. */
const YEARLY = ['agriculture/subsidies', 'ffny', 'sfzjhm'] as const;

/** Whoever has a wage recorded in the last month that the city knows. */
export async function whoWorks(city: string, on: CalendarDate): Promise<ReadonlySet<string>> {
  const rows = await readRegister(city, 'human-resources/contributions');
  const last = compact(addMonths(monthOf(on), -1));
  return new Set(
    rows.flatMap((row) => (row['aae003'] === last ? [personNumber(row['aac002'] ?? '')] : [])),
  );
}

/** Who stands in the household register as living there, under which name: nobody else can move away. */
export async function whoIsRegistered(city: string): Promise<ReadonlyMap<string, string>> {
  const rows = await readRegister(city, 'public-security/household-register');
  return new Map(
    rows.flatMap((row) =>
      row['ryzt'] === PRESENT
        ? [[personNumber(row['gmsfhm'] ?? ''), row['xm'] ?? ''] as const]
        : [],
    ),
  );
}

/** Monthly records of these persons go on, up to the month of `until`, in whatever form a register holds their number. */
export async function continueRecords(
  city: string,
  on: CalendarDate,
  until: CalendarDate,
  persons: ReadonlySet<string>,
  year: Year,
): Promise<void> {
  const ended = new Map(
    year.events.flatMap(({ kind, person, recordedOn }) =>
      kind === 'work-ended' ? [[person.idNumber, addMonths(monthOf(recordedOn), -3)] as const] : [],
    ),
  );
  for (const [register, monthColumn, idColumn] of MONTHLY) {
    await continueMonths(city, register, { monthColumn, idColumn }, { on, until }, persons, ended);
  }
  const [register, monthColumn, idColumn] = YEARLY;
  const paid = (await readRegister(city, register)).filter((row) =>
    persons.has(personNumber(row[idColumn] ?? '')),
  );
  const again = monthsFrom(monthOf(on), monthOf(until)).flatMap((at) =>
    paid
      .filter((row) => row[monthColumn] === compact(addMonths(at, -12)))
      .map((row) => ({ ...row, [monthColumn]: compact(at) })),
  );
  await addRows(city, register, again);
}

/** What happens is entered, and told by the feeds, which begin on the city's day. */
export async function recordEvents(
  city: string,
  on: CalendarDate,
  until: CalendarDate,
  year: Year,
): Promise<void> {
  const byRegister = new Map<RegisterName, Row[]>();
  for (const [register, row] of year.events.flatMap((event) => rowsOf(event, until))) {
    const own = byRegister.get(register);
    if (own) own.push(row);
    else byRegister.set(register, [row]);
  }
  for (const [register, rows] of byRegister) await addRows(city, register, rows);
  await writeFeeds(city, on, year);
  const described = JSON.parse(await readFile(cityFile(city), 'utf8')) as object;
  await writeFile(cityFile(city), JSON.stringify({ ...described, on: until }));
}

async function continueMonths(
  city: string,
  register: RegisterName,
  { monthColumn, idColumn }: { monthColumn: string; idColumn: string },
  { on, until }: { on: CalendarDate; until: CalendarDate },
  persons: ReadonlySet<string>,
  ended: ReadonlyMap<string, Month>,
): Promise<void> {
  const rows = await readRegister(city, register);
  const last = addMonths(monthOf(on), -1);
  const goesOn = rows.filter(
    (row) => row[monthColumn] === compact(last) && persons.has(personNumber(row[idColumn] ?? '')),
  );
  const added = monthsFrom(addMonths(last, 1), monthOf(until)).flatMap((at) =>
    goesOn.flatMap((row) => {
      const end = isOfWork(register, row)
        ? ended.get(personNumber(row[idColumn] ?? ''))
        : undefined;
      return end !== undefined && at > end ? [] : [{ ...row, [monthColumn]: compact(at) }];
    }),
  );
  await addRows(city, register, added);
}

/** Whoever stops working has no wage in any register; the tax authority's items 01 (所得项目) are wages and bonuses. */
function isOfWork(register: RegisterName, row: Row): boolean {
  if (register === 'tax/income') return row['sdxm']?.startsWith('01') ?? false;
  return register === 'human-resources/contributions';
}

async function writeFeeds(city: string, on: CalendarDate, { events, births }: Year): Promise<void> {
  const lines = new Map<string, string[]>(
    Object.values(FEED_OF).flatMap((feed) =>
      feed === null
        ? []
        : // Every feed begins on the first day, with somebody whom nobody watches.
          [[feed[0], [`${feed[1]},${SPOUSE_FROM_ELSEWHERE.idNumber},${on}`]] as const],
    ),
  );
  for (const { kind, person, recordedOn } of events) {
    const feed = FEED_OF[kind];
    if (feed !== null) lines.get(feed[0])?.push(`${feed[1]},${person.idNumber},${recordedOn}`);
  }
  for (const [place, born] of births.entries()) {
    const newborn = `371002${born.replaceAll('-', '')}${String(place).padStart(3, '0')}0`;
    lines.get('public-security')?.push(`household-register,${newborn},${born}`);
  }
  for (const [department, own] of lines) {
    await writeFile(
      changesFile(city, department),
      `resource,person,recorded_on\n${own.join('\n')}\n`,
    );
  }
}

async function readRegister(city: string, register: RegisterName): Promise<Row[]> {
  const text = await readFile(registerFile(city, register), 'utf8');
  return papaparse.parse<Row>(text, { header: true, skipEmptyLines: true }).data;
}

async function addRows(city: string, register: RegisterName, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns: readonly string[] = REGISTER_COLUMNS[register];
  const lines = papaparse.unparse(
    rows.map((row) => columns.map((column) => row[column] ?? '')),
    { newline: '\n' },
  );
  await appendFile(registerFile(city, register), `${lines}\n`);
}
