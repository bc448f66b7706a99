// Rule: income a head and month stays within a multiple of the allowance standard; income below the standard itself is
// said, since the household may then ask for subsistence allowance instead.
// Law: 国办发〔2023〕39号 for the classes of low-income people; the multiple of each scheme is a standard.
// Missing answer: as in income-standard: what was found is a lower bound.
//
// Worked example: allowance 1,000.00, multiple 1,500 ‰ (低于), 2 persons, 12 months: 1,000.00 × 12 × 2 × 150 % =
// 36,000.00. Found 35,999.99: within. 36,000.00: exceeds. Found 20,000.00: within, and below 24,000.00 as well.

import { CONTRIBUTIONS, PENSIONS, TAXED_INCOME } from '../resources.ts';
import { LOW_INCOME_CLASSES } from './articles.ts';
import { INCOME_FIGURES, incomeAgainstLimit, limitPerHead } from './income-against-limit.ts';
import { defineRule } from './rule.ts';
import { comparatorOf, fen, holds } from '../worked-sum.ts';

const FIGURES = [...INCOME_FIGURES, 'standard', 'multiple'] as const;

const KINDS = {
  above: 'income-above-multiple',
  unsure: 'income-above-multiple-unsure',
  unlessOutlays: 'income-above-multiple-unless-outlays',
  unlessFamily: 'income-above-multiple-unless-family',
  withDeclared: 'income-with-declared-above-multiple',
  within: 'income-within-multiple',
} as const;

export const incomeMultiple = defineRule({
  id: 'income-multiple',
  article: LOW_INCOME_CLASSES,
  kinds: {
    'income-above-multiple': [...FIGURES, 'perHead'],
    'income-above-multiple-unsure': [...FIGURES, 'perHead'],
    'income-above-multiple-unless-outlays': [...FIGURES, 'claimed'],
    'income-above-multiple-unless-family': [...FIGURES, 'unlisted'],
    'income-with-declared-above-multiple': FIGURES,
    'income-within-multiple': FIGURES,
    'income-below-allowance': ['income', 'limit'],
  },
  parameters: ['incomePermille', 'allowanceUrban', 'allowanceRural', 'incomeWindow'],
  resources: [CONTRIBUTIONS, PENSIONS, TAXED_INCOME],
  judge(facts, { incomePermille }) {
    const { standard } = facts.allowance;
    const againstMultiple = incomeAgainstLimit(
      facts,
      limitPerHead(facts, standard, incomePermille),
      KINDS,
    );
    if (againstMultiple.kind !== KINDS.within) return [againstMultiple];
    const { withDeclaredFen } = facts.income;
    const allowanceFen = standard.value * facts.window.months * facts.living.length;
    if (!holds(withDeclaredFen, comparatorOf(standard), allowanceFen)) return [againstMultiple];
    return [
      againstMultiple,
      {
        kind: 'income-below-allowance',
        severity: 'info',
        personNos: [],
        figures: { income: fen(withDeclaredFen), limit: fen(allowanceFen) },
        evidence: [],
        trace: null,
      },
    ];
  },
});
