// Who marries, divorces, is widowed, and marries again.

import { addDays, ageOn, type CalendarDate } from '../../../domain/calendar.ts';
import type { Clan, MarriageEvent, Resident, World } from './model.ts';
import { bornResident } from './people.ts';
import type { Random } from './random.ts';

/** Up to that age: of a hundred, how many are single, divorced, widowed; the others are married. */
const MARITAL_BY_AGE = [
  { upTo: 25, single: 78, divorced: 0, widowed: 0 },
  { upTo: 30, single: 42, divorced: 2, widowed: 0 },
  { upTo: 40, single: 10, divorced: 7, widowed: 0 },
  { upTo: 60, single: 4, divorced: 9, widowed: 3 },
  { upTo: 75, single: 3, divorced: 5, widowed: 15 },
  { upTo: 130, single: 2, divorced: 3, widowed: 45 },
];
/** Of a hundred deaths of spouses, how many lie in the months just before the city's date. */
const RECENT_DEATHS = 0.15;

/** @returns the present, divorced or late spouse, or null for someone who never married. */
export function marry(world: World, random: Random, clan: Clan, person: Resident): Resident | null {
  const state = drawMarital(random, person.age);
  const isMan = person.sex === 'male';
  const wedding = weddingDay(world, random, person);
  if (state === 'single' || wedding === null) return null;

  const birth = addDays(person.birth, random.between(-400, 700) * (isMan ? 1 : -1));
  const spouse = bornResident(world, random, birth, isMan ? 'female' : 'male');
  clan.residents.push(spouse);
  person.spouse = spouse;
  spouse.spouse = person;
  person.marital = state;
  spouse.marital = state === 'widowed' ? 'married' : state;
  const record = (type: MarriageEvent['type'], on: CalendarDate, other = spouse): void => {
    clan.marriages.push({ type, on, man: isMan ? person : other, woman: isMan ? other : person });
  };

  if (state === 'married' && ageOn(person.birth, wedding) >= 28 && random.chance(0.25)) {
    const former = bornResident(world, random, birth, spouse.sex);
    former.where = 'elsewhere';
    former.marital = 'divorced';
    clan.residents.push(former);
    record('IA', addDays(wedding, -random.between(1500, 2200)), former);
    record('IB', addDays(wedding, -random.between(200, 1400)), former);
  }
  record('IA', wedding);
  if (state === 'divorced') {
    spouse.where = 'elsewhere';
    record('IB', dayBetween(world, random, wedding));
  }
  if (state === 'widowed') die(world, random, spouse, wedding);
  if (random.chance(0.03)) reissue(world, random, state, record, clan);
  return spouse;
}

/** Nobody dies before the wedding; most of those whose spouse is dead lost them years ago. */
function die(world: World, random: Random, person: Resident, wedding: CalendarDate): void {
  const recently = random.chance(RECENT_DEATHS);
  const earliest = recently ? addDays(world.on, -240) : addDays(world.on, -365 * 20);
  person.diedOn = dayBetween(world, random, earliest > wedding ? earliest : wedding);
  person.deathUnregistered = recently && random.chance(0.35);
}

/** A certificate was lost and issued anew: it does not change the state. */
function reissue(
  world: World,
  random: Random,
  state: Resident['marital'],
  record: (type: MarriageEvent['type'], on: CalendarDate) => void,
  clan: Clan,
): void {
  const last = clan.marriages.at(-1);
  if (last && state !== 'widowed')
    record(state === 'divorced' ? 'ICB' : 'ICA', dayBetween(world, random, last.on));
}

function weddingDay(world: World, random: Random, person: Resident): CalendarDate | null {
  const late = random.chance(0.08) ? random.between(5, 15) : 0;
  const day = addDays(person.birth, (random.between(22, 28) + late) * 365 + random.below(365));
  return day < world.on ? day : null;
}

function dayBetween(world: World, random: Random, from: CalendarDate): CalendarDate {
  const days = Math.floor((Date.parse(world.on) - Date.parse(from)) / 86_400_000);
  return addDays(from, random.between(1, Math.max(1, days - 1)));
}

function drawMarital(random: Random, age: number): Resident['marital'] {
  const shares = MARITAL_BY_AGE.find((row) => age <= row.upTo);
  if (!shares) return 'married';
  const drawn = random.below(100);
  if (drawn < shares.single) return 'single';
  if (drawn < shares.single + shares.divorced) return 'divorced';
  return drawn < shares.single + shares.divorced + shares.widowed ? 'widowed' : 'married';
}
