// The state of a marriage, from all events of the register in their order. A reissued certificate (补领) changes
// nothing. No record is not "single": court divorces, foreign and old marriages are absent from the register.

import type { CalendarDate } from '../../domain/calendar.ts';
import type { Evidence, MarriageEvent } from '../../domain/evidence.ts';
import type { Person } from '../../domain/household.ts';
import { foldName } from '../identity/compare-names.ts';
import { compareNumbers } from '../identity/compare-numbers.ts';

export type MarriageState = {
  readonly state: 'married' | 'divorced';
  readonly since: CalendarDate;
  readonly event: Evidence<MarriageEvent>;
};

/** @returns null when no marriage or divorce is on record, which says nothing. */
export function marriageState(events: readonly Evidence<MarriageEvent>[]): MarriageState | null {
  let last: Evidence<MarriageEvent> | null = null;
  for (const event of events) {
    if (event.facts.event === 'reissue') continue;
    if (last === null || comesAfter(event.facts, last.facts)) last = event;
  }
  if (last === null) return null;
  return {
    state: last.facts.event === 'marriage' ? 'married' : 'divorced',
    since: last.facts.on,
    event: last,
  };
}

/** On one day the marriage counts as the later event: who divorces and marries again does it in this order. */
function comesAfter(one: MarriageEvent, other: MarriageEvent): boolean {
  if (one.on !== other.on) return one.on > other.on;
  return one.event === 'marriage' && other.event === 'divorce';
}

/** Whether a person of the household is the other party of an event: by number, and by name only without one. */
export function isOtherParty(person: Person, event: MarriageEvent): boolean {
  const number = compareNumbers(person.idNumber, event.spouseIdNumber);
  if (number === 'absent' || number === 'not-asked') {
    return event.spouseName !== null && foldName(event.spouseName) === foldName(person.name);
  }
  return number !== 'different';
}
