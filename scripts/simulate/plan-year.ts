// What happens to supported households in a year: who dies, takes up work, buys, moves, when. Drawn by a seed, at most
// one thing a person, so that each alert can be told apart.

import { addDays, type CalendarDate } from '../../domain/calendar.ts';
import { createRandom } from '../city/grow/random.ts';

export type YearPerson = {
  readonly idNumber: string;
  readonly name: string;
  readonly age: number;
  readonly householdRef: string;
};

/** By the names of the alerts that tell of them. */
export const EVENT_KINDS = [
  'death',
  'assistance-elsewhere',
  'vehicle-registered',
  'home-registered',
  'company-role',
  'work-began',
  'work-ended',
  'benefit-began',
  'married',
  'divorced',
  'moved-out',
  'custody',
  'military-service',
  'deposits-rose',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Their departments keep no change feed: what they record is found when the household is next due. */
export const WITHOUT_FEED: ReadonlySet<EventKind> = new Set([
  'custody',
  'military-service',
  'deposits-rose',
]);

/** What the registers say of somebody before the year begins. */
export type Beginning = { readonly works: boolean; readonly isRegistered: boolean };

export type YearEvent = {
  readonly kind: EventKind;
  readonly person: YearPerson;
  /** The day on which its department recorded it. */
  readonly recordedOn: CalendarDate;
};

export type Outage = {
  readonly department:
    | 'public-security'
    | 'market-regulation'
    | 'human-resources'
    | 'civil-affairs'
    | 'land'
    | 'banks'
    | 'tax';
  readonly from: CalendarDate;
  readonly nights: number;
};

/** In a thousand of whom it can happen to, a year: more often than in life, so that a town has enough of each. */
const RATES: Readonly<Record<EventKind, number>> = {
  death: 45,
  'assistance-elsewhere': 15,
  'vehicle-registered': 35,
  'home-registered': 20,
  'company-role': 20,
  'work-began': 80,
  'work-ended': 40,
  'benefit-began': 60,
  married: 25,
  divorced: 15,
  'moved-out': 20,
  custody: 10,
  'military-service': 40,
  'deposits-rose': 25,
};

/** Public security records births too: of nobody whom hedui knows. */
const BIRTHS_A_THOUSAND = 15;

const OUTAGES: readonly Omit<Outage, 'from'>[] = [
  { department: 'public-security', nights: 2 },
  { department: 'market-regulation', nights: 3 },
  { department: 'human-resources', nights: 1 },
  { department: 'public-security', nights: 1 },
  { department: 'tax', nights: 5 },
  { department: 'civil-affairs', nights: 2 },
  { department: 'land', nights: 2 },
  { department: 'banks', nights: 4 },
  // Longer than a recheck waits before it is begun anew (config/recheck.yaml: staleAfterDays).
  { department: 'human-resources', nights: 10 },
];

export type Year = {
  readonly events: readonly YearEvent[];
  readonly births: readonly CalendarDate[];
  readonly outages: readonly Outage[];
};

export function planYear(
  persons: readonly (YearPerson & Beginning)[],
  from: CalendarDate,
  nights: number,
  seed: number,
): Year {
  const random = createRandom(seed, 1);
  const day = () => addDays(from, random.between(2, nights - 12));
  const events: YearEvent[] = [];
  const dead = new Set<string>();
  for (const person of persons) {
    for (const kind of EVENT_KINDS) {
      if (!canHappen(kind, person) || !random.chance(RATES[kind] / 1_000)) continue;
      // A household that has lost somebody is left alone by the plan: its reports are about that.
      if (dead.has(person.householdRef)) break;
      if (kind === 'death') dead.add(person.householdRef);
      // It is known two months after the last wage, and nobody stops before the year begins.
      const recordedOn =
        kind === 'work-ended'
          ? addDays(from, random.between(Math.min(100, nights - 13), nights - 12))
          : day();
      events.push({ kind, person, recordedOn });
      break;
    }
  }
  const births = Array.from(
    { length: Math.round((persons.length * BIRTHS_A_THOUSAND) / 1_000) },
    day,
  );
  const outages = OUTAGES.map((outage) => ({ ...outage, from: day() }));
  return { events, births, outages };
}

function canHappen(kind: EventKind, { age, works, isRegistered }: YearPerson & Beginning): boolean {
  switch (kind) {
    case 'death':
      return age >= 60;
    case 'vehicle-registered':
    case 'home-registered':
    case 'company-role':
      return age >= 20 && age < 75;
    case 'work-began':
      return age >= 18 && age < 60 && !works;
    case 'work-ended':
      return works;
    case 'married':
      return age >= 22 && age < 50;
    case 'divorced':
      return age >= 24 && age < 60;
    // Whoever has a pension already is known by it.
    case 'benefit-began':
      return age >= 57 && age < 60 && !works;
    case 'military-service':
      return age >= 18 && age < 22;
    case 'custody':
    case 'deposits-rose':
      return age >= 20 && age < 75;
    case 'assistance-elsewhere':
      return age >= 18;
    case 'moved-out':
      return age >= 18 && isRegistered;
  }
}
