// The household register is not the household (户口簿 ≠ 户): grown children stay on their parents' register, a
// spouse on the one they came from, students move to their school's.

import type { Clan, Household, RegisterPlace, Resident, World } from './model.ts';
import type { Random } from './random.ts';

export function assignRegisters(world: World, random: Random, clan: Clan): void {
  for (const household of clan.households) {
    const [head] = household.members;
    if (!head) continue;
    const parentsPlace = head.father?.register ?? head.mother?.register ?? null;
    const wholeFamilyThere = parentsPlace !== null && random.chance(0.06);
    const place = wholeFamilyThere ? parentsPlace : newPlace(world, household, head);
    for (const member of household.members) {
      member.register = placeOf(world, random, member, head, place, parentsPlace);
      if (member.register === null) member.where = 'registered-elsewhere';
    }
  }
  // The dead stay on the register that they shared.
  for (const resident of clan.residents) {
    if (resident.diedOn === null) continue;
    resident.register = resident.spouse?.register ?? null;
    if (resident.register === null) resident.where = 'registered-elsewhere';
  }
}

function placeOf(
  world: World,
  random: Random,
  member: Resident,
  head: Resident,
  place: RegisterPlace,
  parentsPlace: RegisterPlace | null,
): RegisterPlace | null {
  if (member === head) return parentsPlace && random.chance(0.12) ? parentsPlace : place;
  const marriedIn = member.spouse !== null && member.father === null;
  if (marriedIn && random.chance(0.05)) return null;
  if (marriedIn && random.chance(0.05) && member.household)
    return newPlace(world, member.household, member);
  if (member.student && member.age >= 18 && random.chance(0.2)) return null;
  return place;
}

function newPlace(world: World, household: Household, head: Resident): RegisterPlace {
  return {
    registerNo: String(100_000_000 + world.next('register')),
    region: household.region,
    address: household.address,
    hukouType: household.rural ? 'rural' : 'urban',
    head,
  };
}
