// The lives of one clan once its families stand: how each household fares decides what it earns and owns.

import { giveAssistance } from './assistance.ts';
import { giveLand } from './farming.ts';
import { giveHomes } from './homes.ts';
import type { Household, Means, World } from './model.ts';
import { givePensions, giveUnemploymentBenefit } from './pensions.ts';
import { type Random, tickets } from './random.ts';
import { giveVehicles } from './vehicles.ts';
import { giveWork } from './work.ts';

const MEANS = tickets<Means>([
  ['poor', 4],
  ['modest', 10],
  ['ordinary', 68],
  ['well-off', 18],
]);
/** Those who apply mostly have reason to. */
const MEANS_OF_APPLICANTS = tickets<Means>([
  ['poor', 92],
  ['modest', 8],
]);

export function drawMeans(random: Random, applies: boolean): Means {
  return random.pick(applies ? MEANS_OF_APPLICANTS : MEANS);
}

/** Pensions come before work, since what a poor household earns depends on them. */
export function liveOn(world: World, random: Random, household: Household): void {
  givePensions(world, random, household);
  giveWork(world, random, household);
  giveUnemploymentBenefit(random, household);
  giveHomes(world, random, household);
  giveVehicles(world, random, household);
  giveLand(world, household);
  giveAssistance(world, random, household);
  household.depositsYuan = savings(random, household);
}

function savings(random: Random, { means, members }: Household): number {
  const mostYuan = { poor: 4, modest: 20, ordinary: 120, 'well-off': 600 }[means];
  return random.below(mostYuan * members.length) * 500;
}
