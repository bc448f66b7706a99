// The rows of one household together: what only shows when they are seen as a whole, and the household they make.

import type { Household, Person, Role } from '../../domain/household.ts';
import { isSpouse } from '../../domain/relation.ts';
import { fault } from './faults.ts';
import type { PersonRow } from './person-row.ts';
import type { RejectedRow } from './sink.ts';

/** The rows of one household in the order of the file; at least one. */
export type HouseholdRows = { readonly ref: string; readonly rows: readonly PersonRow[] };

/** Adds the household's faults to its rows. */
export function checkHousehold({ rows }: HouseholdRows): void {
  const applicants = rows.filter((row) => row.role === 'applicant');
  // A row whose role cannot be read may be the applicant's: it has its own fault already.
  if (applicants.length === 0 && rows.every((row) => row.role !== null)) {
    rows[0]?.faults.push(fault('household-without-applicant', 'role'));
  }
  for (const row of applicants.slice(1)) {
    row.faults.push(fault('household-with-two-applicants', 'role'));
  }
  const spouses = rows.filter((row) => row.person !== null && isSpouse(row.person.relation));
  for (const row of spouses.slice(1)) {
    row.faults.push(fault('household-with-two-spouses', 'relation'));
  }
  const known = new Set<string>();
  for (const row of rows) {
    const key = personKey(row);
    if (key === null) continue;
    if (known.has(key)) row.faults.push(fault('person-twice', 'id_number'));
    known.add(key);
  }
}

/** Tells persons of one household apart: by ID number, or by name and birth date where there is none yet. */
function personKey({ idNumber, person }: PersonRow): string | null {
  if (idNumber !== null) return idNumber;
  return person === null ? null : `${person.birthDate} ${person.name}`;
}

/** Applicants and members may be in one household only; a supporter may support several. */
export function isLivingTogether(row: PersonRow): boolean {
  return row.role === 'applicant' || row.role === 'member';
}

export function isFaultless({ rows }: HouseholdRows): boolean {
  return rows.every((row) => row.faults.length === 0);
}

const ORDER: Record<Role, number> = { applicant: 0, member: 1, supporter: 2 };

/** @param group without faults */
export function householdOf({ ref, rows }: HouseholdRows): Household {
  const applicant = rows.find((row) => row.role === 'applicant');
  if (applicant?.region == null) throw new TypeError('a faultless household has an applicant');
  const persons = rows
    .map((row) => row.person as Omit<Person, 'no'>)
    .sort((a, b) => ORDER[a.role] - ORDER[b.role])
    .map((person, at) => ({ no: at + 1, ...person }));
  return { ref, region: applicant.region, persons };
}

/** All rows of a household that has faults: one whose rows are fine comes back with the others. */
export function rejectionsOf({ rows }: { readonly rows: readonly PersonRow[] }): RejectedRow[] {
  const heldBack = fault('household-held-back', null);
  return rows.flatMap(({ row, ref, cells, faults }) =>
    (faults.length === 0 ? [heldBack] : faults).map((each) => ({
      rejection: { row, ...each },
      ref,
      cells,
    })),
  );
}
