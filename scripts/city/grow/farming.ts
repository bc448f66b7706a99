// The land that rural households contracted, and the subsidy that is paid for it to one of them.

import type { Household, World } from './model.ts';

/** Hundredths of a mu a head, and the yearly subsidy, fen a mu. */
const LEAST_LAND = 60;
const MOST_LAND = 220;
const SUBSIDY_FEN_A_MU = 12_500;
/** In which month it is paid out. */
const PAID_IN = '06';
/** One rural household in so many has no land. */
const LANDLESS_EVERY = 10;
/** A prime, so that neighbours have land of different sizes. */
const STEP = 7919;

/** Goes by the household's number: a draw would change everybody's life after it. */
export function giveLand(world: World, household: Household): void {
  const head = household.members.find(({ age }) => age >= 18);
  if (!household.rural || !head || household.no % LANDLESS_EVERY === 0) return;
  const aHead = LEAST_LAND + ((household.no * STEP) % (MOST_LAND - LEAST_LAND + 1));
  household.landMuX100 = aHead * household.members.length;
  const subsidyFen = Math.round((household.landMuX100 * SUBSIDY_FEN_A_MU) / 100);
  head.farmSubsidyFen = world.months.map((month) => (month.endsWith(PAID_IN) ? subsidyFen : 0));
}
