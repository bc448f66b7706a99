// What the departments said, laid out by resource and person, so that a rule finds an answer without searching.
// A question that is critical to the scheme and that nobody put is unanswered: silence is never taken for "no record".
// One that is not critical is put where its department is connected, and is not listed where it is not.

import type { Household } from '../../domain/household.ts';
import type { DepartmentId, Lookup, ResourceId } from '../../domain/lookup.ts';
import type { SourceLine } from '../../domain/report.ts';
import type { ResourceNeed } from '../resources.ts';

export type Answers = {
  /** In the order of the scheme's resources, then of the persons; then what was asked beyond the scheme. */
  readonly sources: readonly SourceLine[];
  /** Whether a department that the scheme calls critical has not answered for someone who has a number to ask by. */
  readonly isCriticalMissing: boolean;
  /** Whether a department knows someone's number under another name. */
  readonly isMismatchSaid: boolean;
  readonly places: ReadonlyMap<ResourceId, number>;
  readonly slots: readonly (SourceLine | undefined)[];
  readonly personCount: number;
};

/** Where each resource of a scheme has its row. Made once a scheme. */
export function placesOf(needs: readonly ResourceNeed[]): ReadonlyMap<ResourceId, number> {
  return new Map(needs.map((need, place) => [need.resource, place]));
}

export function layOutAnswers(
  household: Household,
  needs: readonly ResourceNeed[],
  places: ReadonlyMap<ResourceId, number>,
  lookups: readonly Lookup[],
): Answers {
  const personCount = household.persons.length;
  // Of full length from the start: an array that grows by its gaps is copied again and again.
  const chosen: (Lookup | undefined)[] = [];
  chosen.length = needs.length * personCount;
  let beyond: Lookup[] | null = null;
  // A bit for each resource of which something was said; schemes have fewer than 32.
  let saidOf = 0;
  for (const lookup of lookups) {
    const place = places.get(lookup.resource);
    if (place === undefined) (beyond ??= []).push(lookup);
    else {
      saidOf |= 1 << place;
      const slot = place * personCount + lookup.personNo - 1;
      const rival = chosen[slot];
      if (rival === undefined || isBetter(lookup, rival)) chosen[slot] = lookup;
    }
  }
  const sources: SourceLine[] = [];
  const slots: (SourceLine | undefined)[] = [];
  slots.length = chosen.length;
  let isCriticalMissing = false;
  let isMismatchSaid = false;
  for (let place = 0; place < needs.length; place++) {
    const need = needs[place] as ResourceNeed;
    if (need.criticalFor.length === 0 && (saidOf & (1 << place)) === 0) continue;
    for (const person of household.persons) {
      const slot = place * personCount + person.no - 1;
      const lookup = chosen[slot];
      const line =
        lookup !== undefined
          ? sourceLine(lookup)
          : need.criticalFor.length > 0 && need.askedFor.includes(person.role)
            ? neverAsked(need.resource, person.no)
            : undefined;
      if (line === undefined) continue;
      slots[slot] = line;
      sources.push(line);
      if (line.outcome === 'identity-mismatch') isMismatchSaid = true;
      if (line.outcome === 'unanswered' && need.criticalFor.includes(person.role)) {
        isCriticalMissing ||= line.why !== 'no-id-number';
      }
    }
  }
  if (beyond !== null) sources.push(...beyond.toSorted(byResourceAndPerson).map(sourceLine));
  return { sources, isCriticalMissing, isMismatchSaid, places, slots, personCount };
}

/** What was said about a person for a resource; undefined when it was not to be asked. */
export function answerFor(
  answers: Answers,
  resource: ResourceId,
  personNo: number,
): SourceLine | undefined {
  const place = answers.places.get(resource);
  return place === undefined
    ? undefined
    : answers.slots[place * answers.personCount + personNo - 1];
}

/** Whether the department has said what it knows about a person. */
export function isAnsweredFor(answers: Answers, resource: ResourceId, personNo: number): boolean {
  const line = answerFor(answers, resource, personNo);
  return line !== undefined && line.outcome !== 'unanswered';
}

/** Of two lookups of the same thing: an answer before silence, then the later answer, then the fuller one. */
function isBetter(one: Lookup, other: Lookup): boolean {
  if ((one.outcome === 'unanswered') !== (other.outcome === 'unanswered')) {
    return other.outcome === 'unanswered';
  }
  return rank(one) > rank(other);
}

function rank(lookup: Lookup): string {
  const records = String(lookup.records).padStart(9, '0');
  return [
    lookup.answeredAt,
    lookup.askedAt,
    lookup.asOf,
    records,
    lookup.outcome,
    lookup.why,
  ].join();
}

function sourceLine(lookup: Lookup): SourceLine {
  return {
    department: lookup.department,
    resource: lookup.resource,
    personNo: lookup.personNo,
    outcome: lookup.outcome,
    why: lookup.why,
    records: lookup.records,
    asOf: lookup.asOf,
  };
}

function neverAsked(resource: ResourceId, personNo: number): SourceLine {
  return {
    department: resource.slice(0, resource.indexOf('.')) as DepartmentId,
    resource,
    personNo,
    outcome: 'unanswered',
    why: 'not-connected',
    records: 0,
    asOf: null,
  };
}

function byResourceAndPerson(one: Lookup, other: Lookup): number {
  if (one.resource !== other.resource) return one.resource < other.resource ? -1 : 1;
  if (one.personNo !== other.personNo) return one.personNo - other.personNo;
  return rank(one) < rank(other) ? -1 : 1;
}
