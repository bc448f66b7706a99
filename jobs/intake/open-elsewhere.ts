import type { CitizenId } from '../../domain/citizen-id.ts';
import { fault } from './faults.ts';
import { type HouseholdRows, isLivingTogether } from './household-rows.ts';
import type { PersonRow } from './person-row.ts';
import type { IntakeSink } from './sink.ts';

const ASKED_AT_ONCE = 1000;

type IdentifiedRow = PersonRow & { readonly idNumber: CitizenId };

function isIdentified(row: PersonRow): row is IdentifiedRow {
  return row.idNumber !== null;
}

/** Adds a fault to each person who is being verified in another batch. */
export async function checkOpenElsewhere(
  households: readonly HouseholdRows[],
  sink: IntakeSink,
): Promise<void> {
  const asked: IdentifiedRow[] = [];
  for (const { rows } of households) {
    for (const row of rows) if (isIdentified(row) && isLivingTogether(row)) asked.push(row);
  }
  for (let at = 0; at < asked.length; at += ASKED_AT_ONCE) {
    const block = asked.slice(at, at + ASKED_AT_ONCE);
    const open = await sink.alreadyOpen(block.map(({ idNumber }) => idNumber));
    if (open.size === 0) continue;
    for (const { idNumber, faults } of block) {
      const batch = open.get(idNumber);
      if (batch !== undefined) faults.push(fault('person-in-open-batch', 'id_number', { batch }));
    }
  }
}
