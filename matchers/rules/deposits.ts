// Rule: deposits, securities and savings policies of those who live together may be worth so many months of the allowance
// a head.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号) leaves property limits to the localities; the number is a standard.
// Missing answer: what was found is a lower bound and stands. What was only declared is never more than a doubt.
//
// Worked example: 24 months × 1,050.00 × 2 persons = 50,400.00 (不超过). Found 50,400.00: within. 50,400.01: exceeds. Found
// nothing, declared 50,400.01: a doubt.

import type { FindingDraft } from '../../domain/finding.ts';
import type { Trace } from '../../domain/trace.ts';
import type { HouseholdFacts } from '../household/household-facts.ts';
import { DEPOSITS, POLICIES, SECURITIES } from '../resources.ts';
import { HOUSEHOLD_PROPERTY } from './articles.ts';
import type { Parameters } from './parameters.ts';
import { defineRule, NOTHING } from './rule.ts';
import {
  combined,
  comparatorOf,
  comparison,
  fact,
  fen,
  holds,
  standardNode,
} from '../worked-sum.ts';

export const deposits = defineRule({
  id: 'deposits',
  article: HOUSEHOLD_PROPERTY,
  kinds: {
    'financial-assets-above-limit': ['found', 'limit', 'persons'],
    'financial-assets-above-limit-unless-family': ['found', 'limit', 'persons', 'unlisted'],
    'declared-deposits-above-limit': ['declared', 'limit', 'persons'],
  },
  parameters: ['depositMonths', 'allowanceUrban', 'allowanceRural'],
  resources: [DEPOSITS, SECURITIES, POLICIES],
  judge(facts, { depositMonths }) {
    const { assets, living, allowance } = facts;
    const limit = depositMonths.value * allowance.standard.value * living.length;
    const comparator = comparatorOf(depositMonths);
    if (!holds(assets.countedFen, comparator, limit)) {
      return [foundAbove(facts, limit, depositMonths)];
    }
    let declared = 0;
    for (const { person } of living) {
      declared += (person.declared.depositsFen ?? 0) + (person.declared.securitiesFen ?? 0);
    }
    if (holds(declared, comparator, limit)) return NOTHING;
    return [declaredAbove(facts, declared, limit, depositMonths)];
  },
});

type DepositMonths = Parameters['depositMonths'];

function foundAbove(facts: HouseholdFacts, limit: number, months: DepositMonths): FindingDraft {
  const { counted, countedFen } = facts.assets;
  const { living, perhapsMembers } = facts;
  const limitWithFamily = (limit / living.length) * (living.length + perhapsMembers);
  const isClear = !holds(countedFen, comparatorOf(months), limitWithFamily);
  return {
    kind: isClear ? 'financial-assets-above-limit' : 'financial-assets-above-limit-unless-family',
    severity: isClear ? 'exceeds' : 'doubt',
    personNos: [...new Set(counted.map(({ personNo }) => personNo))],
    figures: {
      found: fen(countedFen),
      ...limitFigures(facts, limit),
      ...(isClear ? {} : { unlisted: { value: perhapsMembers, unit: 'persons' } }),
    },
    evidence: counted.map(({ evidence }) => evidence),
    trace: comparison(
      'deposits-against-limit',
      combined(
        'sum',
        'financial-assets',
        countedFen,
        'fen',
        counted.flatMap(({ trace }) => trace ?? []),
      ),
      comparatorOf(months),
      limitTrace(facts, limit, months),
      false,
    ),
  };
}

function declaredAbove(
  facts: HouseholdFacts,
  declared: number,
  limit: number,
  months: DepositMonths,
): FindingDraft {
  const amounts: Trace[] = [];
  const owners: number[] = [];
  for (const { person } of facts.living) {
    const { depositsFen, securitiesFen } = person.declared;
    if (depositsFen !== null) amounts.push(amount(person.no, 'deposits', depositsFen));
    if (securitiesFen !== null) amounts.push(amount(person.no, 'securities', securitiesFen));
    if ((depositsFen ?? 0) + (securitiesFen ?? 0) > 0) owners.push(person.no);
  }
  return {
    kind: 'declared-deposits-above-limit',
    severity: 'doubt',
    personNos: owners,
    figures: { declared: fen(declared), ...limitFigures(facts, limit) },
    evidence: [],
    trace: comparison(
      'deposits-against-limit',
      combined('sum', 'financial-assets-declared', declared, 'fen', amounts),
      comparatorOf(months),
      limitTrace(facts, limit, months),
      false,
    ),
  };
}

function limitFigures({ living }: HouseholdFacts, limit: number): FindingDraft['figures'] {
  return { limit: fen(limit), persons: { value: living.length, unit: 'persons' } };
}

function limitTrace({ allowance, living }: HouseholdFacts, limit: number, months: DepositMonths) {
  return combined('product', 'deposit-limit', limit, 'fen', [
    standardNode(allowance.standard),
    standardNode(months),
    fact('living-together', living.length, 'persons'),
  ]);
}

function amount(personNo: number, field: string, value: number): Trace {
  return { op: 'declared', personNo, field, value, unit: 'fen' };
}
