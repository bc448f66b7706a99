// Rule: spouses live together in law (共同生活的家庭成员), so a spouse by the register is declared, and a declared one
// is not divorced by the register.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号), who belongs to the household.
// Missing answer: nothing can be said; neither can it from "no record", since court divorces are not in the register.
//
// About a spouse who is missing and perhaps late: missing-spouse.ts. An applicant who is married by the form and lists no
// spouse is asked about it where the register holds no marriage either (made abroad, before registers, or by custom).
//
// Worked example: married 2019-05-20, divorced 2022-08-01, certificate reissued 2024-01-10: divorced since 2022-08-01.

import type { FindingDraft } from '../../domain/finding.ts';
import { isChild, isSpouse } from '../../domain/relation.ts';
import { isAnsweredFor } from '../household/answers.ts';
import { type MarriageState, marriageState } from '../household/marriage.ts';
import { missingSpouse, otherParty } from '../household/missing-spouse.ts';
import type { PersonFacts } from '../household/person-facts.ts';
import { MARRIAGES } from '../resources.ts';
import { HOUSEHOLD_MEMBERS } from './articles.ts';
import { defineRule } from './rule.ts';

export const marriage = defineRule({
  id: 'marriage',
  article: HOUSEHOLD_MEMBERS,
  kinds: {
    'spouse-not-declared': ['since'],
    'spouse-perhaps-late': ['since'],
    'member-married-elsewhere': ['since'],
    'declared-spouse-divorced': ['since'],
    'spouse-left-out': [],
  },
  parameters: [],
  resources: [MARRIAGES],
  judge(facts) {
    const found: FindingDraft[] = [];
    for (const person of facts.living) {
      const missing = missingSpouse(person, facts.persons, facts.verifiedOn);
      if (missing !== null) {
        // A grown child who is married has a family of their own, and may no longer belong to this one.
        const kind = isChild(person.person.relation)
          ? 'member-married-elsewhere'
          : missing.lateness === 'unlikely'
            ? 'spouse-not-declared'
            : 'spouse-perhaps-late';
        found.push(draft(kind, [person], missing.marriage));
        continue;
      }
      const marriageNow = marriageState(person.marriages);
      if (
        marriageNow === null &&
        isAnsweredFor(facts.answers, MARRIAGES, person.person.no) &&
        listsNoSpouse(person, facts.persons)
      ) {
        found.push(leftOut(person));
      }
      if (marriageNow?.state !== 'divorced') continue;
      const other = otherParty(facts.persons, person, marriageNow);
      if (other !== undefined && isDeclaredCouple(person, other)) {
        const alreadySaid = found.some(
          ({ kind, personNos }) =>
            kind === 'declared-spouse-divorced' && personNos.includes(person.person.no),
        );
        if (!alreadySaid)
          found.push(draft('declared-spouse-divorced', [person, other], marriageNow));
      }
    }
    return found;
  },
});

/** An applicant, married by the form, none of whose household or supporters is the spouse. */
function listsNoSpouse({ person }: PersonFacts, everybody: readonly PersonFacts[]): boolean {
  return (
    person.role === 'applicant' &&
    person.maritalStatus === 'married' &&
    !everybody.some((other) => isSpouse(other.person.relation))
  );
}

function leftOut({ person }: PersonFacts): FindingDraft {
  return {
    kind: 'spouse-left-out',
    severity: 'doubt',
    personNos: [person.no],
    figures: {},
    evidence: [],
    trace: null,
  };
}

/** Relations are declared to the applicant, so only the applicant's own marriage can be told from them. */
function isDeclaredCouple(one: PersonFacts, other: PersonFacts): boolean {
  return (
    (one.person.role === 'applicant' && isSpouse(other.person.relation)) ||
    (other.person.role === 'applicant' && isSpouse(one.person.relation))
  );
}

function draft(
  kind: string,
  persons: readonly PersonFacts[],
  marriageNow: MarriageState,
): FindingDraft {
  return {
    kind,
    severity: kind === 'spouse-perhaps-late' ? 'info' : 'doubt',
    personNos: persons.map(({ person }) => person.no).toSorted((a, b) => a - b),
    figures: { since: { value: marriageNow.since, unit: 'date' } },
    evidence: [marriageNow.event.id],
    trace: null,
  };
}
