// Rule: income a head and month stays within a multiple of the allowance standard; income below the standard itself is
// said, since the household may then ask for subsistence allowance instead.
// Law: 国办发〔2023〕39号 for the classes of low-income people; the multiple of each scheme is a standard.
// Missing answer: as in income-standard: what was found is a lower bound.
//
// Worked example: allowance 1,000.00, multiple 1,500 ‰ (低于), 2 persons, 12 months: 1,000.00 × 12 × 2 × 150 % =
// 36,000.00. Found 35,999.99: within. 36,000.00: exceeds. Found 20,000.00: within, and below 24,000.00 as well.

import type { FindingDraft } from '../../domain/finding.ts';
import { CONTRIBUTIONS, PENSIONS, TAXED_INCOME } from '../resources.ts';
import { LOW_INCOME_CLASSES } from './articles.ts';
import { INCOME_FIGURES, incomeAgainstLimit } from './income-against-limit.ts';
import { defineRule } from './rule.ts';
import { combined, comparatorOf, fact, fen, holds, standardNode } from './worked-sum.ts';

const FIGURES = [...INCOME_FIGURES, 'standard', 'multiple'] as const;

export const incomeMultiple = defineRule({
  id: 'income-multiple',
  article: LOW_INCOME_CLASSES,
  kinds: {
    'income-above-multiple': [...FIGURES, 'perHead'],
    'income-above-multiple-unsure': [...FIGURES, 'perHead'],
    'income-with-declared-above-multiple': FIGURES,
    'income-within-multiple': FIGURES,
    'income-below-allowance': ['income', 'limit'],
  },
  parameters: ['incomePermille', 'allowanceUrban', 'allowanceRural', 'incomeWindow'],
  resources: [CONTRIBUTIONS, PENSIONS, TAXED_INCOME],
  judge(facts, { incomePermille }) {
    const { living, window, income } = facts;
    const { standard } = facts.allowance;
    const allowanceFen = standard.value * window.months * living.length;
    const milliFen = allowanceFen * incomePermille.value;
    const found: FindingDraft[] = [
      incomeAgainstLimit(
        facts,
        {
          milliFen,
          comparator: comparatorOf(incomePermille),
          trace: combined('product', 'limit-for-window', Math.floor(milliFen / 1000), 'fen', [
            standardNode(standard),
            fact('window-months', window.months, 'months'),
            fact('living-together', living.length, 'persons'),
            standardNode(incomePermille),
          ]),
          figures: {
            standard: { value: standard.value, unit: 'fen/month' },
            multiple: { value: incomePermille.value, unit: 'permille' },
          },
        },
        {
          above: 'income-above-multiple',
          unsure: 'income-above-multiple-unsure',
          withDeclared: 'income-with-declared-above-multiple',
          within: 'income-within-multiple',
        },
      ),
    ];
    const isWithinMultiple = found[0]?.kind === 'income-within-multiple';
    if (isWithinMultiple && holds(income.withDeclaredFen, comparatorOf(standard), allowanceFen)) {
      found.push({
        kind: 'income-below-allowance',
        severity: 'info',
        personNos: [],
        figures: { income: fen(income.withDeclaredFen), limit: fen(allowanceFen) },
        evidence: [],
        trace: null,
      });
    }
    return found;
  },
});
