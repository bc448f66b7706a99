// The one gate that every lookup passes: no valid authorisation of that person, no question
// (社会救助暂行办法 art 58: departments answer on the family's request and authorisation).

import { addDays, type CalendarDate } from '../../domain/calendar.ts';
import type { Authorisation, Person } from '../../domain/household.ts';
import type { UnansweredReason } from '../../domain/lookup.ts';

/**
 * @param openEndedDays days that an authorisation without an end date lasts
 * @returns null when the person may be asked about on that day, or why not
 */
export function whyNotAsk(
  person: Person,
  on: CalendarDate,
  openEndedDays: number,
): UnansweredReason | null {
  if (!isInForce(person.authorisation, on, openEndedDays)) return 'not-authorised';
  if (person.idNumber === null) return 'no-id-number';
  return null;
}

function isInForce(
  { from, until }: Authorisation,
  on: CalendarDate,
  openEndedDays: number,
): boolean {
  return from <= on && on <= (until ?? addDays(from, openEndedDays));
}
