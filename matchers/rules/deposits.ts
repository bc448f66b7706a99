// Rule: deposits and securities of those who live together may be worth so many months of the allowance a head.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号) leaves property limits to the localities; the number is a standard.
// Missing answer: no bank is connected yet, so this judges the declaration alone, and never as more than a doubt.
//
// Worked example: 24 months × 1,050.00 × 2 persons = 50,400.00 (不超过). Declared 50,400.00: within. 50,400.01: a doubt.

import type { Trace } from '../../domain/trace.ts';
import { HOUSEHOLD_PROPERTY } from './articles.ts';
import { defineRule, NOTHING } from './rule.ts';
import {
  combined,
  comparatorOf,
  comparison,
  fact,
  fen,
  holds,
  standardNode,
} from './worked-sum.ts';

export const deposits = defineRule({
  id: 'deposits',
  article: HOUSEHOLD_PROPERTY,
  kinds: { 'declared-deposits-above-limit': ['declared', 'limit', 'persons'] },
  parameters: ['depositMonths', 'allowanceUrban', 'allowanceRural'],
  resources: [],
  judge(facts, { depositMonths }) {
    let declared = 0;
    for (const { person } of facts.living) {
      declared += (person.declared.depositsFen ?? 0) + (person.declared.securitiesFen ?? 0);
    }
    const { standard } = facts.allowance;
    const limit = depositMonths.value * standard.value * facts.living.length;
    const comparator = comparatorOf(depositMonths);
    if (holds(declared, comparator, limit)) return NOTHING;

    const amounts: Trace[] = [];
    const owners: number[] = [];
    for (const { person } of facts.living) {
      const { depositsFen, securitiesFen } = person.declared;
      if (depositsFen !== null) amounts.push(amount(person.no, 'deposits', depositsFen));
      if (securitiesFen !== null) amounts.push(amount(person.no, 'securities', securitiesFen));
      if ((depositsFen ?? 0) + (securitiesFen ?? 0) > 0) owners.push(person.no);
    }
    return [
      {
        kind: 'declared-deposits-above-limit',
        severity: 'doubt',
        personNos: owners,
        figures: {
          declared: fen(declared),
          limit: fen(limit),
          persons: { value: facts.living.length, unit: 'persons' },
        },
        evidence: [],
        trace: comparison(
          'deposits-against-limit',
          combined('sum', 'deposits-declared', declared, 'fen', amounts),
          comparator,
          combined('product', 'deposit-limit', limit, 'fen', [
            standardNode(standard),
            standardNode(depositMonths),
            fact('living-together', facts.living.length, 'persons'),
          ]),
          false,
        ),
      },
    ];
  },
});

function amount(personNo: number, field: string, value: number): Trace {
  return { op: 'declared', personNo, field, value, unit: 'fen' };
}
