// Rule: a supporter whose income, in the months that records cover, reaches a set share of the allowance may be able to
// contribute. Said coarsely: a supporter has not applied for anything, so the report shows no amount of theirs.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号), legal duty to support; local formulas differ.
// Missing answer: nothing can be said about the supporter, and nothing is missing in the household's report.
//
// Worked example: share 2,000 ‰ (>=), allowance 1,050.00, six months covered: from 12,600.00 on. 12,600.00: a note.

import type { FindingDraft } from '../../domain/finding.ts';
import { placeInWindow } from '../household/income-window.ts';
import { transferIncome } from '../household/transfers.ts';
import { wageIncome } from '../household/wages.ts';
import { CONTRIBUTIONS, PENSIONS } from '../resources.ts';
import { DUTY_TO_SUPPORT } from './articles.ts';
import { defineRule } from './rule.ts';
import { comparatorOf, holds, months } from './worked-sum.ts';

export const supporterAbility = defineRule({
  id: 'supporter-ability',
  article: DUTY_TO_SUPPORT,
  kinds: { 'supporter-may-be-able': ['months'], 'supporter-works': ['months'] },
  parameters: ['supporterPermille', 'allowanceUrban', 'allowanceRural', 'basicPensionExempt'],
  resources: [CONTRIBUTIONS, PENSIONS],
  judge(facts, { supporterPermille, basicPensionExempt }) {
    if (facts.living.length === facts.persons.length) return [];
    const found: FindingDraft[] = [];
    for (const supporter of facts.persons) {
      if (supporter.isLivingTogether) continue;
      const wage = wageIncome(supporter.wages, facts.window);
      const benefit = transferIncome(
        supporter.benefits,
        facts.window,
        basicPensionExempt.value === 1,
      );
      const covered = new Set([...wage.monthsCovered, ...benefit.monthsCovered]).size;
      const worked = new Set(
        supporter.wages.flatMap(({ facts: { month } }) =>
          placeInWindow(facts.window, month) >= 0 ? month : [],
        ),
      ).size;
      const income = wage.countedFen + benefit.countedFen;
      const limit = facts.allowance.standard.value * supporterPermille.value * covered;
      const isAble = covered > 0 && holds(income * 1000, comparatorOf(supporterPermille), limit);
      if (!isAble && worked === 0) continue;
      found.push({
        kind: isAble ? 'supporter-may-be-able' : 'supporter-works',
        severity: 'info',
        personNos: [supporter.person.no],
        figures: { months: months(isAble ? covered : worked) },
        evidence: [],
        trace: null,
      });
    }
    return found;
  },
});
