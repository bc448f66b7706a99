// The second pass: reads the file again for what the first left. Faulty households are listed as they come;
// scattered ones are put together in memory, as many as a limit allows, and then taken in or listed.

import type { CitizenId } from '../../domain/citizen-id.ts';
import { isBlank } from './batch-file.ts';
import type { FileRow } from './csv-rows.ts';
import { fault } from './faults.ts';
import type { Amiss } from './first-pass.ts';
import {
  checkHousehold,
  householdOf,
  type HouseholdRows,
  isFaultless,
  isLivingTogether,
  rejectionsOf,
} from './household-rows.ts';
import { refKey } from './number-keys.ts';
import { checkOpenElsewhere } from './open-elsewhere.ts';
import { type PersonRow, readPersonRow, refIn } from './person-row.ts';
import type { RejectedRow } from './sink.ts';
import type { Intake } from './intake.ts';

type Collected = HouseholdRows & { readonly rows: PersonRow[]; isTooLarge: boolean };

export async function secondPass(intake: Intake, amiss: Amiss): Promise<void> {
  const { file, limits } = intake;
  const rest = collectRest(intake, amiss);
  for await (const rows of file.rows()) {
    for (const row of rows) if (!isBlank(row.cells)) rest.add(row);
    await takeBack(rest.toTakeBack.splice(0), intake);
    await reject(rest.rejected.splice(0), intake);
    while (rest.faulty.length >= limits.householdsABlock) {
      await settle(rest.faulty.splice(0, limits.householdsABlock), intake);
    }
  }
  rest.end();
  for (const households of [rest.faulty, rest.scattered()]) {
    while (households.length > 0) {
      await settle(households.splice(0, limits.householdsABlock), intake);
    }
  }
}

function collectRest({ file, verifiedOn, limits, counted }: Intake, amiss: Amiss) {
  const scattered = new Map<string, Collected>();
  const faulty: HouseholdRows[] = [];
  const rejected: PersonRow[] = [];
  const toTakeBack: string[] = [];
  let collectedRows = 0;
  let current: Collected | null = null;

  function endCurrent(): void {
    if (current !== null && !current.isTooLarge) faulty.push(current);
    current = null;
  }

  /** A household beyond the limit is not kept: its rows are listed one by one. */
  function collect(household: Collected, row: PersonRow): void {
    household.rows.push(row);
    if (household.rows.length > limits.personsAHousehold) household.isTooLarge = true;
    if (!household.isTooLarge) return;
    for (const each of household.rows.splice(0)) {
      each.faults.push(
        fault('household-too-large', 'household_ref', { limit: limits.personsAHousehold }),
      );
      rejected.push(each);
    }
  }

  function addScattered(ref: string, key: number, row: PersonRow): void {
    const persons = amiss.given.get(key) ?? 0;
    if (persons > 0) {
      toTakeBack.push(ref);
      counted.households--;
      counted.persons -= persons;
      amiss.given.set(key, 0);
    }
    const known = scattered.get(ref);
    if (known === undefined && collectedRows >= limits.mendedRows) {
      row.faults.push(fault('rows-not-together', 'household_ref'));
      rejected.push(row);
      return;
    }
    const household = known ?? { ref, rows: [], isTooLarge: false };
    if (known === undefined) scattered.set(ref, household);
    collectedRows++;
    collect(household, row);
  }

  return {
    faulty,
    rejected,
    toTakeBack,
    add(fileRow: FileRow): void {
      const ref = refIn(fileRow.cells, file.header);
      const key = ref === null ? null : refKey(ref);
      if (current?.ref !== ref) endCurrent();
      const read = () => readPersonRow(fileRow, file.header, verifiedOn);
      if (ref === null || key === null) rejected.push(read());
      else if (amiss.scattered.has(key)) addScattered(ref, key, read());
      else if (amiss.faulty.has(key)) {
        current ??= { ref, rows: [], isTooLarge: false };
        collect(current, read());
      }
    },
    end: endCurrent,
    scattered(): HouseholdRows[] {
      const whole = [...scattered.values()].filter(({ isTooLarge }) => !isTooLarge);
      markSharedPersons(whole);
      return whole;
    },
  };
}

/** Each row of a person who lives in several households names one of the others. */
function markSharedPersons(households: readonly HouseholdRows[]): void {
  const refsOfPerson = new Map<CitizenId, string[]>();
  const living = households.flatMap(({ ref, rows }) =>
    rows.filter(isLivingTogether).map((row) => ({ ref, row })),
  );
  for (const { ref, row } of living) {
    if (row.idNumber === null) continue;
    const refs = refsOfPerson.get(row.idNumber);
    if (refs === undefined) refsOfPerson.set(row.idNumber, [ref]);
    else refs.push(ref);
  }
  for (const { ref, row } of living) {
    if (row.idNumber === null) continue;
    const other = refsOfPerson.get(row.idNumber)?.find((each) => each !== ref);
    if (other === undefined) continue;
    row.faults.push(fault('person-in-two-households', 'id_number', { other }));
  }
}

async function settle(households: readonly HouseholdRows[], intake: Intake): Promise<void> {
  const { sink, counted } = intake;
  for (const household of households) checkHousehold(household);
  await checkOpenElsewhere(households, sink);
  const orderly = households.filter(isFaultless);
  if (orderly.length > 0) {
    await sink.addHouseholds(orderly.map(householdOf));
    counted.households += orderly.length;
    counted.persons += orderly.reduce((sum, { rows }) => sum + rows.length, 0);
  }
  const faulty = households.filter((household) => !isFaultless(household));
  await listRejected(
    faulty.flatMap(rejectionsOf),
    faulty.reduce((sum, { rows }) => sum + rows.length, 0),
    intake,
  );
}

async function reject(rows: readonly PersonRow[], intake: Intake): Promise<void> {
  await listRejected(rejectionsOf({ rows }), rows.length, intake);
}

async function listRejected(
  rejections: readonly RejectedRow[],
  rows: number,
  { sink, counted }: Intake,
): Promise<void> {
  if (rejections.length === 0) return;
  counted.rejectedRows += rows;
  await sink.addRejections(rejections);
}

async function takeBack(refs: readonly string[], { sink }: Intake): Promise<void> {
  if (refs.length > 0) await sink.removeHouseholds(refs);
}
