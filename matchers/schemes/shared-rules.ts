// Rules that schemes apply together, in the order in which a report lists what they find.

import { absence } from '../rules/absence.ts';
import { companies } from '../rules/companies.ts';
import { death } from '../rules/death.ts';
import { declaredIncome } from '../rules/declared-income.ts';
import { declaredProperty } from '../rules/declared-property.ts';
import { deposits } from '../rules/deposits.ts';
import { employment } from '../rules/employment.ts';
import { farmMachines } from '../rules/farm-machines.ts';
import { homes } from '../rules/homes.ts';
import { housingFund } from '../rules/housing-fund.ts';
import { identity } from '../rules/identity.ts';
import { marriage } from '../rules/marriage.ts';
import { minors } from '../rules/minors.ts';
import { premises } from '../rules/premises.ts';
import { registerMembers } from '../rules/register-members.ts';
import { registerState } from '../rules/register-state.ts';
import { vehicles } from '../rules/vehicles.ts';
import { wageSources } from '../rules/wage-sources.ts';

/** Who everybody is, and who belongs to the household. */
export const PEOPLE_RULES = [
  identity,
  death,
  absence,
  registerState,
  registerMembers,
  minors,
  marriage,
] as const;

/** What a household may own: their numbers stand in `propertyStandards`. */
export const PROPERTY_RULES = [
  homes,
  premises,
  vehicles,
  farmMachines,
  deposits,
  companies,
] as const;

/** Declared against found, and where the departments disagree. */
export const DECLARATION_RULES = [
  declaredIncome,
  wageSources,
  employment,
  housingFund,
  declaredProperty,
] as const;
