// What is still to be asked of one department about a chunk. Pure.

import type { PermittedPerson } from '../../connectors/permitted-connector.ts';
import type { Household, Role } from '../../domain/household.ts';
import {
  isAnswered,
  type Lookup,
  type ResourceId,
  type UnansweredReason,
} from '../../domain/lookup.ts';
import { Permit, type PermitTerms } from '../../domain/permit.ts';

/** One person of one household, and what has to be known about them. */
export type Slot = { readonly householdId: number; readonly personNo: number };

/** What is missing there: a supporter is asked less about than a member. */
export type WantingSlot = Slot & { readonly missing: readonly ResourceId[] };

export type Plan = {
  readonly persons: readonly PermittedPerson[];
  readonly wanted: readonly { readonly resource: ResourceId; readonly keys: readonly string[] }[];
  /** The slots of an asked person: one person may belong to several households of the chunk, in another role. */
  readonly slotsOf: ReadonlyMap<string, readonly WantingSlot[]>;
  /** Lookups that must not or cannot be made, and why. */
  readonly notAsked: readonly (Slot & {
    readonly resource: ResourceId;
    readonly why: UnansweredReason;
  })[];
};

export type ChunkHousehold = { readonly id: number; readonly household: Household };

export type AskingTerms = Omit<PermitTerms, 'region' | 'openEndedDays'> & {
  /** The department's resources that the scheme needs. */
  readonly resources: Readonly<Record<Role, readonly ResourceId[]>>;
  /** Days that an authorisation without an end date lasts. */
  authorisationDays(household: Household): number;
};

export function termsFor(
  household: Household,
  { department, scheme, purpose, on, withdrawn, authorisationDays }: Omit<AskingTerms, 'resources'>,
): PermitTerms {
  const openEndedDays = authorisationDays(household);
  return { department, scheme, purpose, on, withdrawn, openEndedDays, region: household.region };
}

/** The slots that an answer fills. */
export function slotsFilledBy(
  { slotsOf }: Plan,
  { key, resource }: { readonly key: string; readonly resource: ResourceId },
): Slot[] {
  const filled: Slot[] = [];
  for (const { householdId, personNo, missing } of slotsOf.get(key) ?? []) {
    if (missing.includes(resource)) filled.push({ householdId, personNo });
  }
  return filled;
}

/** @param known lookups stored so far, by household: what was answered is not asked again */
export function planQuestion(
  households: readonly ChunkHousehold[],
  known: ReadonlyMap<number, readonly Lookup[]>,
  terms: AskingTerms,
): Plan {
  const persons = new Map<string, PermittedPerson>();
  const slotsOf = new Map<string, WantingSlot[]>();
  const wanted = new Map<ResourceId, Set<string>>();
  const notAsked: (Slot & { resource: ResourceId; why: UnansweredReason })[] = [];

  for (const { id, household } of households) {
    const answered = answeredIn(known.get(id));
    const permitTerms = termsFor(household, terms);
    for (const person of household.persons) {
      const needed = terms.resources[person.role];
      const missing =
        answered === null
          ? needed
          : needed.filter((resource) => !answered.has(`${person.no} ${resource}`));
      if (missing.length === 0) continue;
      const slot = { householdId: id, personNo: person.no };
      const permit = Permit.seek(person, permitTerms);
      if (!(permit instanceof Permit) || person.idNumber === null) {
        const why = permit instanceof Permit ? 'no-id-number' : permit;
        for (const resource of missing) notAsked.push({ ...slot, resource, why });
        continue;
      }
      // The number and the name together: a number under two names is two questions.
      const who = `${person.idNumber} ${person.name}`;
      let asked = persons.get(who);
      if (!asked) {
        asked = {
          key: `${id}.${person.no}`,
          name: person.name,
          idNumber: person.idNumber,
          authorisationNo: person.authorisation.no,
          permit,
        };
        persons.set(who, asked);
        slotsOf.set(asked.key, []);
      }
      slotsOf.get(asked.key)?.push({ ...slot, missing });
      for (const resource of missing) {
        const keys = wanted.get(resource) ?? new Set();
        wanted.set(resource, keys.add(asked.key));
      }
    }
  }
  return {
    persons: [...persons.values()],
    wanted: [...wanted].map(([resource, keys]) => ({ resource, keys: [...keys] })),
    slotsOf,
    notAsked,
  };
}

/** `personNo resource` of what was answered; null when nothing was, as at the first asking. */
function answeredIn(lookups: readonly Lookup[] | undefined): ReadonlySet<string> | null {
  let answered: Set<string> | null = null;
  for (const lookup of lookups ?? []) {
    if (isAnswered(lookup)) (answered ??= new Set()).add(`${lookup.personNo} ${lookup.resource}`);
  }
  return answered;
}
