// Temporary aid (临时救助): for a sudden need. Income and property are looked at, and help does not wait: registers of help
// received and of contributions are enough to conclude.

import { assistance } from '../rules/assistance.ts';
import { deposits } from '../rules/deposits.ts';
import { homes } from '../rules/homes.ts';
import { incomeMultiple } from '../rules/income-multiple.ts';
import { leftOutOfIncome } from '../rules/left-out-of-income.ts';
import { vehicles } from '../rules/vehicles.ts';
import { ASSISTANCE, CONTRIBUTIONS, HOUSEHOLD_REGISTER } from '../resources.ts';
import { needsWith } from './needs.ts';
import { defineScheme } from './scheme.ts';
import { DECLARATION_RULES, PEOPLE_RULES } from './shared-rules.ts';
import { LASTING_STANDARDS, ROLL_UP_STANDARDS } from './shared-standards.ts';

export const temporaryAid = defineScheme({
  id: 'temporary-aid',
  resources: needsWith([HOUSEHOLD_REGISTER, CONTRIBUTIONS, ASSISTANCE]),
  parameters: {
    ...ROLL_UP_STANDARDS,
    incomePermille: 'temporary-aid.income.permille-of-allowance',
    depositMonths: 'temporary-aid.deposits.months-of-allowance',
    vehicleLimit: 'temporary-aid.vehicles.limit',
    homeLimit: 'temporary-aid.homes.limit',
    homeAreaPerHead: 'temporary-aid.homes.area-per-head',
  },
  otherStandards: LASTING_STANDARDS,
  rules: [
    ...PEOPLE_RULES,
    incomeMultiple,
    homes,
    vehicles,
    deposits,
    ...DECLARATION_RULES,
    leftOutOfIncome,
    assistance,
  ],
});
