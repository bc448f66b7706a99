// Fills in the registers of the further departments, and says what is so of each household.

import type { Desk } from './desk.ts';
import type { Clan, Household } from './model.ts';
import { type Farming, recordFarming } from './record-farming.ts';
import { type Money, recordMoney } from './record-money.ts';
import { recordRental } from './record-rental.ts';
import { recordStatus, type Status } from './record-status.ts';
import { recordTrade, type Trade } from './record-trade.ts';

export type FurtherTruth = Money & Trade & Status & Farming;

export function recordFurther(
  desk: Desk,
  clan: Clan,
  tell: (household: Household, truth: FurtherTruth) => void,
): void {
  for (const household of clan.households) {
    recordRental(desk, household);
    tell(household, {
      ...recordTrade(desk, household),
      ...recordMoney(desk, household),
      ...recordStatus(desk, household),
      ...recordFarming(desk, household),
    });
  }
}
