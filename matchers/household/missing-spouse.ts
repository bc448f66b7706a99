// A spouse by the marriage register who stands on no form.
//
// The register is not told of deaths, and about somebody who stands on no form nobody may be asked. So a spouse missing
// from the form of an old person is more often late than left out: from 60 on (老年人权益保障法, 第二条), where the spouse
// would be as old and does not stand on the person's register page; at any age where the form says widowed. Whom the page
// holds as deceased is late.

import { ageOn, type CalendarDate } from '../../domain/calendar.ts';
import { birthDateOf, parseCitizenId } from '../../domain/citizen-id.ts';
import { isOtherParty, type MarriageState, marriageState } from './marriage.ts';
import type { PersonFacts } from './person-facts.ts';
import { onOwnPage } from './register-page.ts';

const OLD_AGE = 60;

/** What speaks for the spouse's death: the age of both, or the form alone, or nothing. */
type Lateness = 'by-age' | 'by-form' | 'unlikely';
export type MissingSpouse = { readonly marriage: MarriageState; readonly lateness: Lateness };

/** @returns null where no marriage is on record, where the spouse is of the household, and where the spouse is late. */
export function missingSpouse(
  person: PersonFacts,
  everybody: readonly PersonFacts[],
  verifiedOn: CalendarDate,
): MissingSpouse | null {
  if (person.marriages.length === 0) return null;
  const marriage = marriageState(person.marriages);
  if (marriage?.state !== 'married' || otherParty(everybody, person, marriage) !== undefined) {
    return null;
  }
  if (isSpouseLate(person, marriage)) return null;
  return { marriage, lateness: latenessOf(person, marriage, verifiedOn) };
}

export function otherParty(
  everybody: readonly PersonFacts[],
  person: PersonFacts,
  { event }: MarriageState,
): PersonFacts | undefined {
  return everybody.find(
    (candidate) => candidate !== person && isOtherParty(candidate.person, event.facts),
  );
}

function isSpouseLate(person: PersonFacts, { event: { facts: event } }: MarriageState): boolean {
  return (
    event.spouseIdNumber !== null &&
    onOwnPage(person).some(
      ({ subject, facts }) =>
        subject.idNumber === event.spouseIdNumber && facts.status === 'deceased',
    )
  );
}

/** Who stands on the person's register page, and not as deceased, is unlikely to be late. */
function latenessOf(
  person: PersonFacts,
  { event: { facts: event } }: MarriageState,
  verifiedOn: CalendarDate,
): Lateness {
  const { birthDate, maritalStatus } = person.person;
  const page = onOwnPage(person);
  const { spouseIdNumber } = event;
  if (spouseIdNumber !== null && page.some(({ subject }) => subject.idNumber === spouseIdNumber)) {
    return 'unlikely';
  }
  const isOld = (born: CalendarDate) => ageOn(born, verifiedOn) >= OLD_AGE;
  const spouse = parseCitizenId(spouseIdNumber ?? '');
  const isSpouseOld = 'id' in spouse ? isOld(birthDateOf(spouse.id)) : page.length === 0;
  if (isOld(birthDate) && isSpouseOld) return 'by-age';
  return maritalStatus === 'widowed' ? 'by-form' : 'unlikely';
}
