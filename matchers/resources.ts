// The resources that rules read, by the names that connectors give them.

import type { ResourceId } from '../domain/lookup.ts';

export const HOUSEHOLD_REGISTER = 'public-security.household-register' as ResourceId;
export const VEHICLES = 'public-security.vehicle' as ResourceId;
export const CONTRIBUTIONS = 'human-resources.contribution' as ResourceId;
export const PENSIONS = 'human-resources.pension' as ResourceId;
export const REAL_ESTATE = 'land.real-estate' as ResourceId;
export const MARRIAGES = 'civil-affairs.marriage' as ResourceId;
export const FUNERALS = 'civil-affairs.funeral' as ResourceId;
export const ASSISTANCE = 'civil-affairs.assistance' as ResourceId;
