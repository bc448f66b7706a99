// Rule: members are on the household register as present; a member who moved out or is missing is asked about.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号), who belongs to the household.
// Missing answer: nothing can be said. Registered elsewhere is no fault: students, tenants and spouses often are.
//
// Worked example: a son moved out on 2025-11-02: a doubt. The wife registered in 370602: a note.

import type { FindingDraft } from '../../domain/finding.ts';
import { countyOf, type RegionCode } from '../../domain/region.ts';
import { HOUSEHOLD_REGISTER } from '../resources.ts';
import { HOUSEHOLD_MEMBERS } from './articles.ts';
import { defineRule } from './rule.ts';

export const registerState = defineRule({
  id: 'register-state',
  article: HOUSEHOLD_MEMBERS,
  kinds: {
    'person-moved-out': ['on'],
    'person-missing': ['on'],
    'registered-elsewhere': ['region'],
    'hukou-type-differs': [],
  },
  parameters: [],
  resources: [HOUSEHOLD_REGISTER],
  judge(facts) {
    const found: FindingDraft[] = [];
    for (const { person, register } of facts.living) {
      for (const { id, facts: entry } of register) {
        const about = { personNos: [person.no], evidence: [id], trace: null } as const;
        if (entry.status === 'moved-out' || entry.status === 'missing') {
          const on =
            entry.statusSince === null
              ? ({ value: '—', unit: 'text' } as const)
              : ({ value: entry.statusSince, unit: 'date' } as const);
          const kind = entry.status === 'missing' ? 'person-missing' : 'person-moved-out';
          found.push({ ...about, kind, severity: 'doubt', figures: { on } });
        } else if (
          entry.status === 'normal' &&
          countyOf(entry.region as RegionCode) !== countyOf(facts.household.region)
        ) {
          const region = { value: entry.region, unit: 'text' } as const;
          found.push({
            ...about,
            kind: 'registered-elsewhere',
            severity: 'info',
            figures: { region },
          });
        }
        if (
          person.hukouType !== null &&
          entry.hukouType !== null &&
          person.hukouType !== entry.hukouType
        ) {
          found.push({ ...about, kind: 'hukou-type-differs', severity: 'info', figures: {} });
        }
      }
    }
    return found;
  },
});
