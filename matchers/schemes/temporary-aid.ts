// Temporary aid (临时救助): for a sudden need. Income and property are looked at, and help does not wait: registers of help
// received and of contributions are enough to conclude.

import { absence } from '../rules/absence.ts';
import { assistance } from '../rules/assistance.ts';
import { death } from '../rules/death.ts';
import { declaredIncome } from '../rules/declared-income.ts';
import { declaredProperty } from '../rules/declared-property.ts';
import { deposits } from '../rules/deposits.ts';
import { employment } from '../rules/employment.ts';
import { homes } from '../rules/homes.ts';
import { identity } from '../rules/identity.ts';
import { incomeMultiple } from '../rules/income-multiple.ts';
import { marriage } from '../rules/marriage.ts';
import { medicalOutlay } from '../rules/medical-outlay.ts';
import { registerState } from '../rules/register-state.ts';
import { vehicles } from '../rules/vehicles.ts';
import { wageSources } from '../rules/wage-sources.ts';
import { ASSISTANCE, CONTRIBUTIONS, HOUSEHOLD_REGISTER } from '../resources.ts';
import { needsWith } from './needs.ts';
import { defineScheme } from './scheme.ts';
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
    identity,
    death,
    absence,
    registerState,
    marriage,
    incomeMultiple,
    homes,
    vehicles,
    deposits,
    declaredIncome,
    wageSources,
    employment,
    medicalOutlay,
    declaredProperty,
    assistance,
  ],
});
