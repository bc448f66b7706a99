// What a department said, laid into the households it concerns: lookups and numbered evidence. Pure.

import type { EvidenceDraft, PersonAnswer } from '../../connectors/connector.ts';
import { type Instant, shanghaiDate } from '../../domain/calendar.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Evidence, EvidenceId } from '../../domain/evidence.ts';
import {
  type DepartmentId,
  isAnswered,
  type Lookup,
  type ResourceId,
} from '../../domain/lookup.ts';
import { type ChunkHousehold, type Plan, type Slot, slotsFilledBy } from './plan-question.ts';

/** One department's answer about one household so far. */
export type HouseholdAnswer = {
  /** True when the department corrected what it had said before. */
  readonly corrects?: boolean;
  readonly lookups: readonly Lookup[];
  readonly evidence: readonly Evidence[];
};

export type Asked = {
  readonly department: DepartmentId;
  readonly askedAt: Instant;
  readonly answeredAt: Instant;
};

/** An answer, and when it was fetched where that was not just now. */
export type DatedAnswer = PersonAnswer & {
  readonly fetched?: { readonly askedAt: Instant; readonly answeredAt: Instant };
};

/**
 * Adds answers to what was known. What had been answered before stays; so does what is unanswered for the same
 * reason as before, since asking in vain changes nothing about a household. A corrected answer replaces the one before
 * when it says something else.
 * @returns the answers that changed, by household
 */
export function recordAnswers(
  households: readonly ChunkHousehold[],
  known: ReadonlyMap<number, HouseholdAnswer>,
  plan: Plan,
  answers: readonly DatedAnswer[],
  asked: Asked,
): Map<number, HouseholdAnswer> {
  const lookups = new Map<number, Map<string, Lookup>>();
  const evidence = new Map<number, Evidence[]>();
  const changed = new Set<number>();
  const corrected = new Set<number>();
  const householdOf = new Map(households.map((household) => [household.id, household.household]));

  const lookupsOf = (id: number): Map<string, Lookup> => {
    let mine = lookups.get(id);
    if (!mine) {
      const before = known.get(id);
      mine = new Map(before?.lookups.map((lookup) => [lookupKey(lookup), lookup]));
      lookups.set(id, mine);
      evidence.set(id, [...(before?.evidence ?? [])]);
    }
    return mine;
  };
  const put = (id: number, lookup: Lookup): boolean => {
    const mine = lookupsOf(id);
    const before = mine.get(lookupKey(lookup));
    if (before && (isAnswered(before) || before.why === lookup.why)) return false;
    mine.set(lookupKey(lookup), lookup);
    changed.add(id);
    return true;
  };

  for (const { householdId, personNo, resource, why } of plan.notAsked) {
    put(householdId, {
      department: asked.department,
      resource,
      personNo,
      outcome: 'unanswered',
      why,
      records: 0,
      asOf: null,
      askedAt: asked.askedAt,
      answeredAt: null,
      authorisationNo: null,
    });
  }

  const correct = (id: number, lookup: Lookup, records: readonly EvidenceDraft[]): boolean => {
    const mine = lookupsOf(id);
    const own = evidence.get(id) ?? [];
    const isOfLookup = (one: Evidence) =>
      one.personNo === lookup.personNo && one.resource === lookup.resource;
    const before = mine.get(lookupKey(lookup));
    // Whom it had told nothing, it corrects nothing.
    if (!before || saysTheSame(before, own.filter(isOfLookup), lookup, records)) return false;
    mine.set(lookupKey(lookup), lookup);
    evidence.set(
      id,
      own.filter((one) => !isOfLookup(one)),
    );
    changed.add(id);
    corrected.add(id);
    return true;
  };

  for (const answer of answers) {
    const records = inFixedOrder(answer.records);
    const { askedAt, answeredAt } = answer.fetched ?? asked;
    const slots = answer.corrected
      ? slotsOfPerson(households, answer.key)
      : slotsFilledBy(plan, answer);
    for (const { householdId, personNo } of slots) {
      const person = householdOf.get(householdId)?.persons[personNo - 1];
      const lookup: Lookup = {
        department: asked.department,
        resource: answer.resource,
        personNo,
        outcome: answer.outcome,
        why: answer.why,
        records: records.length,
        asOf: answer.asOf,
        askedAt,
        answeredAt: answer.outcome === 'unanswered' ? null : answeredAt,
        authorisationNo: person?.authorisation.no ?? null,
      };
      const isNew = answer.corrected
        ? correct(householdId, lookup, records)
        : put(householdId, lookup);
      if (!isNew) continue;
      records.forEach((record, place) => {
        evidence.get(householdId)?.push({
          id: evidenceId(answer.resource, personNo, place + 1),
          department: asked.department,
          resource: answer.resource,
          personNo,
          subject: record.subject,
          sourceKey: record.sourceKey,
          asOf: answer.asOf ?? shanghaiDate(new Date(answeredAt)),
          fetchedAt: answeredAt,
          facts: record.facts,
        });
      });
    }
  }
  return new Map(
    [...changed].map((id) => [
      id,
      {
        lookups: [...(lookups.get(id)?.values() ?? [])],
        evidence: evidence.get(id) ?? [],
        ...(corrected.has(id) && { corrects: true }),
      },
    ]),
  );
}

/** When it was said does not matter: departments repeat files. */
function saysTheSame(
  before: Lookup,
  held: readonly Evidence[],
  now: Lookup,
  records: readonly EvidenceDraft[],
): boolean {
  if (before.outcome !== now.outcome || held.length !== records.length) return false;
  const said = held.map(({ subject, sourceKey, facts }) => ({ subject, sourceKey, facts }));
  return canonicalJson(inFixedOrder(said)) === canonicalJson(inFixedOrder(records));
}

/** All places in the chunk of the person who stands at one. */
function slotsOfPerson(households: readonly ChunkHousehold[], key: string): Slot[] {
  const all = households.flatMap(({ id, household }) =>
    household.persons.map((person) => ({ person, slot: { householdId: id, personNo: person.no } })),
  );
  const asked = all.find(({ slot }) => `${slot.householdId}.${slot.personNo}` === key)?.person;
  return all.flatMap(({ person, slot }) =>
    person.idNumber === asked?.idNumber && person.name === asked?.name ? [slot] : [],
  );
}

function lookupKey(lookup: { personNo: number; resource: ResourceId }): string {
  return `${lookup.personNo} ${lookup.resource}`;
}

function evidenceId(resource: ResourceId, personNo: number, number: number): EvidenceId {
  return `${resource}/${personNo}/${number}` as EvidenceId;
}

/** Departments answer in any order; evidence is numbered in one that depends on its content alone. */
function inFixedOrder(records: readonly EvidenceDraft[]): readonly EvidenceDraft[] {
  if (records.length < 2) return records;
  return records.toSorted((a, b) =>
    a.sourceKey === b.sourceKey
      ? compareText(canonicalJson(a), canonicalJson(b))
      : compareText(a.sourceKey, b.sourceKey),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
