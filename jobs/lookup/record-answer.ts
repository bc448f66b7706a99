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
import type { ChunkHousehold, Plan } from './plan-question.ts';

/** One department's answer about one household so far. */
export type HouseholdAnswer = {
  readonly lookups: readonly Lookup[];
  readonly evidence: readonly Evidence[];
};

export type Asked = {
  readonly department: DepartmentId;
  readonly askedAt: Instant;
  readonly answeredAt: Instant;
};

/**
 * Adds answers to what was known. What had been answered before stays; so does what is unanswered for the same
 * reason as before, since asking in vain changes nothing about a household.
 * @returns the answers that changed, by household
 */
export function recordAnswers(
  households: readonly ChunkHousehold[],
  known: ReadonlyMap<number, HouseholdAnswer>,
  plan: Plan,
  answers: readonly PersonAnswer[],
  asked: Asked,
): Map<number, HouseholdAnswer> {
  const lookups = new Map<number, Map<string, Lookup>>();
  const evidence = new Map<number, Evidence[]>();
  const changed = new Set<number>();
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

  for (const answer of answers) {
    const records = inFixedOrder(answer.records);
    for (const { householdId, personNo } of plan.slotsOf.get(answer.key) ?? []) {
      const person = householdOf.get(householdId)?.persons[personNo - 1];
      const isNew = put(householdId, {
        department: asked.department,
        resource: answer.resource,
        personNo,
        outcome: answer.outcome,
        why: answer.why,
        records: records.length,
        asOf: answer.asOf,
        askedAt: asked.askedAt,
        answeredAt: answer.outcome === 'unanswered' ? null : asked.answeredAt,
        authorisationNo: person?.authorisation.no ?? null,
      });
      if (!isNew) continue;
      records.forEach((record, place) => {
        evidence.get(householdId)?.push({
          id: evidenceId(answer.resource, personNo, place + 1),
          department: asked.department,
          resource: answer.resource,
          personNo,
          subject: record.subject,
          sourceKey: record.sourceKey,
          asOf: answer.asOf ?? shanghaiDate(new Date(asked.answeredAt)),
          fetchedAt: asked.answeredAt,
          facts: record.facts,
        });
      });
    }
  }
  return new Map(
    [...changed].map((id) => [
      id,
      { lookups: [...(lookups.get(id)?.values() ?? [])], evidence: evidence.get(id) ?? [] },
    ]),
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
