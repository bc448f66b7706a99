// Subsistence allowance (最低生活保障, 低保): 最低生活保障审核确认办法, 民发〔2021〕57号.

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

export const subsistence = defineScheme({
  id: 'subsistence',
  resources: needsWith(BASIC_ANSWERS),
  parameters: {
    ...ROLL_UP_STANDARDS,
    ...SUPPORT_STANDARDS,
    depositMonths: 'subsistence.deposits.months-of-allowance',
    homeLimit: 'subsistence.homes.limit',
    homeAreaPerHead: 'subsistence.homes.area-per-head',
    premisesLimit: 'subsistence.premises.limit',
    vehicleLimit: 'subsistence.vehicles.limit',
    machineLimit: 'subsistence.machines.limit',
    companyLimit: 'subsistence.companies.limit',
  },
  otherStandards: LASTING_STANDARDS,
  rules: [
    identity,
    death,
    absence,
    registerState,
    registerMembers,
    marriage,
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
