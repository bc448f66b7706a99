// Subsistence allowance (最低生活保障, 低保): 最低生活保障审核确认办法, 民发〔2021〕57号.

import { assistance } from '../rules/assistance.ts';
import { incomeStandard } from '../rules/income-standard.ts';
import { leftOutOfIncome } from '../rules/left-out-of-income.ts';
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

export const subsistence = defineScheme({
  id: 'subsistence',
  resources: needsWith(BASIC_ANSWERS),
  parameters: {
    ...ROLL_UP_STANDARDS,
    ...SUPPORT_STANDARDS,
    ...propertyStandards('subsistence'),
  },
  otherStandards: LASTING_STANDARDS,
  rules: [
    ...PEOPLE_RULES,
    incomeStandard,
    ...PROPERTY_RULES,
    ...DECLARATION_RULES,
    leftOutOfIncome,
    assistance,
    supporterAbility,
  ],
});
