// Answers that are still valid are not asked for again (docs/decisions/reused-answers.md): the same person, department and
// resource, the same scheme and purpose, the same months, and under an authorisation of that person that is in force
// today. What is reused keeps the day it was fetched.

import type { EvidenceDraft } from '../../connectors/connector.ts';
import type { CalendarDate, Instant } from '../../domain/calendar.ts';
import { instant } from '../../domain/calendar.ts';
import type { DepartmentId, Lookup, ResourceId } from '../../domain/lookup.ts';
import { countyOf, type RegionCode } from '../../domain/region.ts';
import type { Purpose, SchemeId } from '../../domain/scheme.ts';
import type { EarlierAnswer } from '../../store/earlier-answers.ts';
import type { Store } from '../../store/store.ts';
import type { ChunkHousehold, Plan } from './plan-question.ts';
import type { DatedAnswer } from './record-answer.ts';

const DAY_MS = 86_400_000;

export type ReuseTerms = {
  readonly department: DepartmentId;
  readonly scheme: SchemeId;
  readonly purpose: Purpose;
  readonly verifiedOn: CalendarDate;
  readonly now: Date;
  /** Days, by resource. A resource that is not in it is always asked. */
  readonly validDays: Readonly<Record<string, number>>;
};

export type Reused = {
  /** What is still to be asked. */
  readonly plan: Plan;
  readonly answers: readonly DatedAnswer[];
};

/** The plan holds only persons whose authorisation is in force, so whatever is reused is authorised now. */
export async function reuseAnswers(
  plan: Plan,
  households: readonly ChunkHousehold[],
  { earlierAnswers, withdrawals }: Pick<Store, 'earlierAnswers' | 'withdrawals'>,
  terms: ReuseTerms,
): Promise<Reused> {
  const reusable = plan.wanted.filter(({ resource }) => terms.validDays[resource] !== undefined);
  if (reusable.length === 0) return { plan, answers: [] };
  const keys = new Set(reusable.flatMap((wanted) => wanted.keys));
  const persons = plan.persons.filter(({ key }) => keys.has(key));
  const longest = Math.max(...reusable.map(({ resource }) => terms.validDays[resource] ?? 0));
  const known = await stillAuthorised(
    withdrawals,
    await earlierAnswers.about(
      persons.map(({ idNumber }) => idNumber),
      { ...terms, since: daysBefore(terms.now, longest) },
    ),
  );
  const regionOf = new Map(households.map(({ id, household }) => [id, household.region]));
  const answers: DatedAnswer[] = [];
  for (const { resource, keys: wanted } of reusable) {
    const since = daysBefore(terms.now, terms.validDays[resource] ?? 0);
    const wantedKeys = new Set(wanted);
    for (const person of persons) {
      if (!wantedKeys.has(person.key)) continue;
      const region = regionOf.get(plan.slotsOf.get(person.key)?.[0]?.householdId ?? -1);
      const same = known.filter(
        (one) =>
          one.idNumber === person.idNumber &&
          one.name === person.name &&
          isSameCounty(one.region, region),
      );
      const answer = stillValid(person.key, resource, same, since);
      if (answer) answers.push(answer);
    }
  }
  return { plan: without(plan, answers), answers };
}

/** Counties set how many months of income are asked for. */
function isSameCounty(one: RegionCode, other: RegionCode | undefined): boolean {
  return other !== undefined && countyOf(one) === countyOf(other);
}

function daysBefore(now: Date, days: number): Instant {
  return instant(new Date(now.getTime() - days * DAY_MS));
}

/** What was learnt under an authorisation that was withdrawn since is used no more. */
async function stillAuthorised(
  withdrawals: Store['withdrawals'],
  earlier: readonly EarlierAnswer[],
): Promise<EarlierAnswer[]> {
  const gone = await withdrawals.among(
    earlier.flatMap(({ lookups, region }) =>
      lookups.flatMap(({ authorisationNo }) =>
        authorisationNo === null ? [] : [{ authorisationNo, region }],
      ),
    ),
  );
  return earlier.map((one) => ({
    ...one,
    lookups: one.lookups.filter(
      ({ authorisationNo }) => authorisationNo !== null && !gone.has(authorisationNo, one.region),
    ),
  }));
}

/** A person whom the department did not know, or knew under another name, may have been entered since: asked anew. */
function stillValid(
  key: string,
  resource: ResourceId,
  earlier: readonly EarlierAnswer[],
  since: Instant,
): DatedAnswer | null {
  let [best, from]: [Lookup | null, EarlierAnswer | null] = [null, null];
  for (const one of earlier) {
    for (const lookup of one.lookups) {
      const isKnowledge = lookup.outcome === 'found' || lookup.outcome === 'none';
      if (lookup.resource !== resource || !isKnowledge) continue;
      if (lookup.answeredAt === null || lookup.answeredAt < since) continue;
      if (best?.answeredAt && best.answeredAt >= lookup.answeredAt) continue;
      [best, from] = [lookup, one];
    }
  }
  if (!best?.answeredAt || !from) return null;
  return {
    key,
    resource,
    outcome: best.outcome,
    why: null,
    asOf: best.asOf,
    records: from.evidence
      .filter((evidence) => evidence.resource === resource)
      .map(({ subject, sourceKey, facts }): EvidenceDraft => ({ subject, sourceKey, facts })),
    fetched: { askedAt: best.askedAt, answeredAt: best.answeredAt },
  };
}

function without(plan: Plan, answers: readonly DatedAnswer[]): Plan {
  const reused = new Set(answers.map(({ key, resource }) => `${key} ${resource}`));
  return {
    ...plan,
    wanted: plan.wanted.flatMap(({ resource, keys }) => {
      const left = keys.filter((key) => !reused.has(`${key} ${resource}`));
      return left.length === 0 ? [] : [{ resource, keys: left }];
    }),
  };
}
