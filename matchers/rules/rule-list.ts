// Every rule there is. A new rule is one file and one line here; schemes choose from them.

import { homes } from './homes.ts';
import { incomeStandard } from './income-standard.ts';
import type { Rule } from './rule.ts';
import { vehicles } from './vehicles.ts';

export const RULES: readonly Rule[] = [incomeStandard, homes, vehicles];
