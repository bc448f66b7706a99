// Rule: a minor without an ID number is found on the register page of those they live with, by name and birth date.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号), who belongs to the household; a birth is registered by the guardian.
// Missing answer: where the register has not answered for anybody else of the household, nothing can be said.
//
// Worked example: the form lists 王小宝, born 2026-05-01, without a number. The entry that the register gives with the mother
// bears that name and birth date and a number: a note that asks for it, since departments can be asked by it. Without a
// number: a note, and nobody else can be asked. No such entry: a doubt, which a birth certificate settles.

import type { FindingDraft } from '../../domain/finding.ts';
import { isNumberless } from '../household/minors.ts';
import { HOUSEHOLD_REGISTER } from '../resources.ts';
import { HOUSEHOLD_MEMBERS } from './articles.ts';
import { defineRule, NOTHING } from './rule.ts';

export const minors = defineRule({
  id: 'minors',
  article: HOUSEHOLD_MEMBERS,
  kinds: {
    'minor-has-number': [],
    'minor-known-through-guardian': [],
    'minor-not-on-register-page': [],
  },
  parameters: [],
  resources: [HOUSEHOLD_REGISTER],
  judge({ living, persons }) {
    const without = living.filter(({ person }) => person.idNumber === null);
    if (without.length === 0) return NOTHING;
    const isPageKnown = persons.some(
      ({ person, register }) => person.idNumber !== null && register.length > 0,
    );
    return without.flatMap(({ person, register }): FindingDraft[] => {
      const about = { personNos: [person.no], figures: {}, trace: null } as const;
      if (register.length === 0) {
        const kind = 'minor-not-on-register-page';
        return isPageKnown ? [{ ...about, kind, severity: 'doubt', evidence: [] }] : [];
      }
      const kind = isNumberless(register) ? 'minor-known-through-guardian' : 'minor-has-number';
      return [{ ...about, kind, severity: 'info', evidence: register.map(({ id }) => id) }];
    });
  },
});
