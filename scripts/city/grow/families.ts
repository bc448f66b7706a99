// Families first: a founder, a marriage or none, children, and what became of the children. A clan is the
// households that come of one founder: they share parents, grandparents, registers and duties of support.

import { addDays, type CalendarDate } from '../../../domain/calendar.ts';
import type { Clan, Household, Resident, World } from './model.ts';
import { bornResident, birthForAge } from './people.ts';
import { dwellingIn, WEIHAI } from './places.ts';
import { type Random, tickets } from './random.ts';
import { marry } from './weddings.ts';

/** Ages of founders: Weihai is one of the oldest cities of the country. */
const FOUNDER_AGES = tickets<readonly [number, number]>([
  [[22, 29], 7],
  [[30, 39], 12],
  [[40, 49], 15],
  [[50, 59], 20],
  [[60, 69], 22],
  [[70, 79], 16],
  [[80, 95], 8],
]);
/** Those who were grown up when the one-child policy began had several children. */
const BEFORE_ONE_CHILD = 1955;
const CHILDREN_THEN = tickets<number>([
  [1, 15],
  [2, 40],
  [3, 30],
  [4, 15],
]);
const CHILDREN_SINCE = tickets<number>([
  [0, 10],
  [1, 62],
  [2, 28],
]);

/** @param alone only one person: to fill a city up to its exact number of residents. */
export function growClan(world: World, random: Random, alone: boolean): Clan {
  const clan: Clan = { residents: [], households: [], marriages: [] };
  const [youngest, oldest] = random.pick(FOUNDER_AGES);
  const birth = birthForAge(world, random, random.between(youngest, oldest));
  const founder = bornResident(world, random, birth, random.chance(0.5) ? 'male' : 'female');
  clan.residents.push(founder);
  const household = newHousehold(world, random, clan, true);
  moveIn(founder, household);
  if (!alone) settle(world, random, clan, founder, household);
  return clan;
}

/** Marries someone or not, raises the children, and settles those who are grown up. */
function settle(
  world: World,
  random: Random,
  clan: Clan,
  person: Resident,
  household: Household,
): void {
  const spouse = marry(world, random, clan, person);
  if (spouse?.diedOn === null && person.marital === 'married') moveIn(spouse, household);
  if (!spouse) return;

  for (const child of raiseChildren(world, random, clan, person, spouse)) {
    const isGrown = child.age >= 23 || (child.age >= 18 && !child.student);
    if (!isGrown || random.chance(0.3)) {
      moveIn(child, household);
      // Three generations under one roof.
      if (child.age >= 25 && random.chance(0.45)) settle(world, random, clan, child, household);
    } else if (random.chance(0.15)) {
      child.where = 'elsewhere';
    } else {
      const own = newHousehold(world, random, clan, random.chance(0.8));
      moveIn(child, own);
      settle(world, random, clan, child, own);
    }
  }
}

function raiseChildren(
  world: World,
  random: Random,
  clan: Clan,
  person: Resident,
  spouse: Resident,
): Resident[] {
  const mother = person.sex === 'female' ? person : spouse;
  const father = mother === person ? spouse : person;
  const wanted = random.pick(
    Number(mother.birth.slice(0, 4)) < BEFORE_ONE_CHILD ? CHILDREN_THEN : CHILDREN_SINCE,
  );
  const wedding = clan.marriages.find(
    (event) => event.type === 'IA' && event.man === father && event.woman === mother,
  );
  const children: Resident[] = [];
  let birth = wedding
    ? addDays(wedding.on, random.between(200, 1500))
    : addDays(mother.birth, 25 * 365);
  while (children.length < wanted && birth < lastDayTogether(world, clan, father, mother)) {
    const sex = random.chance(0.515) ? 'male' : 'female';
    const child = bornResident(world, random, birth, sex, { father, mother });
    child.student = child.age >= 6 && (child.age < 18 || (child.age < 23 && random.chance(0.55)));
    children.push(child);
    clan.residents.push(child);
    birth = addDays(birth, random.between(500, 2200));
  }
  return children;
}

function lastDayTogether(
  world: World,
  clan: Clan,
  father: Resident,
  mother: Resident,
): CalendarDate {
  const divorce = clan.marriages.find(
    (event) => event.type === 'IB' && event.man === father && event.woman === mother,
  );
  const ends = [world.on, addDays(mother.birth, 43 * 365)];
  for (const day of [divorce?.on, father.diedOn, mother.diedOn]) if (day) ends.push(day);
  return ends.reduce((first, day) => (day < first ? day : first));
}

function newHousehold(world: World, random: Random, clan: Clan, here: boolean): Household {
  const region = here ? world.region : random.pick(WEIHAI);
  const household: Household = {
    no: world.next('household'),
    region,
    ...dwellingIn(random, region),
    members: [],
    means: 'ordinary',
    ref: null,
    homes: [],
    vehicles: [],
    assistance: [],
    depositsYuan: 0,
    landMuX100: 0,
  };
  clan.households.push(household);
  return household;
}

function moveIn(person: Resident, household: Household): void {
  household.members.push(person);
  person.household = household;
}
