// Extreme-poverty support (特困人员救助供养): 特困人员认定办法, 民发〔2021〕43号. Three conditions: cannot work; no means of
// living, which is income below the subsistence allowance and property within limits; nobody able to support.

import { absence } from '../rules/absence.ts';
import { assistance } from '../rules/assistance.ts';
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
import { incomeStandard } from '../rules/income-standard.ts';
import { labourCapacity } from '../rules/labour-capacity.ts';
import { marriage } from '../rules/marriage.ts';
import { medicalOutlay } from '../rules/medical-outlay.ts';
import { premises } from '../rules/premises.ts';
import { registerMembers } from '../rules/register-members.ts';
import { registerState } from '../rules/register-state.ts';
import { supporterAbility } from '../rules/supporter-ability.ts';
import { vehicles } from '../rules/vehicles.ts';
import { wageSources } from '../rules/wage-sources.ts';
import { BASIC_ANSWERS, needsWith } from './needs.ts';
import { defineScheme } from './scheme.ts';
import { LASTING_STANDARDS, ROLL_UP_STANDARDS, SUPPORT_STANDARDS } from './shared-standards.ts';

export const extremePoverty = defineScheme({
  id: 'extreme-poverty',
  resources: needsWith(BASIC_ANSWERS),
  parameters: {
    ...ROLL_UP_STANDARDS,
    ...SUPPORT_STANDARDS,
    oldAge: 'extreme-poverty.labour.old-age',
    workingAge: 'extreme-poverty.labour.working-age',
    depositMonths: 'extreme-poverty.deposits.months-of-allowance',
    homeLimit: 'extreme-poverty.homes.limit',
    homeAreaPerHead: 'extreme-poverty.homes.area-per-head',
    premisesLimit: 'extreme-poverty.premises.limit',
    vehicleLimit: 'extreme-poverty.vehicles.limit',
    machineLimit: 'extreme-poverty.machines.limit',
    companyLimit: 'extreme-poverty.companies.limit',
  },
  otherStandards: LASTING_STANDARDS,
  rules: [
    identity,
    death,
    absence,
    registerState,
    registerMembers,
    marriage,
    labourCapacity,
    incomeStandard,
    homes,
    premises,
    vehicles,
    farmMachines,
    deposits,
    companies,
    declaredIncome,
    wageSources,
    employment,
    housingFund,
    medicalOutlay,
    declaredProperty,
    assistance,
    supporterAbility,
  ],
});
