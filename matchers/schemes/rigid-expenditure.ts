// Family in hardship by unavoidable outlays (刚性支出困难家庭): 国办发〔2023〕39号. Outlays reach a share of the income, which
// stays below a higher multiple of the allowance.

import { assistance } from '../rules/assistance.ts';
import { incomeMultiple } from '../rules/income-multiple.ts';
import { rigidOutlay } from '../rules/rigid-outlay.ts';
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

export const rigidExpenditure = defineScheme({
  id: 'rigid-expenditure',
  resources: needsWith(BASIC_ANSWERS),
  parameters: {
    ...ROLL_UP_STANDARDS,
    ...SUPPORT_STANDARDS,
    ...propertyStandards('rigid-expenditure'),
    incomePermille: 'rigid-expenditure.income.permille-of-allowance',
    outlayPermille: 'rigid-expenditure.outlays.permille-of-income',
  },
  otherStandards: LASTING_STANDARDS,
  rules: [
    ...PEOPLE_RULES,
    incomeMultiple,
    rigidOutlay,
    singlePersonRoute,
    ...PROPERTY_RULES,
    ...DECLARATION_RULES,
    assistance,
    supporterAbility,
  ],
});
