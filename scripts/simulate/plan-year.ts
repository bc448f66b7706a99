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

export const EVENT_KINDS = [
  'death',
  'assistance-elsewhere',
  'vehicle-registered',
  'home-registered',
  'company-role',
  'work-began',
  'work-ended',
  'married',
  'moved-out',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export type YearEvent = {
  readonly kind: EventKind;
  readonly person: YearPerson;
  /** The day on which its department recorded it. */
  readonly recordedOn: CalendarDate;
};

export type Outage = {
  readonly department: 'public-security' | 'market-regulation' | 'human-resources' | 'tax';
  readonly from: CalendarDate;
  readonly nights: number;
};

/** In a thousand persons and year, a little more than life, so that a small village has some of each. */
const RATES: Readonly<Record<EventKind, number>> = {
  death: 20,
  'assistance-elsewhere': 12,
  'vehicle-registered': 25,
  'home-registered': 12,
  'company-role': 15,
  'work-began': 40,
  'work-ended': 15,
  married: 10,
  'moved-out': 12,
};

/** Public security records births too: of nobody whom hedui knows. */
const BIRTHS_A_THOUSAND = 15;

const OUTAGES: readonly Omit<Outage, 'from'>[] = [
  { department: 'public-security', nights: 2 },
  { department: 'market-regulation', nights: 3 },
  { department: 'human-resources', nights: 1 },
  { department: 'public-security', nights: 1 },
  { department: 'tax', nights: 5 },
];

export type Year = {
  readonly events: readonly YearEvent[];
  readonly births: readonly CalendarDate[];
  readonly outages: readonly Outage[];
};

export function planYear(
  persons: readonly (YearPerson & { readonly works: boolean })[],
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
        kind === 'work-ended' ? addDays(from, random.between(100, nights - 12)) : day();
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

function canHappen(kind: EventKind, { age, works }: YearPerson & { works: boolean }): boolean {
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
    case 'assistance-elsewhere':
    case 'moved-out':
      return age >= 18;
  }
}
