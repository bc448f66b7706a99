// Vehicles: cars, motorcycles, mobility vehicles, lorries; scrapped, sold away or overdue ones stay in the register.

import { addDays } from '../../../domain/calendar.ts';
import type { Household, Means, Resident, Vehicle, World } from './model.ts';
import { type Random, tickets } from './random.ts';

/** How many of a hundred have a car, a second one, a motorcycle. */
const OWNERSHIP: Record<Means, { car: number; second: number; motorcycle: number }> = {
  poor: { car: 0, second: 0, motorcycle: 0.18 },
  modest: { car: 0.12, second: 0, motorcycle: 0.2 },
  ordinary: { car: 0.62, second: 0.1, motorcycle: 0.12 },
  'well-off': { car: 0.92, second: 0.45, motorcycle: 0.04 },
};
const CARS = [
  ['大众', '朗逸', 1498],
  ['五菱', '宏光', 1485],
  ['丰田', '卡罗拉', 1197],
  ['哈弗', 'H6', 1499],
  ['吉利', '帝豪', 1499],
  ['别克', '英朗', 1349],
  ['比亚迪', '海鸥', 0],
  ['比亚迪', '秦', 0],
] as const;
/** Most are in order; the others overdue, scrapped, scrapped by force, or gone to another place. */
const STATES = tickets<string>([
  ['A', 86],
  ['Q', 6],
  ['AQ', 2],
  ['E', 3],
  ['M', 1],
  ['B', 2],
]);
/** Plates have no I and no O. */
const PLATE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const PLATES = 34 ** 5;
/** Coprime to 34: spreads neighbours over the alphabet and still never repeats. */
const PLATE_STEP = 9_973_571;

export function giveVehicles(world: World, random: Random, household: Household): void {
  const adults = household.members.filter((member) => member.age >= 18 && member.age < 76);
  if (adults.length === 0) return;
  const { car, second, motorcycle } = OWNERSHIP[household.means];
  const state = (): string => random.pick(STATES);
  if (random.chance(car)) addVehicle(world, random, household, random.pick(adults), 'car', state());
  if (random.chance(second))
    addVehicle(world, random, household, random.pick(adults), 'car', state());
  if (random.chance(motorcycle))
    addVehicle(world, random, household, random.pick(adults), 'motorcycle', state());
  if (household.means === 'ordinary' && random.chance(0.02))
    addVehicle(world, random, household, random.pick(adults), 'lorry', state());
  // A car that was scrapped years ago and that poor families had, too.
  if (random.chance(0.03)) addVehicle(world, random, household, random.pick(adults), 'car', 'E');
  for (const member of household.members)
    if (member.disabilityGrade > 0 && member.disabilityGrade < 3 && random.chance(0.2))
      addVehicle(world, random, household, member, 'mobility', 'A');
}

export function addVehicle(
  world: World,
  random: Random,
  household: Household,
  owner: Resident,
  kind: Vehicle['kind'],
  state: string,
): Vehicle {
  const count = world.next('vehicle');
  const [make, model, displacementMl] = describe(random, kind);
  const isElectric = displacementMl === 0;
  const vehicle: Vehicle = {
    owner,
    kind,
    plateType: plateTypeOf(random, kind, isElectric),
    plate: `鲁K${isElectric ? 'D' : ''}${plateText(count)}`,
    make,
    model,
    vin: `L${random.pick(['SV', 'ZW', 'FV', 'GW', 'C0'])}${String(count).padStart(14, '0')}`,
    state,
    firstRegisteredOn: addDays(world.on, -random.between(60, state === 'E' ? 6500 : 4200)),
    displacementMl,
  };
  household.vehicles.push(vehicle);
  return vehicle;
}

function describe(
  random: Random,
  kind: Vehicle['kind'],
): readonly [make: string, model: string, displacementMl: number] {
  switch (kind) {
    case 'car':
      return random.pick(CARS);
    case 'motorcycle':
      return ['豪爵', 'HJ125', 124];
    case 'mobility':
      return ['宗申', '代步车', 110];
    case 'lorry':
      return ['福田', '奥铃', 2771];
  }
}

function plateTypeOf(random: Random, kind: Vehicle['kind'], isElectric: boolean): string {
  switch (kind) {
    case 'car':
      return isElectric ? '52' : '02';
    case 'motorcycle':
      return random.chance(0.7) ? '07' : '08';
    case 'mobility':
      return '08';
    case 'lorry':
      return '01';
  }
}

/** Five characters that no other count has. */
export function plateText(count: number): string {
  let rest = Number((BigInt(count) * BigInt(PLATE_STEP)) % BigInt(PLATES));
  let text = '';
  for (let place = 0; place < 5; place++) {
    text += PLATE_CHARACTERS.charAt(rest % 34);
    rest = Math.floor(rest / 34);
  }
  return text;
}
