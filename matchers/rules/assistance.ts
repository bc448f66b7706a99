// Rule: nobody receives subsistence allowance twice, or beside extreme-poverty support (特困).
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号), dynamic management; both supports exclude each other.
// Missing answer: nothing can be said. On a recheck the household's own running case in its own county is expected.
//
// Worked example: applies in 371002; subsistence allowance runs since 2025-03-01 in 371082: a doubt. It ended on
// 2026-06-30 and the verification is of 2026-07-01: nothing.

import type { AssistanceReceived, Evidence } from '../../domain/evidence.ts';
import type { FindingDraft } from '../../domain/finding.ts';
import { countyOf, type RegionCode } from '../../domain/region.ts';
import type { HouseholdFacts } from '../household/household-facts.ts';
import type { PersonFacts } from '../household/person-facts.ts';
import { ASSISTANCE } from '../resources.ts';
import { DYNAMIC_MANAGEMENT } from './articles.ts';
import { defineRule } from './rule.ts';
import { count } from './worked-sum.ts';

type Aid = Evidence<AssistanceReceived>;

/** Programmes that exclude each other. */
const EXCLUSIVE: ReadonlySet<AssistanceReceived['programme']> = new Set([
  'subsistence',
  'extreme-poverty',
] as const);

export const assistance = defineRule({
  id: 'assistance',
  article: DYNAMIC_MANAGEMENT,
  kinds: { 'assistance-twice': ['cases'], 'other-assistance': ['cases'] },
  parameters: [],
  resources: [ASSISTANCE],
  judge(facts) {
    const found: FindingDraft[] = [];
    for (const person of facts.living) {
      if (person.assistance.length === 0) continue;
      const running = person.assistance.filter(({ facts: aid }) => isRunning(aid, facts));
      const exclusive = running.filter(({ facts: aid }) => EXCLUSIVE.has(aid.programme));
      const others = running.filter(({ facts: aid }) => !EXCLUSIVE.has(aid.programme));
      const own = exclusive.find((aid) => isOwnCase(aid, facts));
      const second = exclusive.filter(({ facts: aid }) => aid.caseNo !== own?.facts.caseNo);
      if (second.length > 0) found.push(draft('assistance-twice', 'doubt', person, second));
      if (others.length > 0) found.push(draft('other-assistance', 'info', person, others));
    }
    return found;
  },
});

function isRunning(aid: AssistanceReceived, { verifiedOn }: HouseholdFacts): boolean {
  return aid.from <= verifiedOn && (aid.until === null || aid.until >= verifiedOn);
}

function isOwnCase({ facts: aid }: Aid, { purpose, household }: HouseholdFacts): boolean {
  return (
    purpose === 'recheck' &&
    aid.programme === 'subsistence' &&
    countyOf(aid.region as RegionCode) === countyOf(household.region)
  );
}

function draft(
  kind: string,
  severity: FindingDraft['severity'],
  { person }: PersonFacts,
  aids: readonly Aid[],
): FindingDraft {
  return {
    kind,
    severity,
    personNos: [person.no],
    figures: { cases: count(new Set(aids.map(({ facts: aid }) => aid.caseNo)).size) },
    evidence: aids.map(({ id }) => id),
    trace: null,
  };
}
