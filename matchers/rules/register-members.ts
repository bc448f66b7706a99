// Rule: children and spouses whom the register holds on the same page as the person asked about are declared, as members
// or as supporters.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号), who belongs to the household, and who owes support.
// Missing answer: nothing can be said. A page is not a household: one page may hold several families, and students and
// spouses are often on another, so it is a question and never an excess.
//
// Worked example: asked about 王芳, head of her page, the register also returns 王小明, relation 子, born 2015: undeclared,
// a doubt. A daughter born in 1990: a grown child who may owe support, a note. Either of them declared: nothing.

import { ageOn } from '../../domain/calendar.ts';
import { birthDateOf, parseCitizenId } from '../../domain/citizen-id.ts';
import type { Evidence, RegisterEntry } from '../../domain/evidence.ts';
import type { FindingDraft } from '../../domain/finding.ts';
import { isChild, isSpouse, type RelationCode } from '../../domain/relation.ts';
import { onOwnPage } from '../household/register-page.ts';
import type { HouseholdFacts } from '../household/household-facts.ts';
import { HOUSEHOLD_REGISTER } from '../resources.ts';
import { HOUSEHOLD_MEMBERS } from './articles.ts';
import { defineRule, NOTHING } from './rule.ts';

const COMING_OF_AGE = 18;

export const registerMembers = defineRule({
  id: 'register-members',
  article: HOUSEHOLD_MEMBERS,
  kinds: {
    'child-not-declared': [],
    'spouse-on-page-not-declared': [],
    'grown-child-not-declared': [],
  },
  parameters: [],
  resources: [HOUSEHOLD_REGISTER],
  judge(facts) {
    // Whoever else stands on a page is, for the person asked about, a record of somebody different.
    if (facts.living.every(({ doubted }) => doubted.length === 0)) return NOTHING;
    const found: FindingDraft[] = [];
    const seen = new Set<string>();
    for (const person of facts.living) {
      for (const entry of onOwnPage(person)) {
        const number = entry.subject.idNumber ?? '';
        const isHead = person.register.some((own) => own.facts.relationToHead === '02');
        if (!isHead || seen.has(number) || isInHousehold(entry, facts)) continue;
        seen.add(number);
        const kind = kindOf(entry, facts);
        if (kind === null) continue;
        found.push({
          kind,
          severity: kind === 'grown-child-not-declared' ? 'info' : 'doubt',
          personNos: [person.person.no],
          figures: {},
          evidence: [entry.id],
          trace: null,
        });
      }
    }
    return found;
  },
});

function isInHousehold({ subject }: Evidence<RegisterEntry>, { household }: HouseholdFacts) {
  return household.persons.some(({ idNumber, name }) =>
    idNumber === null ? name === subject.name : idNumber === subject.idNumber,
  );
}

/** Relations on a page are told to its head. */
function kindOf(entry: Evidence<RegisterEntry>, { verifiedOn }: HouseholdFacts): string | null {
  const relation = (entry.facts.relationToHead ?? '') as RelationCode;
  if (entry.facts.status !== 'normal') return null;
  if (isSpouse(relation)) return 'spouse-on-page-not-declared';
  if (!isChild(relation)) return null;
  const number = parseCitizenId(entry.subject.idNumber ?? '');
  const born = entry.subject.birthDate ?? ('id' in number ? birthDateOf(number.id) : null);
  if (born === null) return null;
  return ageOn(born, verifiedOn) < COMING_OF_AGE
    ? 'child-not-declared'
    : 'grown-child-not-declared';
}
