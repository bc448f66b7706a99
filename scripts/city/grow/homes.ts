// Homes and what goes with them: sole, joint or by shares, garages, shops, homes sold, rural homes never registered.

import { addDays } from '../../../domain/calendar.ts';
import type { Home, Household, Means, Resident, World } from './model.ts';
import { dwellingIn } from './places.ts';
import type { Random } from './random.ts';

/** How many of a hundred own the home they live in, and a second one. */
const OWNERSHIP: Record<Means, { first: number; second: number }> = {
  poor: { first: 0.55, second: 0 },
  modest: { first: 0.75, second: 0.01 },
  ordinary: { first: 0.85, second: 0.12 },
  'well-off': { first: 0.97, second: 0.55 },
};
const UNRECORDED_RURAL_SHARE = 0.8;

export function giveHomes(world: World, random: Random, household: Household): void {
  const [head] = household.members;
  if (!head) return;
  const { first, second } = OWNERSHIP[household.means];
  if (random.chance(first)) {
    const home = addHome(world, random, household, { at: household.address });
    if (home.recorded && !household.rural && random.chance(0.25))
      addGarage(world, random, household);
  }
  if (random.chance(second)) addHome(world, random, household, {});
  if (household.means === 'well-off' && random.chance(0.08))
    addHome(world, random, household, { use: '商业服务' });
  if (random.chance(0.08)) addHome(world, random, household, { state: 2 });
}

/** Adds a home owned by the head alone or with the spouse. Without `at` it lies elsewhere and is registered. */
export function addHome(
  world: World,
  random: Random,
  household: Household,
  given: { at?: string; use?: Home['use']; state?: 1 | 2 },
): Home {
  const isOwnVillage = given.at !== undefined && household.rural;
  const owners = ownersOf(random, household);
  const home: Home = {
    unitNo: unitNumber(household.region, world.next('unit')),
    location: given.at ?? dwellingIn(random, household.region).address,
    use: given.use ?? '住宅',
    areaM2x100: random.between(4200, 14_500),
    ...owners,
    state: given.state ?? 1,
    registeredOn: addDays(world.on, -random.between(300, 9000)),
    recorded: !(isOwnVillage && random.chance(UNRECORDED_RURAL_SHARE)),
    mortgaged: household.means !== 'poor' && random.chance(0.2),
  };
  household.homes.push(home);
  return home;
}

function addGarage(world: World, random: Random, household: Household): void {
  household.homes.push({
    ...addedBeside(world, random, household),
    use: random.pick(['车库', '车位', '储藏室']),
    areaM2x100: random.between(900, 2600),
  });
}

/** A further unit with the same owners as the first home. */
function addedBeside(world: World, random: Random, household: Household): Home {
  const [first] = household.homes;
  if (!first) throw new RangeError('a garage stands beside a home');
  return {
    ...first,
    unitNo: unitNumber(household.region, world.next('unit')),
    location: `${first.location}地下${random.between(1, 200)}号`,
    mortgaged: false,
  };
}

function ownersOf(random: Random, household: Household): Pick<Home, 'owners' | 'ownership'> {
  const adults = household.members.filter((member) => member.age >= 18);
  const [head, second] = adults;
  const sole = head ?? household.members[0];
  if (!sole) throw new RangeError('a home has an owner');
  const spouse = adults.find((member) => member.spouse === sole);
  if (spouse && random.chance(0.6)) return joint(sole, spouse);
  if (second && second !== spouse && random.chance(0.12)) {
    const [share, other] = random.pick([
      ['50%', '50%'],
      ['1/2', '1/2'],
      ['2/3', '1/3'],
      ['70%', '30%'],
    ] as const);
    const owners = [
      { resident: sole, share },
      { resident: second, share: other },
    ];
    return { ownership: 2, owners };
  }
  return { ownership: 0, owners: [{ resident: sole, share: '' }] };
}

function joint(one: Resident, other: Resident): Pick<Home, 'owners' | 'ownership'> {
  const owners = [
    { resident: one, share: '' },
    { resident: other, share: '' },
  ];
  return { ownership: 1, owners };
}

/** 不动产单元号: cadastral district (12), right type and parcel (7), building and unit (9): 28 characters. */
function unitNumber(region: string, count: number): string {
  const parcel = Math.floor(count / 5000);
  const building = String(Math.floor((count % 5000) / 50) + 1).padStart(4, '0');
  const unit = String((count % 50) + 1).padStart(4, '0');
  return `${region}001001GB${String(parcel + 1).padStart(5, '0')}F${building}${unit}`;
}
