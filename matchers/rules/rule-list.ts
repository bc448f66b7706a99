// Every rule there is. A new rule is one file and one line here; schemes choose from them.

import { absence } from './absence.ts';
import { assistance } from './assistance.ts';
import { companies } from './companies.ts';
import { death } from './death.ts';
import { declaredIncome } from './declared-income.ts';
import { declaredProperty } from './declared-property.ts';
import { deposits } from './deposits.ts';
import { employment } from './employment.ts';
import { farmMachines } from './farm-machines.ts';
import { homes } from './homes.ts';
import { housingFund } from './housing-fund.ts';
import { housingNeed } from './housing-need.ts';
import { identity } from './identity.ts';
import { incomeMultiple } from './income-multiple.ts';
import { incomePerHead } from './income-per-head.ts';
import { incomeStandard } from './income-standard.ts';
import { labourCapacity } from './labour-capacity.ts';
import { marriage } from './marriage.ts';
import { minors } from './minors.ts';
import { leftOutOfIncome } from './left-out-of-income.ts';
import { premises } from './premises.ts';
import { registerMembers } from './register-members.ts';
import { registerState } from './register-state.ts';
import { rigidOutlay } from './rigid-outlay.ts';
import type { Rule } from './rule.ts';
import { singlePersonRoute } from './single-person-route.ts';
import { supporterAbility } from './supporter-ability.ts';
import { vehicles } from './vehicles.ts';
import { wageSources } from './wage-sources.ts';

export const RULES = [
  identity,
  death,
  absence,
  registerState,
  registerMembers,
  minors,
  marriage,
  labourCapacity,
  incomeStandard,
  incomeMultiple,
  incomePerHead,
  rigidOutlay,
  singlePersonRoute,
  homes,
  housingNeed,
  premises,
  vehicles,
  farmMachines,
  deposits,
  companies,
  declaredIncome,
  wageSources,
  employment,
  housingFund,
  leftOutOfIncome,
  declaredProperty,
  assistance,
  supporterAbility,
] as const satisfies readonly Rule[];
