// The rows of one household together: what only shows when they are seen as a whole, and the household they make.

import type { Household, Role } from '../../domain/household.ts';
import { isSpouse } from '../../domain/relation.ts';
import { fault } from './faults.ts';
import type { PersonDraft, PersonRow } from './person-row.ts';
import type { RejectedRow } from './sink.ts';

/** The rows of one household in the order of the file; at least one. */
export type HouseholdRows = { readonly ref: string; readonly rows: readonly PersonRow[] };

/** Adds the household's faults to its rows. */
export function checkHousehold({ rows }: HouseholdRows): void {
  let applicants = 0;
  let spouses = 0;
  let unknownRoles = 0;
  rows.forEach((row, at) => {
    if (row.role === null) unknownRoles++;
    if (row.role === 'applicant' && ++applicants > 1) {
      row.faults.push(fault('household-with-two-applicants', 'role'));
    }
    if (row.person !== null && isSpouse(row.person.relation) && ++spouses > 1) {
      row.faults.push(fault('household-with-two-spouses', 'relation'));
    }
    for (let before = 0; before < at; before++) {
      if (!isSamePerson(rows[before] as PersonRow, row)) continue;
      row.faults.push(fault('person-twice', 'id_number'));
      break;
    }
  });
  // A row whose role cannot be read may be the applicant's: it has its own fault already.
  if (applicants === 0 && unknownRoles === 0) {
    rows[0]?.faults.push(fault('household-without-applicant', 'role'));
  }
}

/** By ID number, or by name and birth date where there is none yet. */
function isSamePerson(one: PersonRow, other: PersonRow): boolean {
  if (one.idNumber !== null || other.idNumber !== null) return one.idNumber === other.idNumber;
  if (one.person === null || other.person === null) return false;
  return one.person.name === other.person.name && one.person.birthDate === other.person.birthDate;
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
    .map((row) => row.person as PersonDraft)
    .sort((a, b) => ORDER[a.role] - ORDER[b.role]);
  persons.forEach((person, at) => {
    person.no = at + 1;
  });
  return { ref, region: applicant.region, persons, ...applicant.ofHousehold };
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
