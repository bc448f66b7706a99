// Households that share a person are one family: a second application, parents and a grown child, a guardian's own wards.
// What they have in common says nothing. Somebody who stands in very many files makes no family of them.
//
// Example, at most 3 households a family: files A {1,2}, B {2,3}, C {4} are the families AB and C. Files A {1,9}, B {2,9},
// C {3,9}, D {4,9} share person 9, but are four: nobody has four households.

import type { CalendarDate } from '../../domain/calendar.ts';

export type TiedHousehold = {
  readonly householdId: number;
  /** Keyed digests of ID numbers, hex. */
  readonly applicant: string;
  readonly persons: readonly string[];
  /** The day of the verification that the tie was read from. */
  readonly since: CalendarDate;
};

export type Family = readonly TiedHousehold[];

/** @returns families in the order of their first household */
export function familiesOf(households: readonly TiedHousehold[], mostHouseholds: number): Family[] {
  const groups = new Map<TiedHousehold, TiedHousehold[]>();
  const groupOf = new Map<string, TiedHousehold[]>();
  for (const household of households) {
    const own = [household];
    groups.set(household, own);
    for (const person of new Set([household.applicant, ...household.persons])) {
      const known = groupOf.get(person);
      if (known !== undefined) join(groups, known, groups.get(household) ?? own);
      groupOf.set(person, groups.get(household) ?? own);
    }
  }
  const found = new Set(households.map((one) => groups.get(one) ?? [one]));
  return [...found].flatMap((family) =>
    family.length > mostHouseholds
      ? family.map((one) => [one])
      : [family.toSorted((one, other) => households.indexOf(one) - households.indexOf(other))],
  );
}

/** Whoever is in `other` is in the first known group from now on. */
function join(
  groups: Map<TiedHousehold, TiedHousehold[]>,
  known: readonly TiedHousehold[],
  other: readonly TiedHousehold[],
): void {
  const first = known[0] && groups.get(known[0]);
  if (first === undefined || first === other) return;
  for (const one of other) {
    if (groups.get(one) === first) continue;
    first.push(one);
    groups.set(one, first);
  }
}
