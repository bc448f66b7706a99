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
export const TAXED_INCOME = 'tax.income' as ResourceId;
export const COMPANIES = 'market-regulation.company' as ResourceId;
export const HOUSING_FUND = 'housing-fund.account' as ResourceId;
export const MEDICAL_OUTLAYS = 'medical-insurance.outlay' as ResourceId;
export const DISABILITY_CERTIFICATES = 'disabled-federation.certificate' as ResourceId;
export const VETERAN_BENEFITS = 'veterans.benefit' as ResourceId;
export const MILITARY_SERVICE = 'veterans.service' as ResourceId;
export const AGRICULTURAL_SUBSIDIES = 'agriculture.subsidy' as ResourceId;
export const LAND_CONTRACTS = 'agriculture.land-contract' as ResourceId;
export const FARM_MACHINES = 'agriculture.machine' as ResourceId;
export const DEPOSITS = 'banks.deposit' as ResourceId;
export const SECURITIES = 'securities.holding' as ResourceId;
export const POLICIES = 'insurance.policy' as ResourceId;
export const RENTALS = 'housing-security.rental' as ResourceId;
export const CUSTODY = 'justice.custody' as ResourceId;

/** One resource that a scheme asks for. */
export type ResourceNeed = {
  readonly resource: ResourceId;
  /** Supporters are asked less: only what tells whether they can help. */
  readonly askedFor: readonly Role[];
  /**
   * Roles for whom a missing answer makes the report incomplete. With none, the resource is asked for where its
   * department is connected, and a report does not mention it where it is not.
   */
  readonly criticalFor: readonly Role[];
};

/** Asked for the months of a window: an answer of an earlier month says nothing of the later one. */
export const BY_MONTH: ReadonlySet<ResourceId> = new Set([
  CONTRIBUTIONS,
  PENSIONS,
  TAXED_INCOME,
  MEDICAL_OUTLAYS,
  VETERAN_BENEFITS,
  AGRICULTURAL_SUBSIDIES,
]);
