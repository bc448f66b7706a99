// Low-income family (最低生活保障边缘家庭, 低保边缘): 国办发〔2023〕39号. Income at or above the allowance and below a multiple of it;
// property as the locality sets it. A severely disabled or seriously ill member may apply alone (单人保).

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
import { incomeMultiple } from '../rules/income-multiple.ts';
import { marriage } from '../rules/marriage.ts';
import { medicalOutlay } from '../rules/medical-outlay.ts';
import { premises } from '../rules/premises.ts';
import { registerMembers } from '../rules/register-members.ts';
import { registerState } from '../rules/register-state.ts';
import { singlePersonRoute } from '../rules/single-person-route.ts';
import { supporterAbility } from '../rules/supporter-ability.ts';
import { vehicles } from '../rules/vehicles.ts';
import { wageSources } from '../rules/wage-sources.ts';
import { BASIC_ANSWERS, needsWith } from './needs.ts';
import { defineScheme } from './scheme.ts';
import { LASTING_STANDARDS, ROLL_UP_STANDARDS, SUPPORT_STANDARDS } from './shared-standards.ts';

export const lowIncome = defineScheme({
  id: 'low-income',
  resources: needsWith(BASIC_ANSWERS),
  parameters: {
    ...ROLL_UP_STANDARDS,
    ...SUPPORT_STANDARDS,
    incomePermille: 'low-income.income.permille-of-allowance',
    depositMonths: 'low-income.deposits.months-of-allowance',
    homeLimit: 'low-income.homes.limit',
    homeAreaPerHead: 'low-income.homes.area-per-head',
    premisesLimit: 'low-income.premises.limit',
    vehicleLimit: 'low-income.vehicles.limit',
    machineLimit: 'low-income.machines.limit',
    companyLimit: 'low-income.companies.limit',
  },
  otherStandards: LASTING_STANDARDS,
  rules: [
    identity,
    death,
    absence,
    registerState,
    registerMembers,
    marriage,
    incomeMultiple,
    singlePersonRoute,
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
