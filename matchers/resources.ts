// The resources that rules read, by the names that connectors give them.

import type { Role } from '../domain/household.ts';
import type { ResourceId } from '../domain/lookup.ts';

export const HOUSEHOLD_REGISTER = 'public-security.household-register' as ResourceId;
export const VEHICLES = 'public-security.vehicle' as ResourceId;
export const CONTRIBUTIONS = 'human-resources.contribution' as ResourceId;
export const PENSIONS = 'human-resources.pension' as ResourceId;
export const REAL_ESTATE = 'land.real-estate' as ResourceId;
export const MARRIAGES = 'civil-affairs.marriage' as ResourceId;
export const FUNERALS = 'civil-affairs.funeral' as ResourceId;
export const ASSISTANCE = 'civil-affairs.assistance' as ResourceId;

/** One resource that a scheme asks for. */
export type ResourceNeed = {
  readonly resource: ResourceId;
  /** Supporters are asked less: only what tells whether they can help. */
  readonly askedFor: readonly Role[];
  /** Roles for whom a missing answer makes the report incomplete. */
  readonly criticalFor: readonly Role[];
};
