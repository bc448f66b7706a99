// Rule: a supporter whose income, in the months that records cover, reaches a set share of the allowance may be able to
// contribute. Said coarsely: a supporter has not applied for anything, so the report shows no amount of theirs, only
// what the usual formula would make due, rounded down to ten yuan.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号), legal duty to support. The formula is a local one: of what a month's income
// exceeds the allowance, a share by how many supporters there are, divided among those who are supported. The supporter's
// own family is not known here and lowers it. A fee that was agreed or that a court set overrides it.
// Missing answer: nothing can be said about the supporter, and nothing is missing in the household's report.
//
// Worked example: share 2,000 ‰ (>=), allowance 1,050.00, six months covered: from 12,600.00 on. 12,600.00: a note. A
// month has 2,100.00, which is 1,050.00 above the allowance; 50 % of it is 525.00; one parent is supported: 520.00.

import type { FindingDraft } from '../../domain/finding.ts';
import type { HouseholdFacts } from '../household/household-facts.ts';
import { placeInWindow } from '../household/income-window.ts';
import { type PersonFacts, recordsOf } from '../household/person-facts.ts';
import { taxedIncome } from '../household/taxed-income.ts';
import { transferIncome } from '../household/transfers.ts';
import { wageIncome } from '../household/wages.ts';
import { CONTRIBUTIONS, PENSIONS, TAXED_INCOME } from '../resources.ts';
import { DUTY_TO_SUPPORT } from './articles.ts';
import type { Parameters } from './parameters.ts';
import { defineRule, NOTHING } from './rule.ts';
import { comparatorOf, fen, holds, months } from '../worked-sum.ts';

/** fen: fees are said in whole tens of yuan, rounded down. */
const FEE_STEP_FEN = 10_00;

type Shares = Parameters<'supportShareOfTwo' | 'supportShareOfMore'>;

export const supporterAbility = defineRule({
  id: 'supporter-ability',
  article: DUTY_TO_SUPPORT,
  kinds: { 'supporter-may-be-able': ['months', 'fee'], 'supporter-works': ['months'] },
  parameters: [
    'supporterPermille',
    'supportShareOfTwo',
    'supportShareOfMore',
    'allowanceUrban',
    'allowanceRural',
  ],
  resources: [CONTRIBUTIONS, PENSIONS, TAXED_INCOME],
  judge(facts, parameters) {
    if (facts.living.length === facts.persons.length) return NOTHING;
    const { supporterPermille } = parameters;
    const found: FindingDraft[] = [];
    for (const supporter of facts.persons) {
      if (supporter.isLivingTogether) continue;
      const { income, covered } = incomeOf(supporter, facts);
      const limit = facts.allowance.standard.value * supporterPermille.value * covered;
      const isAble = covered > 0 && holds(income * 1000, comparatorOf(supporterPermille), limit);
      const worked = isAble ? covered : monthsOfWork(supporter, facts);
      if (!isAble && worked === 0) continue;
      found.push({
        kind: isAble ? 'supporter-may-be-able' : 'supporter-works',
        severity: 'info',
        personNos: [supporter.person.no],
        figures: isAble
          ? { months: months(covered), fee: feeOf(income, covered, facts, parameters) }
          : { months: months(worked) },
        evidence: [],
        trace: null,
      });
    }
    return found;
  },
});

function incomeOf(supporter: PersonFacts, { window, incomeRules }: HouseholdFacts) {
  const taxed = recordsOf(supporter, 'income-month');
  const classes = [
    wageIncome(supporter.wages, window, incomeRules.wages),
    taxedIncome(taxed, 'business', window),
    taxedIncome(taxed, 'property', window),
    transferIncome(supporter.benefits, window, incomeRules.exempt),
  ];
  return {
    income: classes.reduce((sum, { countedFen }) => sum + countedFen, 0),
    covered: new Set(classes.flatMap(({ monthsCovered }) => monthsCovered)).size,
  };
}

function monthsOfWork({ wages }: PersonFacts, { window }: HouseholdFacts): number {
  const worked = wages.flatMap(({ facts: { month } }) =>
    placeInWindow(window, month) >= 0 ? month : [],
  );
  return new Set(worked).size;
}

/** By the formula, of an average month among those that records cover. */
function feeOf(income: number, covered: number, facts: HouseholdFacts, shares: Shares) {
  const supporters = facts.persons.length - facts.living.length;
  const share = supporters <= 2 ? shares.supportShareOfTwo : shares.supportShareOfMore;
  const above = Math.max(0, income - facts.allowance.standard.value * covered);
  const monthly = (above * share.value) / (1000 * covered * facts.living.length);
  return fen(Math.floor(monthly / FEE_STEP_FEN) * FEE_STEP_FEN);
}
