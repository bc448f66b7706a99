// Rule: the income of those who live together must be below the allowance standard, a head and month.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号, since 2021-07-01); income classes as 山东省 words them.
// Missing answer: what was found is then a lower bound. A lower bound that is beyond the limit of the whole window is
// beyond it whatever else comes; one below it proves nothing, and the report is incomplete by its missing answer.
//
// Worked example: standard 900.00 a month, 3 persons, window 12 months: limit 900.00 × 12 × 3 = 32,400.00. Found
// 12 × 2,700.00 = 32,400.00. Below (低于) does not include the limit itself: exceeds. One fen less does not.

import { CONTRIBUTIONS, PENSIONS, TAXED_INCOME } from '../resources.ts';
import { HOUSEHOLD_INCOME } from './articles.ts';
import { INCOME_FIGURES, incomeAgainstLimit, limitPerHead } from './income-against-limit.ts';
import { defineRule } from './rule.ts';

const FIGURES = [...INCOME_FIGURES, 'standard'] as const;

const KINDS = {
  above: 'income-above-standard',
  unsure: 'income-above-standard-unsure',
  unlessOutlays: 'income-above-standard-unless-outlays',
  unlessFamily: 'income-above-standard-unless-family',
  withDeclared: 'income-with-declared-above-standard',
  within: 'income-below-standard',
} as const;

export const incomeStandard = defineRule({
  id: 'income-standard',
  article: HOUSEHOLD_INCOME,
  kinds: {
    'income-above-standard': [...FIGURES, 'perHead'],
    'income-above-standard-unsure': [...FIGURES, 'perHead'],
    'income-above-standard-unless-outlays': [...FIGURES, 'claimed'],
    'income-above-standard-unless-family': [...FIGURES, 'unlisted'],
    'income-with-declared-above-standard': FIGURES,
    'income-below-standard': FIGURES,
  },
  parameters: ['allowanceUrban', 'allowanceRural', 'incomeWindow'],
  resources: [CONTRIBUTIONS, PENSIONS, TAXED_INCOME],
  judge: (facts) => [
    incomeAgainstLimit(facts, limitPerHead(facts, facts.allowance.standard), KINDS),
  ],
});
