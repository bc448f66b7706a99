// Which households apply, and which of them get something wrong: a quarter, each kind about as often.

import { applyForHelp, type Application } from './applicants.ts';
import { DISCREPANCY_KINDS, type DiscrepancyKind, plantDiscrepancy } from './discrepancies.ts';
import { drawMeans, liveOn } from './lives.ts';
import type { Clan, Household, World } from './model.ts';
import type { Planted } from './planting.ts';
import type { Random } from './random.ts';

const UNTRUTHFUL_SHARE = 0.25;
/** Residents a household, rounded up: with it the applicants are all found before the city is full. */
const HOUSEHOLD_SIZE = 3.2;

export type Applied = {
  readonly application: Application;
  readonly discrepancy: { readonly kind: DiscrepancyKind; readonly planted: Planted } | null;
};

export type Applying = {
  /** Lets the clan's households live, and apply or not. */
  settle(random: Random, clan: Clan, residentsLeft: number): Applied[];
};

export function createApplying(world: World, wantedHouseholds: number): Applying {
  let applied = 0;
  const plantedOfKind = new Map<DiscrepancyKind, number>();

  function settleHousehold(
    random: Random,
    clan: Clan,
    household: Household,
    share: number,
  ): Applied | null {
    const mayApply =
      household.region === world.region && household.members.some((member) => member.age >= 18);
    const applies = mayApply && applied < wantedHouseholds && random.chance(share);
    const kinds = applies && random.chance(UNTRUTHFUL_SHARE) ? rarestFirst() : [];
    household.means =
      kinds[0] === 'income-above-standard' ? 'ordinary' : drawMeans(random, applies);
    if (applies) household.ref = `H${String(applied + 1).padStart(6, '0')}`;
    liveOn(world, random, household);
    if (household.ref === null) return null;

    const application = applyForHelp(world, random, household, household.ref);
    applied += 1;
    const discrepancy = plantDiscrepancy({ world, random, clan, application }, kinds);
    if (discrepancy !== null)
      plantedOfKind.set(discrepancy.kind, (plantedOfKind.get(discrepancy.kind) ?? 0) + 1);
    return { application, discrepancy };
  }

  /** Some kinds can happen to few households, so those planted least come first. */
  function rarestFirst(): DiscrepancyKind[] {
    const planted = (kind: DiscrepancyKind): number => plantedOfKind.get(kind) ?? 0;
    return DISCREPANCY_KINDS.toSorted((one, other) => planted(one) - planted(other));
  }

  return {
    settle(random, clan, residentsLeft) {
      // Drawing with what is still wanted over what is still to come meets the number exactly.
      const householdsLeft = Math.max(1, residentsLeft / HOUSEHOLD_SIZE);
      const share = (wantedHouseholds - applied) / householdsLeft;
      return clan.households
        .map((household) => settleHousehold(random, clan, household, share))
        .filter((one) => one !== null);
    },
  };
}
