// Rule: a deceased person is not a member; wages and benefits paid for months after the death are looked at.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号), dynamic management: changes in the family are verified.
// Missing answer: nothing can be said. One source alone is enough for a doubt, never for more: registers err, and a
// family that has lost somebody is asked, not told.
//
// Worked example: died on 2026-03-14 by the funeral home, pension paid for 2026-04 and 2026-05: a doubt for the death
// and one for two months paid. The payment for 2026-03 itself is due.

import { monthOf } from '../../domain/calendar.ts';
import type { FindingDraft } from '../../domain/finding.ts';
import { deathSigns, type DeathSigns } from '../household/deaths.ts';
import type { PersonFacts } from '../household/person-facts.ts';
import { CONTRIBUTIONS, FUNERALS, HOUSEHOLD_REGISTER, PENSIONS } from '../resources.ts';
import { DYNAMIC_MANAGEMENT } from './articles.ts';
import { defineRule } from './rule.ts';
import { fact, months } from '../worked-sum.ts';

export const death = defineRule({
  id: 'death',
  article: DYNAMIC_MANAGEMENT,
  kinds: {
    'person-deceased': ['on'],
    'death-against-register': ['on'],
    'supporter-deceased': ['on'],
    'paid-after-death': ['on', 'months'],
  },
  parameters: [],
  resources: [HOUSEHOLD_REGISTER, FUNERALS, PENSIONS, CONTRIBUTIONS],
  judge(facts) {
    const found: FindingDraft[] = [];
    for (const person of facts.persons) {
      const signs = deathSigns(person);
      if (signs === null) continue;
      found.push(deceased(person, signs));
      const paid = person.isLivingTogether ? paidAfter(person, signs) : null;
      if (paid !== null) found.push(paid);
    }
    return found;
  },
});

function deceased(person: PersonFacts, signs: DeathSigns): FindingDraft {
  const kind = !person.isLivingTogether
    ? 'supporter-deceased'
    : signs.isContradicted
      ? 'death-against-register'
      : 'person-deceased';
  return {
    kind,
    severity: person.isLivingTogether ? 'doubt' : 'info',
    personNos: [person.person.no],
    figures: { on: dayOf(signs) },
    evidence: signs.evidence,
    trace: null,
  };
}

function dayOf(signs: DeathSigns) {
  return signs.on === null
    ? ({ value: '—', unit: 'text' } as const)
    : ({ value: signs.on, unit: 'date' } as const);
}

function paidAfter(person: PersonFacts, signs: DeathSigns): FindingDraft | null {
  if (signs.on === null) return null;
  const lastDue = monthOf(signs.on);
  const late = [...person.benefits, ...person.wages].filter(({ facts }) => facts.month > lastDue);
  if (late.length === 0) return null;
  const monthsPaid = new Set(late.map(({ facts }) => facts.month));
  return {
    kind: 'paid-after-death',
    severity: 'doubt',
    personNos: [person.person.no],
    figures: { on: dayOf(signs), months: months(monthsPaid.size) },
    evidence: late.map(({ id }) => id),
    trace: fact('months-paid-after-death', monthsPaid.size, 'months'),
  };
}
