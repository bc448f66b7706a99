// Public rental housing (公共租赁住房): 住房和城乡建设部令第11号. Income a head within a sum, own homes within an area a head.

import { absence } from '../rules/absence.ts';
import { assistance } from '../rules/assistance.ts';
import { death } from '../rules/death.ts';
import { declaredIncome } from '../rules/declared-income.ts';
import { declaredProperty } from '../rules/declared-property.ts';
import { deposits } from '../rules/deposits.ts';
import { employment } from '../rules/employment.ts';
import { housingFund } from '../rules/housing-fund.ts';
import { housingNeed } from '../rules/housing-need.ts';
import { identity } from '../rules/identity.ts';
import { incomePerHead } from '../rules/income-per-head.ts';
import { marriage } from '../rules/marriage.ts';
import { registerMembers } from '../rules/register-members.ts';
import { registerState } from '../rules/register-state.ts';
import { vehicles } from '../rules/vehicles.ts';
import { wageSources } from '../rules/wage-sources.ts';
import { CONTRIBUTIONS, HOUSEHOLD_REGISTER, PENSIONS, REAL_ESTATE } from '../resources.ts';
import { needsWith } from './needs.ts';
import { defineScheme } from './scheme.ts';
import { LASTING_STANDARDS, ROLL_UP_STANDARDS } from './shared-standards.ts';

export const publicRentalHousing = defineScheme({
  id: 'public-rental-housing',
  resources: needsWith([HOUSEHOLD_REGISTER, CONTRIBUTIONS, PENSIONS, REAL_ESTATE]),
  parameters: {
    ...ROLL_UP_STANDARDS,
    incomePerHead: 'public-rental-housing.income.per-head',
    housingNeedArea: 'public-rental-housing.housing-need.area-per-head',
    vehicleLimit: 'public-rental-housing.vehicles.limit',
    depositMonths: 'public-rental-housing.deposits.months-of-allowance',
  },
  otherStandards: LASTING_STANDARDS,
  rules: [
    identity,
    death,
    absence,
    registerState,
    registerMembers,
    marriage,
    incomePerHead,
    housingNeed,
    vehicles,
    deposits,
    declaredIncome,
    wageSources,
    employment,
    housingFund,
    declaredProperty,
    assistance,
  ],
});
