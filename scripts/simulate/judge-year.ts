// What the year's alerts are worth, held against what was planned: found or missed, how soon, how often, and what nobody
// had planned.

import {
  addMonths,
  asCalendarDate,
  type CalendarDate,
  daysBetween,
  monthOf,
} from '../../domain/calendar.ts';
import type { Alert } from '../../store/rechecks/alerts.ts';
import { WITHOUT_FEED, type YearEvent } from './plan-year.ts';

export type Told = Pick<Alert, 'kind' | 'grade' | 'raisedOn' | 'householdId'> & {
  readonly idNumber: string;
};

/** What the office knows of a person at the end of the year. */
export type Standing = {
  /** The last verification of the household that every department answered. */
  readonly verifiedOn: CalendarDate;
  /** The last day on which anybody may be asked about the person. */
  readonly authorisedUntil: CalendarDate;
};

/** Nights from the day of recording to the alert, of what was found, by whether a feed told of it. */
export type Nights = { readonly heard: readonly number[]; readonly due: readonly number[] };

export type Judgement = {
  readonly events: number;
  readonly found: number;
  readonly missed: readonly YearEvent[];
  /** Recorded without a feed, and the household was not due again before the year ended. */
  readonly notYetDue: number;
  /** Recorded when the person's authorisation was over: nobody may ask. */
  readonly unaskable: number;
  readonly nights: Nights;
  /** Alerts of an event that another alert had told the same household of. */
  readonly twice: readonly Told[];
  /** Alerts that no event explains. */
  readonly unexplained: readonly Told[];
  /** Alerts about authorisations that end, for the office to have renewed. */
  readonly authorisations: readonly Told[];
  readonly byKind: ReadonlyMap<string, Counted>;
};

export type Counted = { events: number; found: number; notYetDue: number; unaskable: number };

export function judgeYear(
  events: readonly YearEvent[],
  alerts: readonly Told[],
  standingOf: (idNumber: string) => Standing | null,
): Judgement {
  const nameOf = (one: { kind: string; idNumber: string }) => `${one.kind} ${one.idNumber}`;
  const toldOf = new Map<string, Told[]>();
  for (const alert of alerts.toSorted((one, other) => (one.raisedOn < other.raisedOn ? -1 : 1))) {
    toldOf.set(nameOf(alert), [...(toldOf.get(nameOf(alert)) ?? []), alert]);
  }
  const missed: YearEvent[] = [];
  const nights = { heard: [] as number[], due: [] as number[] };
  const explained = new Set<Told>();
  const byKind = new Map<string, Counted>();
  const inOrder = events.toSorted((one, other) => (one.recordedOn < other.recordedOn ? -1 : 1));
  for (const event of inOrder) {
    const { kind, person, recordedOn } = event;
    const own = toldOf.get(nameOf({ kind, idNumber: person.idNumber })) ?? [];
    const counted = byKind.get(kind) ?? { events: 0, found: 0, notYetDue: 0, unaskable: 0 };
    byKind.set(kind, counted);
    counted.events += 1;
    // A person may stand on the forms of several households; each is told once.
    const from = standsFrom(event);
    const first = firstToEach(own.filter((one) => !explained.has(one) && one.raisedOn >= from));
    const [earliest] = first;
    if (earliest) {
      counted.found += 1;
      const since = Math.max(0, daysBetween(recordedOn, earliest.raisedOn));
      nights[WITHOUT_FEED.has(kind) ? 'due' : 'heard'].push(since);
      for (const alert of first) explained.add(alert);
      continue;
    }
    const standing = standingOf(person.idNumber);
    if (standing && standing.authorisedUntil <= recordedOn) counted.unaskable += 1;
    else if (WITHOUT_FEED.has(kind) && standing && standing.verifiedOn <= recordedOn) {
      counted.notYetDue += 1;
    } else missed.push(event);
  }
  const happened = new Set(
    events.map(({ kind, person: { idNumber } }) => nameOf({ kind, idNumber })),
  );
  const counts = [...byKind.values()];
  const isOfAuthorisation = ({ kind }: Told) => kind.startsWith('authorisation-');
  const unexplained = alerts.filter((alert) => !explained.has(alert) && !isOfAuthorisation(alert));
  return {
    events: events.length,
    found: nights.heard.length + nights.due.length,
    missed,
    notYetDue: counts.reduce((sum, one) => sum + one.notYetDue, 0),
    unaskable: counts.reduce((sum, one) => sum + one.unaskable, 0),
    nights,
    twice: unexplained.filter((alert) => happened.has(nameOf(alert))),
    unexplained: unexplained.filter((alert) => !happened.has(nameOf(alert))),
    authorisations: alerts.filter(isOfAuthorisation),
    byKind,
  };
}

const BY_MONTHS: ReadonlySet<string> = new Set(['work-began', 'work-ended', 'benefit-began']);

/** Registers by months hold or lack the month before an event's day already: who is due earlier is told earlier. */
function standsFrom({ kind, recordedOn }: YearEvent): CalendarDate {
  if (!BY_MONTHS.has(kind)) return recordedOn;
  return asCalendarDate(`${addMonths(monthOf(recordedOn), -1)}-01`);
}

function firstToEach(alerts: readonly Told[]): Told[] {
  const households = new Set<number>();
  return alerts.filter(({ householdId }) => {
    const isFirst = !households.has(householdId);
    households.add(householdId);
    return isFirst;
  });
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
