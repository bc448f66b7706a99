// Authorisations that end: without one nobody may be asked, and no recheck can be over in time. The office is told while
// it can still have them renewed.

import { addDays, type CalendarDate } from '../../domain/calendar.ts';
import type { Change } from '../../domain/change.ts';
import type { Household } from '../../domain/household.ts';
import type { Lookup, UnansweredReason } from '../../domain/lookup.ts';
import { lastDayOf } from '../../domain/permit.ts';
import { openEndedDays } from '../lookup/asking-terms.ts';
import type { RecheckRoom } from './recheck-room.ts';

/** The last day on which all of the household's persons may be asked about. */
export function authorisedUntil({ persons }: Household, days: number): CalendarDate {
  return persons
    .map(({ authorisation }) => lastDayOf(authorisation, days))
    .reduce((first, day) => (day < first ? day : first));
}

const HOUSEHOLDS_AT_ONCE = 500;

/** @returns how many households the office is told about */
export async function tellOfEndingAuthorisations(
  night: CalendarDate,
  { store, recheck, standards }: RecheckRoom,
): Promise<number> {
  const until = addDays(night, recheck.authorisationNoticeDays);
  let told = 0;
  for (let afterId = 0; ; ) {
    const page = await store.supportsTonight.withEndingAuthorisation(
      until,
      afterId,
      HOUSEHOLDS_AT_ONCE,
    );
    if (page.length === 0) return told;
    afterId = page.at(-1)?.id ?? afterId;
    const households = await store.gathering.households(page.map((one) => one.householdId));
    const householdOf = new Map(households.map((one) => [one.id, one]));
    const looked = page.flatMap((support) => {
      const stored = householdOf.get(support.householdId);
      const days = openEndedDays(standards, support.region, night);
      return stored ? [{ support, stored, days }] : [];
    });
    const ending = looked.flatMap(({ support, stored, days }) =>
      endingAuthorisations(stored.household, days, until).map((change) => ({
        supportId: support.id,
        householdId: support.householdId,
        verification: stored.verification,
        region: support.region,
        change,
      })),
    );
    await store.alerts.raise(ending, night);
    await store.supportsTonight.noteAuthorisations(
      looked.map(({ support, stored, days }) => ({
        supportId: support.id,
        authorisedUntil: authorisedUntil(stored.household, days),
        toTell: firstAfter(stored.household, days, until),
      })),
    );
    told += new Set(ending.map(({ householdId }) => householdId)).size;
  }
}

function firstAfter({ persons }: Household, days: number, until: CalendarDate) {
  const later = persons
    .map(({ authorisation }) => lastDayOf(authorisation, days))
    .filter((day) => day > until);
  return later.toSorted()[0] ?? null;
}

function endingAuthorisations({ persons }: Household, days: number, until: CalendarDate): Change[] {
  return persons.flatMap(({ no, authorisation }): Change[] => {
    const on = lastDayOf(authorisation, days);
    if (on > until) return [];
    return [
      {
        kind: 'authorisation-ends',
        grade: 'weighty',
        personNo: no,
        department: null,
        figures: { on: { date: on } },
        evidence: [],
        identity: `authorisation-ends/${authorisation.no}`,
      },
    ];
  });
}

/** Time does not mend these: a person must see to a new authorisation. */
const NO_LONGER_PERMITTED: ReadonlySet<UnansweredReason | null> = new Set([
  'not-authorised',
  'authorisation-expired',
  'authorisation-withdrawn',
]);

/** Persons who may not be asked about any more, once each. */
export function lapsedAuthorisations(household: Household, lookups: readonly Lookup[]): Change[] {
  const lapsed = new Set(
    lookups.flatMap(({ personNo, why }) => (NO_LONGER_PERMITTED.has(why) ? [personNo] : [])),
  );
  return [...lapsed].map((personNo) => ({
    kind: 'authorisation-lapsed',
    grade: 'weighty',
    personNo,
    department: null,
    figures: {},
    evidence: [],
    identity: `authorisation-lapsed/${household.persons[personNo - 1]?.authorisation.no ?? ''}`,
  }));
}
