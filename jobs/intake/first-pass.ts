// The first pass: takes in the households that are in order, and notes those that are not.

import { isBlank } from './batch-file.ts';
import {
  checkHousehold,
  householdOf,
  type HouseholdRows,
  isFaultless,
  isLivingTogether,
} from './household-rows.ts';
import { idKey, refKey } from './number-keys.ts';
import { type NumberTable, numberTable } from './number-table.ts';
import { checkOpenElsewhere } from './open-elsewhere.ts';
import { type PersonRow, readPersonRow } from './person-row.ts';
import type { Intake } from './intake.ts';

/** What the second pass has to look at. Households stand here by the key of their number. */
export type Amiss = {
  /** Their rows do not stand together, or they share a person with another household: to be looked at whole. */
  readonly scattered: Set<number>;
  /** In one piece, but with faults. */
  readonly faulty: Set<number>;
  /** Rows that belong to no household. */
  looseRows: number;
  /** Persons of each household that the sink was given; 0 when it was not. */
  readonly given: NumberTable;
};

export function isAnythingAmiss({ scattered, faulty, looseRows }: Amiss): boolean {
  return scattered.size + faulty.size + looseRows > 0;
}

type KeyedRows = HouseholdRows & { readonly key: number; readonly rows: PersonRow[] };

export async function firstPass(intake: Intake): Promise<Amiss> {
  const { file, counted, limits } = intake;
  const amiss: Amiss = {
    scattered: new Set(),
    faulty: new Set(),
    looseRows: 0,
    given: numberTable(),
  };
  const ready: KeyedRows[] = [];
  const grouping = groupRows(amiss, limits.personsAHousehold, (household) => ready.push(household));
  for await (const rows of file.rows()) {
    for (const row of rows) {
      if (isBlank(row.cells)) {
        counted.blankRows++;
        continue;
      }
      counted.rows++;
      grouping.add(readPersonRow(row, file.header, intake.verifiedOn));
    }
    while (ready.length >= limits.householdsABlock) {
      await giveOrderly(ready.splice(0, limits.householdsABlock), intake, amiss);
    }
  }
  grouping.end();
  while (ready.length > 0) {
    await giveOrderly(ready.splice(0, limits.householdsABlock), intake, amiss);
  }
  return amiss;
}

/** Puts neighbouring rows of one number together, and notices a number or a person that was there before. */
function groupRows(amiss: Amiss, maxPersons: number, done: (household: KeyedRows) => void) {
  const { scattered, faulty, given } = amiss;
  const householdOfPerson = numberTable();
  let current: KeyedRows | null = null;

  function end(): void {
    if (current === null || scattered.has(current.key)) return;
    if (current.rows.length > maxPersons) faulty.add(current.key);
    else done(current);
  }

  /** One person who lives in two households puts both in question. */
  function notePerson(row: PersonRow, key: number): void {
    if (row.idNumber === null || !isLivingTogether(row)) return;
    const person = idKey(row.idNumber);
    const before = householdOfPerson.get(person);
    if (before === undefined) householdOfPerson.set(person, key);
    else if (before !== key) scattered.add(before).add(key);
  }

  function add(row: PersonRow): void {
    if (row.ref === null) {
      amiss.looseRows++;
      return;
    }
    if (current?.ref !== row.ref) {
      end();
      current = { ref: row.ref, key: refKey(row.ref), rows: [] };
      if (given.get(current.key) === undefined) given.set(current.key, 0);
      else scattered.add(current.key);
    }
    notePerson(row, current.key);
    if (current.rows.length <= maxPersons) current.rows.push(row);
  }

  return { add, end };
}

async function giveOrderly(
  households: readonly KeyedRows[],
  { sink, counted }: Intake,
  { faulty, given }: Amiss,
): Promise<void> {
  for (const household of households) checkHousehold(household);
  await checkOpenElsewhere(households, sink);
  const orderly = households.filter(isFaultless);
  for (const { key, rows } of orderly) given.set(key, rows.length);
  for (const household of households) if (!isFaultless(household)) faulty.add(household.key);
  if (orderly.length === 0) return;
  await sink.addHouseholds(orderly.map(householdOf));
  counted.households += orderly.length;
  counted.persons += orderly.reduce((sum, { rows }) => sum + rows.length, 0);
}
