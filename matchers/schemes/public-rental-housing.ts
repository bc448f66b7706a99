// Public rental housing (公共租赁住房): 住房和城乡建设部令第11号. Income a head within a sum, own homes within an area a head.

import { assistance } from '../rules/assistance.ts';
import { deposits } from '../rules/deposits.ts';
import { housingNeed } from '../rules/housing-need.ts';
import { incomePerHead } from '../rules/income-per-head.ts';
import { leftOutOfIncome } from '../rules/left-out-of-income.ts';
import { vehicles } from '../rules/vehicles.ts';
import { CONTRIBUTIONS, HOUSEHOLD_REGISTER, PENSIONS, REAL_ESTATE, RENTALS } from '../resources.ts';
import { alsoAsked, needsWith } from './needs.ts';
import { defineScheme } from './scheme.ts';
import { DECLARATION_RULES, PEOPLE_RULES } from './shared-rules.ts';
import { LASTING_STANDARDS, ROLL_UP_STANDARDS } from './shared-standards.ts';

export const publicRentalHousing = defineScheme({
  id: 'public-rental-housing',
  resources: [
    ...needsWith([HOUSEHOLD_REGISTER, CONTRIBUTIONS, PENSIONS, REAL_ESTATE]),
    alsoAsked(RENTALS),
  ],
  parameters: {
    ...ROLL_UP_STANDARDS,
    incomePerHead: 'public-rental-housing.income.per-head',
    housingNeedArea: 'public-rental-housing.housing-need.area-per-head',
    vehicleLimit: 'public-rental-housing.vehicles.limit',
    depositMonths: 'public-rental-housing.deposits.months-of-allowance',
  },
  otherStandards: LASTING_STANDARDS,
  rules: [
    ...PEOPLE_RULES,
    incomePerHead,
    housingNeed,
    vehicles,
    deposits,
    ...DECLARATION_RULES,
    leftOutOfIncome,
    assistance,
  ],
});
