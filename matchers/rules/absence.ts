// Rule: who is in prison, in compulsory rehabilitation or in military service does not live with the household.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号), who belongs to the household.
// Missing answer: nothing can be said. A term that has ended says nothing about today.
//
// Worked example: verified on 2026-07-01. In prison from 2025-03-01, no end: a doubt. Released on 2026-06-30: nothing. A
// supporter in prison: a note, for they cannot contribute.

import type { FindingDraft } from '../../domain/finding.ts';
import type { Custody, Evidence, MilitaryService } from '../../domain/evidence.ts';
import type { HouseholdFacts } from '../household/household-facts.ts';
import { recordsOf } from '../household/person-facts.ts';
import { CUSTODY, MILITARY_SERVICE } from '../resources.ts';
import { HOUSEHOLD_MEMBERS } from './articles.ts';
import { defineRule } from './rule.ts';

const KINDS = {
  custody: { member: 'person-in-custody', supporter: 'supporter-in-custody' },
  'military-service': { member: 'person-in-military-service', supporter: 'supporter-in-service' },
} as const;

export const absence = defineRule({
  id: 'absence',
  article: HOUSEHOLD_MEMBERS,
  kinds: {
    'person-in-custody': ['since'],
    'supporter-in-custody': ['since'],
    'person-in-military-service': ['since'],
    'supporter-in-service': ['since'],
  },
  parameters: [],
  resources: [CUSTODY, MILITARY_SERVICE],
  judge(facts) {
    const found: FindingDraft[] = [];
    for (const person of facts.persons) {
      if (person.others === null) continue;
      const terms = [...recordsOf(person, 'custody'), ...recordsOf(person, 'military-service')];
      for (const term of terms) {
        if (!isRunning(term, facts)) continue;
        const kinds = KINDS[term.facts.kind];
        found.push({
          kind: person.isLivingTogether ? kinds.member : kinds.supporter,
          severity: person.isLivingTogether ? 'doubt' : 'info',
          personNos: [person.person.no],
          figures: { since: { value: term.facts.from, unit: 'date' } },
          evidence: [term.id],
          trace: null,
        });
      }
    }
    return found;
  },
});

function isRunning(
  { facts: term }: Evidence<Custody | MilitaryService>,
  { verifiedOn }: HouseholdFacts,
): boolean {
  return term.from <= verifiedOn && (term.until === null || term.until >= verifiedOn);
}
