// Rule: nobody receives the aid they apply for twice, or beside a support that provides for them already.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号), dynamic management; 低保 and 特困 exclude each other.
// Missing answer: nothing can be said. On a recheck the household's own running case in its own county is expected.
//
// Worked example: applies in 371002; subsistence allowance runs since 2025-03-01 in 371082: a doubt. It ended on
// 2026-06-30 and the verification is of 2026-07-01: nothing.

import type { AssistanceReceived, Evidence } from '../../domain/evidence.ts';
import type { FindingDraft } from '../../domain/finding.ts';
import { countyOf, type RegionCode } from '../../domain/region.ts';
import type { SchemeId } from '../../domain/scheme.ts';
import type { HouseholdFacts } from '../household/household-facts.ts';
import type { PersonFacts } from '../household/person-facts.ts';
import { ASSISTANCE } from '../resources.ts';
import { DYNAMIC_MANAGEMENT } from './articles.ts';
import { defineRule } from './rule.ts';
import { count } from '../worked-sum.ts';

type Aid = Evidence<AssistanceReceived>;

type Programme = AssistanceReceived['programme'];

/** The programme of a scheme, as assistance registers name it; temporary aid and housing go beside any other. */
const OWN_PROGRAMME: Readonly<Partial<Record<SchemeId, Programme>>> = {
  subsistence: 'subsistence',
  'low-income': 'low-income',
  'extreme-poverty': 'extreme-poverty',
};

/** Programmes that provide for a person's living. */
const PROVIDES: ReadonlySet<Programme> = new Set(['subsistence', 'extreme-poverty'] as const);

export const assistance = defineRule({
  id: 'assistance',
  article: DYNAMIC_MANAGEMENT,
  kinds: {
    'assistance-twice': ['cases'],
    'provided-for-elsewhere': ['cases'],
    'other-assistance': ['cases'],
  },
  parameters: [],
  resources: [ASSISTANCE],
  judge(facts) {
    const found: FindingDraft[] = [];
    const programme = OWN_PROGRAMME[facts.scheme];
    for (const person of facts.living) {
      if (person.assistance.length === 0) continue;
      const running = person.assistance.filter(({ facts: aid }) => isRunning(aid, facts));
      const own = running.find((aid) => isOwnCase(aid, facts));
      const others = running.filter(({ facts: aid }) => aid.caseNo !== own?.facts.caseNo);
      const same = others.filter(({ facts: aid }) => aid.programme === programme);
      const provided = others.filter(
        ({ facts: aid }) =>
          programme !== undefined && aid.programme !== programme && PROVIDES.has(aid.programme),
      );
      const beside = others.filter((aid) => !same.includes(aid) && !provided.includes(aid));
      if (same.length > 0) found.push(draft('assistance-twice', 'doubt', person, same));
      if (provided.length > 0)
        found.push(draft('provided-for-elsewhere', 'doubt', person, provided));
      if (beside.length > 0) found.push(draft('other-assistance', 'info', person, beside));
    }
    return found;
  },
});

function isRunning(aid: AssistanceReceived, { verifiedOn }: HouseholdFacts): boolean {
  return aid.from <= verifiedOn && (aid.until === null || aid.until >= verifiedOn);
}

/** On a recheck the household's own running case in its own county. */
function isOwnCase({ facts: aid }: Aid, { purpose, scheme, household }: HouseholdFacts): boolean {
  return (
    purpose === 'recheck' &&
    aid.programme === OWN_PROGRAMME[scheme] &&
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
