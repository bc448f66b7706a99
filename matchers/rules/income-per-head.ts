// Rule: income a head and month stays within a sum that the locality sets, not a multiple of the allowance.
// Law: 公共租赁住房管理办法（住房和城乡建设部令第11号） leaves the limits to the localities; the number is a standard.
// Missing answer: as in income-standard: what was found is a lower bound.
//
// Worked example: 3,000.00 a head (不超过), 2 persons, 12 months: 72,000.00. Found 72,000.00: within; one fen more: exceeds.

import { CONTRIBUTIONS, PENSIONS, TAXED_INCOME } from '../resources.ts';
import { PUBLIC_RENTAL_HOUSING } from './articles.ts';
import { INCOME_FIGURES, incomeAgainstLimit, limitPerHead } from './income-against-limit.ts';
import { defineRule } from './rule.ts';

const FIGURES = [...INCOME_FIGURES, 'standard'] as const;

const KINDS = {
  above: 'income-above-sum',
  unsure: 'income-above-sum-unsure',
  unlessOutlays: 'income-above-sum-unless-outlays',
  unlessFamily: 'income-above-sum-unless-family',
  withDeclared: 'income-with-declared-above-sum',
  within: 'income-within-sum',
} as const;

export const incomePerHead = defineRule({
  id: 'income-per-head',
  article: PUBLIC_RENTAL_HOUSING,
  kinds: {
    'income-above-sum': [...FIGURES, 'perHead'],
    'income-above-sum-unsure': [...FIGURES, 'perHead'],
    'income-above-sum-unless-outlays': [...FIGURES, 'claimed'],
    'income-above-sum-unless-family': [...FIGURES, 'unlisted'],
    'income-with-declared-above-sum': FIGURES,
    'income-within-sum': FIGURES,
  },
  parameters: ['incomePerHead', 'incomeWindow'],
  resources: [CONTRIBUTIONS, PENSIONS, TAXED_INCOME],
  judge: (facts, { incomePerHead: perHead }) => [
    incomeAgainstLimit(facts, limitPerHead(facts, perHead), KINDS),
  ],
});
