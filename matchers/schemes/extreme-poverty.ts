// Extreme-poverty support (特困人员救助供养): 特困人员认定办法, 民发〔2021〕43号. Three conditions: cannot work; no means of
// living, which is income below the subsistence allowance and property within limits; nobody able to support.

import { assistance } from '../rules/assistance.ts';
import { incomeStandard } from '../rules/income-standard.ts';
import { labourCapacity } from '../rules/labour-capacity.ts';
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

export const extremePoverty = defineScheme({
  id: 'extreme-poverty',
  resources: needsWith(BASIC_ANSWERS),
  parameters: {
    ...ROLL_UP_STANDARDS,
    ...SUPPORT_STANDARDS,
    ...propertyStandards('extreme-poverty'),
    oldAge: 'extreme-poverty.labour.old-age',
    workingAge: 'extreme-poverty.labour.working-age',
  },
  otherStandards: LASTING_STANDARDS,
  rules: [
    ...PEOPLE_RULES,
    labourCapacity,
    incomeStandard,
    ...PROPERTY_RULES,
    ...DECLARATION_RULES,
    leftOutOfIncome,
    assistance,
    supporterAbility,
  ],
});
