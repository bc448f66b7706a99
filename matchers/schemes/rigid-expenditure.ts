// Family in hardship by unavoidable outlays (刚性支出困难家庭): 国办发〔2023〕39号. Outlays reach a share of the income, which
// stays below a higher multiple of the allowance.

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
import { premises } from '../rules/premises.ts';
import { registerMembers } from '../rules/register-members.ts';
import { registerState } from '../rules/register-state.ts';
import { rigidOutlay } from '../rules/rigid-outlay.ts';
import { singlePersonRoute } from '../rules/single-person-route.ts';
import { supporterAbility } from '../rules/supporter-ability.ts';
import { vehicles } from '../rules/vehicles.ts';
import { wageSources } from '../rules/wage-sources.ts';
import { BASIC_ANSWERS, needsWith } from './needs.ts';
import { defineScheme } from './scheme.ts';
import { LASTING_STANDARDS, ROLL_UP_STANDARDS, SUPPORT_STANDARDS } from './shared-standards.ts';

export const rigidExpenditure = defineScheme({
  id: 'rigid-expenditure',
  resources: needsWith(BASIC_ANSWERS),
  parameters: {
    ...ROLL_UP_STANDARDS,
    ...SUPPORT_STANDARDS,
    incomePermille: 'rigid-expenditure.income.permille-of-allowance',
    outlayPermille: 'rigid-expenditure.outlays.permille-of-income',
    depositMonths: 'rigid-expenditure.deposits.months-of-allowance',
    homeLimit: 'rigid-expenditure.homes.limit',
    homeAreaPerHead: 'rigid-expenditure.homes.area-per-head',
    premisesLimit: 'rigid-expenditure.premises.limit',
    vehicleLimit: 'rigid-expenditure.vehicles.limit',
    machineLimit: 'rigid-expenditure.machines.limit',
    companyLimit: 'rigid-expenditure.companies.limit',
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
    rigidOutlay,
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
    declaredProperty,
    assistance,
    supporterAbility,
  ],
});
