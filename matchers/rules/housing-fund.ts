// Rule: a housing fund account tells of work and of homes that other registers may not know.
// Law: 社会救助暂行办法 art 58 and art 68. The account itself is no wage and, by itself, no property that counts.
// Missing answer: nothing can be said.
//
// Worked example: paid into in 2026-05, no wage found or declared: a doubt. A running housing loan and no home on record:
// a doubt, for the home may be bought and not yet registered, or lie in another city.

import type { FindingDraft } from '../../domain/finding.ts';
import { placeInWindow } from '../household/income-window.ts';
import { recordsOf } from '../household/person-facts.ts';
import { HOUSING_FUND } from '../resources.ts';
import { DECLARED_AGAINST_FOUND } from './articles.ts';
import { defineRule } from './rule.ts';

export const housingFund = defineRule({
  id: 'housing-fund',
  article: DECLARED_AGAINST_FOUND,
  kinds: { 'housing-fund-paid': ['month'], 'housing-loan-without-home': [] },
  parameters: ['incomeWindow'],
  resources: [HOUSING_FUND],
  judge({ income, realEstate, window }) {
    const found: FindingDraft[] = [];
    for (const { facts: person, wage } of income.persons) {
      for (const { id, facts: account } of recordsOf(person, 'housing-fund')) {
        const about = { severity: 'doubt', personNos: [person.person.no], evidence: [id] } as const;
        const month = account.status === 'paying' ? account.lastPaidMonth : null;
        const isWageKnown =
          wage.monthsCovered.length > 0 || (person.person.declared.wageFen ?? 0) > 0;
        if (month !== null && placeInWindow(window, month) >= 0 && !isWageKnown) {
          const figures = { month: { value: month, unit: 'month' } } as const;
          found.push({ ...about, kind: 'housing-fund-paid', figures, trace: null });
        }
        if (account.hasLoan && realEstate.homes.length === 0) {
          found.push({ ...about, kind: 'housing-loan-without-home', figures: {}, trace: null });
        }
      }
    }
    return found;
  },
});
