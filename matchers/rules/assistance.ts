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
import { ASSISTANCE } from '../resources.ts';
import { DYNAMIC_MANAGEMENT } from './articles.ts';
import { defineRule, NOTHING } from './rule.ts';
import { count } from '../worked-sum.ts';

type Aid = Evidence<AssistanceReceived>;

type Programme = AssistanceReceived['programme'];

/** The programme of a scheme, as assistance registers name it; temporary aid goes beside any other. */
const OWN_PROGRAMME: Readonly<Partial<Record<SchemeId, Programme>>> = {
  subsistence: 'subsistence',
  'low-income': 'low-income',
  'extreme-poverty': 'extreme-poverty',
  'public-rental-housing': 'public-rental',
};

/** Programmes that provide for a person's living. */
const PROVIDES: ReadonlySet<Programme> = new Set(['subsistence', 'extreme-poverty'] as const);

/** Of several cases the programme, day and region of the one that began first. */
const FIGURES = ['cases', 'programme', 'since', 'region'] as const;

export const assistance = defineRule({
  id: 'assistance',
  article: DYNAMIC_MANAGEMENT,
  kinds: {
    'assistance-twice': FIGURES,
    'provided-for-elsewhere': FIGURES,
    'other-assistance': FIGURES,
  },
  parameters: [],
  resources: [ASSISTANCE],
  judge(facts) {
    // A case helps a household: it is said once, of all whom it helps.
    const running = facts.living
      .flatMap(({ assistance: aids }) => aids)
      .filter(({ facts: aid }) => isRunning(aid, facts));
    if (running.length === 0) return NOTHING;
    const own = running.find((aid) => isOwnCase(aid, facts));
    const others = running.filter(({ facts: aid }) => aid.caseNo !== own?.facts.caseNo);
    const programme = OWN_PROGRAMME[facts.scheme];
    const same = others.filter(({ facts: aid }) => aid.programme === programme);
    const provided = others.filter(
      ({ facts: aid }) =>
        programme !== undefined && aid.programme !== programme && PROVIDES.has(aid.programme),
    );
    const beside = others.filter((aid) => !same.includes(aid) && !provided.includes(aid));
    return [
      ...said('assistance-twice', 'doubt', same),
      ...said('provided-for-elsewhere', 'doubt', provided),
      ...said('other-assistance', 'info', beside),
    ];
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

function said(
  kind: string,
  severity: FindingDraft['severity'],
  aids: readonly Aid[],
): FindingDraft[] {
  const [first] = aids.toSorted((one, other) => (one.facts.from < other.facts.from ? -1 : 1));
  if (first === undefined) return [];
  return [
    {
      kind,
      severity,
      personNos: [...new Set(aids.map(({ personNo }) => personNo))].toSorted((a, b) => a - b),
      figures: {
        cases: count(new Set(aids.map(({ facts: aid }) => aid.caseNo)).size),
        programme: { value: first.facts.programme, unit: 'programme' },
        since: { value: first.facts.from, unit: 'date' },
        region: { value: first.facts.region, unit: 'text' },
      },
      evidence: aids.map(({ id }) => id),
      trace: null,
    },
  ];
}
