// How many spouses and minor children the registers hold whom the form does not list. Each would raise every limit that is
// one a head: a limit that a household exceeds only without them is not exceeded beyond doubt.

import type { CalendarDate } from '../../domain/calendar.ts';
import { isChild } from '../../domain/relation.ts';
import { missingSpouse } from './missing-spouse.ts';
import type { PersonFacts } from './person-facts.ts';
import type { UnlistedOnPage } from './register-page.ts';

export function perhapsMembers(
  living: readonly PersonFacts[],
  everybody: readonly PersonFacts[],
  unlisted: readonly UnlistedOnPage[],
  verifiedOn: CalendarDate,
): number {
  if (unlisted.length === 0 && living.every(({ marriages }) => marriages.length === 0)) return 0;
  const missing = living.flatMap((person) => {
    // A married child's spouse lives with that child, elsewhere.
    if (isChild(person.person.relation)) return [];
    const spouse = missingSpouse(person, everybody, verifiedOn);
    // What the form alone says of a death must not make a limit lower.
    if (spouse === null || spouse.lateness === 'by-age') return [];
    return [spouse.marriage.event.facts.spouseIdNumber ?? `spouse of ${person.person.no}`];
  });
  const onPages = unlisted
    .filter(({ who }) => who !== 'grown-child')
    .map(({ entry }) => entry.subject.idNumber ?? entry.id);
  return new Set([...missing, ...onPages]).size;
}
