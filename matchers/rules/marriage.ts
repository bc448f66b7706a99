// Rule: spouses live together in law (共同生活的家庭成员), so a spouse by the register is declared, and a declared one
// is not divorced by the register.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号), who belongs to the household.
// Missing answer: nothing can be said; neither can it from "no record", since court divorces are not in the register.
//
// The register is not told of deaths, and about somebody who stands on no form nobody may be asked. So a spouse missing
// from the form of an old person is more often late than left out: from 60 on (老年人权益保障法, 第二条), where the spouse
// would be as old and does not stand on the person's register page, it is a note that asks for the death certificate, not
// a doubt that would fall on every widow. For the younger it stays a doubt, unless the register page holds the spouse as
// deceased.
//
// Worked example: married 2019-05-20, divorced 2022-08-01, certificate reissued 2024-01-10: divorced since 2022-08-01.

import { ageOn, type CalendarDate } from '../../domain/calendar.ts';
import { birthDateOf, parseCitizenId } from '../../domain/citizen-id.ts';
import type { FindingDraft } from '../../domain/finding.ts';
import { isChild, isSpouse } from '../../domain/relation.ts';
import type { HouseholdFacts } from '../household/household-facts.ts';
import { isOtherParty, type MarriageState, marriageState } from '../household/marriage.ts';
import type { PersonFacts } from '../household/person-facts.ts';
import { onOwnPage } from '../household/register-page.ts';
import { MARRIAGES } from '../resources.ts';
import { HOUSEHOLD_MEMBERS } from './articles.ts';
import { defineRule } from './rule.ts';

const OLD_AGE = 60;

export const marriage = defineRule({
  id: 'marriage',
  article: HOUSEHOLD_MEMBERS,
  kinds: {
    'spouse-not-declared': ['since'],
    'spouse-perhaps-late': ['since'],
    'member-married-elsewhere': ['since'],
    'declared-spouse-divorced': ['since'],
  },
  parameters: [],
  resources: [MARRIAGES],
  judge(facts) {
    const found: FindingDraft[] = [];
    for (const person of facts.living) {
      if (person.marriages.length === 0) continue;
      const marriageNow = marriageState(person.marriages);
      if (marriageNow === null) continue;
      const other = otherParty(facts, person, marriageNow);
      if (marriageNow.state === 'married') {
        if (other !== undefined || isSpouseLate(person, marriageNow)) continue;
        // A grown child who is married has a family of their own, and may no longer belong to this one.
        const kind = isChild(person.person.relation)
          ? 'member-married-elsewhere'
          : isPerhapsLate(person, marriageNow, facts.verifiedOn)
            ? 'spouse-perhaps-late'
            : 'spouse-not-declared';
        found.push(draft(kind, [person], marriageNow));
      } else if (other !== undefined && isDeclaredCouple(person, other)) {
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

function otherParty(
  facts: HouseholdFacts,
  person: PersonFacts,
  { event }: MarriageState,
): PersonFacts | undefined {
  return facts.persons.find(
    (candidate) => candidate !== person && isOtherParty(candidate.person, event.facts),
  );
}

/** Relations are declared to the applicant, so only the applicant's own marriage can be told from them. */
function isDeclaredCouple(one: PersonFacts, other: PersonFacts): boolean {
  return (
    (one.person.role === 'applicant' && isSpouse(other.person.relation)) ||
    (other.person.role === 'applicant' && isSpouse(one.person.relation))
  );
}

/** Whether the register holds the spouse on the person's page as deceased: then there is nobody to declare. */
function isSpouseLate(person: PersonFacts, { event: { facts: event } }: MarriageState): boolean {
  return (
    event.spouseIdNumber !== null &&
    onOwnPage(person).some(
      ({ subject, facts }) =>
        subject.idNumber === event.spouseIdNumber && facts.status === 'deceased',
    )
  );
}

/** Whether both have reached old age, as far as the register tells, and the spouse is on no page with the person. */
function isPerhapsLate(
  person: PersonFacts,
  { event: { facts: event } }: MarriageState,
  verifiedOn: CalendarDate,
): boolean {
  if (ageOn(person.person.birthDate, verifiedOn) < OLD_AGE) return false;
  const spouse = parseCitizenId(event.spouseIdNumber ?? '');
  if (!('id' in spouse)) return onOwnPage(person).length === 0;
  if (ageOn(birthDateOf(spouse.id), verifiedOn) < OLD_AGE) return false;
  return onOwnPage(person).every(({ subject }) => subject.idNumber !== spouse.id);
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
