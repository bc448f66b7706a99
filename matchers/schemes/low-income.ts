// Low-income family (最低生活保障边缘家庭, 低保边缘): 国办发〔2023〕39号. Income at or above the allowance and below a multiple of it;
// property as the locality sets it. A severely disabled or seriously ill member may apply alone (单人保).

import { assistance } from '../rules/assistance.ts';
import { incomeMultiple } from '../rules/income-multiple.ts';
import { leftOutOfIncome } from '../rules/left-out-of-income.ts';
import { singlePersonRoute } from '../rules/single-person-route.ts';
import { supporterAbility } from '../rules/supporter-ability.ts';
import { BASIC_ANSWERS, needsWith } from './needs.ts';
import { defineScheme } from './scheme.ts';
import { DECLARATION_RULES, PEOPLE_RULES, PROPERTY_RULES } from './shared-rules.ts';
import {
  LASTING_STANDARDS,
  propertyStandards,
  ROLL_UP_STANDARDS,
  SUPPORT_STANDARDS,
} from './shared-standards.ts';

export const lowIncome = defineScheme({
  id: 'low-income',
  resources: needsWith(BASIC_ANSWERS),
  parameters: {
    ...ROLL_UP_STANDARDS,
    ...SUPPORT_STANDARDS,
    ...propertyStandards('low-income'),
    incomePermille: 'low-income.income.permille-of-allowance',
  },
  otherStandards: LASTING_STANDARDS,
  rules: [
    ...PEOPLE_RULES,
    incomeMultiple,
    singlePersonRoute,
    ...PROPERTY_RULES,
    ...DECLARATION_RULES,
    leftOutOfIncome,
    assistance,
    supporterAbility,
  ],
});
