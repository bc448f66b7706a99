// Rule: the income of those who live together must be below the allowance standard, a head and month.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号, since 2021-07-01); income classes as 山东省 words them.
// Missing answer: what was found is then a lower bound. A lower bound that is beyond the limit of the whole window is
// beyond it whatever else comes; one below it proves nothing, and the report is incomplete by its missing answer.
//
// Worked example: standard 900.00 a month, 3 persons, window 12 months: limit 900.00 × 12 × 3 = 32,400.00. Found
// 12 × 2,700.00 = 32,400.00. Below (低于) does not include the limit itself: exceeds. One fen less does not.

import type { FindingDraft } from '../../domain/finding.ts';
import type { EvidenceId } from '../../domain/evidence.ts';
import type { IncomeLine } from '../../domain/report.ts';
import type { Trace } from '../../domain/trace.ts';
import type { HouseholdFacts } from '../household/household-facts.ts';
import { CONTRIBUTIONS, PENSIONS } from '../resources.ts';
import { HOUSEHOLD_INCOME } from './articles.ts';
import { defineRule } from './rule.ts';
import {
  combined,
  comparatorOf,
  comparison,
  fact,
  fen,
  holds,
  standardNode,
} from './worked-sum.ts';

const FIGURES = ['income', 'limit', 'standard', 'persons', 'months'] as const;

export const incomeStandard = defineRule({
  id: 'income-standard',
  article: HOUSEHOLD_INCOME,
  kinds: {
    'income-above-standard': [...FIGURES, 'perHead'],
    'income-above-standard-unsure': [...FIGURES, 'perHead'],
    'income-with-declared-above-standard': FIGURES,
    'income-below-standard': FIGURES,
  },
  parameters: ['allowanceUrban', 'allowanceRural', 'incomeWindow'],
  resources: [CONTRIBUTIONS, PENSIONS],
  judge(facts) {
    const { income, allowance, living, window } = facts;
    const comparator = comparatorOf(allowance.standard);
    const limit = allowance.standard.value * window.months * living.length;
    const isWithin = holds(income.countedFen, comparator, limit);
    if (!isWithin) {
      const kind = income.isBeyondDoubt ? 'income-above-standard' : 'income-above-standard-unsure';
      return [finding(facts, kind, foundSum(facts), income.countedFen, limit, isWithin)];
    }
    const isWithinAsDeclared = holds(income.withDeclaredFen, comparator, limit);
    if (!isWithinAsDeclared) {
      const kind = 'income-with-declared-above-standard';
      return [finding(facts, kind, largerSum(facts), income.withDeclaredFen, limit, false)];
    }
    return [
      finding(facts, 'income-below-standard', foundSum(facts), income.countedFen, limit, true),
    ];
  },
});

function finding(
  facts: HouseholdFacts,
  kind: string,
  sum: Trace,
  amountFen: number,
  limit: number,
  isWithin: boolean,
): FindingDraft {
  const { allowance, living, window, income } = facts;
  const persons = { value: living.length, unit: 'persons' } as const;
  const figures = {
    income: fen(amountFen),
    limit: fen(limit),
    standard: { value: allowance.standard.value, unit: 'fen/month' },
    persons,
    months: { value: window.months, unit: 'months' },
  } as const;
  const isFound = kind === 'income-above-standard' || kind === 'income-above-standard-unsure';
  return {
    kind,
    severity:
      kind === 'income-above-standard'
        ? 'exceeds'
        : kind === 'income-below-standard'
          ? 'info'
          : 'doubt',
    personNos: [],
    // Only for print: rounded once, and never compared.
    figures: isFound
      ? {
          ...figures,
          perHead: {
            value: Math.round(amountFen / (window.months * living.length)),
            unit: 'fen/month',
          },
        }
      : figures,
    evidence: kind === 'income-below-standard' ? [] : evidenceOf(income.persons),
    trace: comparison(
      'income-against-standard',
      sum,
      comparatorOf(allowance.standard),
      combined('product', 'limit-for-window', limit, 'fen', [
        standardNode(allowance.standard),
        fact('window-months', window.months, 'months'),
        fact('living-together', living.length, 'persons'),
      ]),
      isWithin,
    ),
  };
}

function evidenceOf(persons: HouseholdFacts['income']['persons']): EvidenceId[] {
  return persons.flatMap((person) => [...person.wage.evidence, ...person.transfer.evidence]);
}

/** What records state, line by line. */
function foundSum({ income }: HouseholdFacts): Trace {
  const of: Trace[] = [];
  for (const { wage, transfer } of income.persons) {
    if (wage.trace !== null) of.push(wage.trace);
    if (transfer.trace !== null) of.push(transfer.trace);
  }
  return combined('sum', 'income-counted', income.countedFen, 'fen', of);
}

/** In each line the larger of what counts and what was declared, less the exempt part found in it. */
function largerSum({ income, window }: HouseholdFacts): Trace {
  const of: Trace[] = [];
  for (const line of income.lines) {
    const countedFen = line.countedFen ?? 0;
    const exemptFen = (line.foundFen ?? 0) - countedFen;
    const declaredFen = line.declaredFen ?? 0;
    if (declaredFen - exemptFen <= countedFen) {
      if (line.trace !== null) of.push(line.trace);
      continue;
    }
    const declared = declaredForWindow(line, declaredFen, window.months);
    of.push(
      exemptFen === 0
        ? declared
        : combined('difference', 'declared-less-exempt', declaredFen - exemptFen, 'fen', [
            declared,
            fact('exempt-part', exemptFen, 'fen'),
          ]),
    );
  }
  return combined('sum', 'income-larger-of-both', income.withDeclaredFen, 'fen', of);
}

function declaredForWindow(line: IncomeLine, declaredFen: number, windowMonths: number): Trace {
  const { personNo, incomeClass } = line;
  const declared = { op: 'declared', personNo, field: incomeClass } as const;
  if (incomeClass === 'business' || incomeClass === 'property') {
    return { ...declared, value: declaredFen, unit: 'fen/year' };
  }
  return combined('product', 'declared-for-window', declaredFen, 'fen', [
    { ...declared, value: declaredFen / windowMonths, unit: 'fen/month' },
    fact('window-months', windowMonths, 'months'),
  ]);
}
