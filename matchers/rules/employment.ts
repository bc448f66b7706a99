// Rule: whoever an employer pays contributions for works; a household that declares no wage of theirs is asked.
// Law: 社会救助暂行办法 art 68 (truthful declaration).
// Missing answer: nothing can be said. A contribution base is never an amount: it has a floor of 60 % of the average
// wage, so a person on half pay seems to earn more than they do.
//
// Worked example: bases for 2026-01 to 2026-04, no reported wage, wage declared 0: a doubt with four months, no amount.
// The same with 1,800.00 declared: a note that the amount could not be checked.

import type { FindingDraft } from '../../domain/finding.ts';
import { placeInWindow } from '../household/income-window.ts';
import { CONTRIBUTIONS } from '../resources.ts';
import { DECLARED_AGAINST_FOUND } from './articles.ts';
import { defineRule } from './rule.ts';
import { fact, months } from '../worked-sum.ts';

export const employment = defineRule({
  id: 'employment',
  article: DECLARED_AGAINST_FOUND,
  kinds: { 'employment-undeclared': ['months'], 'wage-known-by-base-only': ['months'] },
  parameters: ['incomeWindow'],
  resources: [CONTRIBUTIONS],
  judge(facts) {
    const found: FindingDraft[] = [];
    for (const { facts: person, wage } of facts.income.persons) {
      if (!person.wages.some(({ facts: { basis } }) => basis === 'contribution-base')) continue;
      const withWage = new Set(wage.monthsCovered);
      const bases = person.wages.filter(
        ({ facts: { basis, month } }) =>
          basis === 'contribution-base' &&
          !withWage.has(month) &&
          placeInWindow(facts.window, month) >= 0,
      );
      if (bases.length === 0) continue;
      const worked = new Set(bases.map((base) => base.facts.month)).size;
      // With a wage found in other months, that wage is what the household is asked about.
      const isUndeclared = (person.person.declared.wageFen ?? 0) === 0 && withWage.size === 0;
      found.push({
        kind: isUndeclared ? 'employment-undeclared' : 'wage-known-by-base-only',
        severity: isUndeclared ? 'doubt' : 'info',
        personNos: [person.person.no],
        figures: { months: months(worked) },
        evidence: bases.map(({ id }) => id),
        trace: fact('months-with-contribution-base', worked, 'months'),
      });
    }
    return found;
  },
});
