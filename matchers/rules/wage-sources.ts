// Rule: where human resources and the tax authority, or two insurances, state different wages for the same month, a
// person asks which is right. The higher counts meanwhile, and never carries an excess.
// Law: 社会救助暂行办法 art 58 (verification across departments); how far two figures may differ is a standard.
// Missing answer: with one source there is nothing to disagree.
//
// Worked example: 2026-05, contributions state 3,000.00, the tax authority 3,100.00. Tolerance: the larger of 5 % of
// 3,100.00 = 155.00 and 50.00: they agree, 3,100.00 counts. With 3,400.00 they do not: a doubt.

import type { FindingDraft } from '../../domain/finding.ts';
import { CONTRIBUTIONS, TAXED_INCOME } from '../resources.ts';
import { VERIFICATION_ON_AUTHORISATION } from './articles.ts';
import { defineRule } from './rule.ts';
import { fen, months } from '../worked-sum.ts';

export const wageSources = defineRule({
  id: 'wage-sources',
  article: VERIFICATION_ON_AUTHORISATION,
  kinds: { 'wage-sources-disagree': ['found', 'months'] },
  parameters: ['tolerancePermille', 'toleranceMonthly'],
  resources: [CONTRIBUTIONS, TAXED_INCOME],
  judge({ income }) {
    const found: FindingDraft[] = [];
    for (const { facts, wage } of income.persons) {
      if (wage.unsure !== 'records-disagree') continue;
      const personNo = facts.person.no;
      found.push({
        kind: 'wage-sources-disagree',
        severity: 'doubt',
        personNos: [personNo],
        figures: { found: fen(wage.foundFen), months: months(wage.monthsCovered.length) },
        evidence: wage.evidence,
        trace: { op: 'ref', personNo, incomeClass: 'wage', value: wage.countedFen, unit: 'fen' },
      });
    }
    return found;
  },
});
