// What schemes ask departments for. Which answers are critical is each scheme's own; the rest is asked where connected.

import type { Role } from '../../domain/household.ts';
import type { ResourceId } from '../../domain/lookup.ts';
import * as resources from '../resources.ts';
import type { ResourceNeed } from '../resources.ts';

const LIVING_TOGETHER: readonly Role[] = ['applicant', 'member'];
const EVERYBODY: readonly Role[] = ['applicant', 'member', 'supporter'];
const NOBODY: readonly Role[] = [];

/** Of everybody: what tells who they are, what they earn and whether they can support somebody. */
const ALSO_OF_SUPPORTERS: ReadonlySet<ResourceId> = new Set([
  resources.HOUSEHOLD_REGISTER,
  resources.CONTRIBUTIONS,
  resources.PENSIONS,
  resources.TAXED_INCOME,
  resources.CUSTODY,
  resources.MILITARY_SERVICE,
]);

const ALL: readonly ResourceId[] = [
  resources.HOUSEHOLD_REGISTER,
  resources.VEHICLES,
  resources.CONTRIBUTIONS,
  resources.PENSIONS,
  resources.REAL_ESTATE,
  resources.MARRIAGES,
  resources.FUNERALS,
  resources.ASSISTANCE,
  resources.TAXED_INCOME,
  resources.COMPANIES,
  resources.HOUSING_FUND,
  resources.MEDICAL_OUTLAYS,
  resources.DISABILITY_CERTIFICATES,
  resources.VETERAN_BENEFITS,
  resources.MILITARY_SERVICE,
  resources.AGRICULTURAL_SUBSIDIES,
  resources.LAND_CONTRACTS,
  resources.FARM_MACHINES,
  resources.DEPOSITS,
  resources.SECURITIES,
  resources.POLICIES,
  resources.CUSTODY,
];

/** Who they are, what they earn, what they own and what help they have: without these nothing can be concluded. */
export const BASIC_ANSWERS: readonly ResourceId[] = [
  resources.HOUSEHOLD_REGISTER,
  resources.VEHICLES,
  resources.CONTRIBUTIONS,
  resources.PENSIONS,
  resources.REAL_ESTATE,
  resources.ASSISTANCE,
];

/** Everything there is, with the answers that the scheme cannot do without. */
export function needsWith(critical: readonly ResourceId[]): readonly ResourceNeed[] {
  return ALL.map((resource) => ({
    resource,
    askedFor: ALSO_OF_SUPPORTERS.has(resource) ? EVERYBODY : LIVING_TOGETHER,
    criticalFor: critical.includes(resource) ? LIVING_TOGETHER : NOBODY,
  }));
}

/** What a scheme asks for beside, of those who live together, where its department is connected. */
export function alsoAsked(resource: ResourceId): ResourceNeed {
  return { resource, askedFor: LIVING_TOGETHER, criticalFor: NOBODY };
}
