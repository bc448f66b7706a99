// Every rule there is. A new rule is one file and one line here; schemes choose from them.

import { assistance } from './assistance.ts';
import { death } from './death.ts';
import { declaredIncome } from './declared-income.ts';
import { declaredProperty } from './declared-property.ts';
import { deposits } from './deposits.ts';
import { employment } from './employment.ts';
import { homes } from './homes.ts';
import { identity } from './identity.ts';
import { incomeStandard } from './income-standard.ts';
import { marriage } from './marriage.ts';
import { premises } from './premises.ts';
import { registerState } from './register-state.ts';
import type { Rule } from './rule.ts';
import { supporterAbility } from './supporter-ability.ts';
import { vehicles } from './vehicles.ts';

export const RULES = [
  identity,
  death,
  registerState,
  marriage,
  incomeStandard,
  homes,
  premises,
  vehicles,
  deposits,
  declaredIncome,
  employment,
  declaredProperty,
  assistance,
  supporterAbility,
] as const satisfies readonly Rule[];
