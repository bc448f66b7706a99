// Rule: a household may have a part in so many companies and sole trades that are running.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号) leaves property limits to the localities; the number is a standard.
// Missing answer: companies of that person are unknown. Never more than a doubt: subscribed capital is not paid in, names
// are lent and stolen, and a couple's small shop is commonly cleared by a look.
//
// Worked example: limit 0 (不超过). One running company with the wife as shareholder: a doubt. The same company cancelled,
// revoked, or a cooperative she is a member of: nothing.

import { COMPANIES } from '../resources.ts';
import { HOUSEHOLD_PROPERTY } from './articles.ts';
import { defineRule, NOTHING } from './rule.ts';
import { comparatorOf, comparison, count, fact, holds, standardNode } from '../worked-sum.ts';

export const companies = defineRule({
  id: 'companies',
  article: HOUSEHOLD_PROPERTY,
  kinds: { 'companies-above-limit': ['found', 'limit', 'names'] },
  parameters: ['companyLimit'],
  resources: [COMPANIES],
  judge({ businesses: { counted } }, { companyLimit }) {
    const comparator = comparatorOf(companyLimit);
    if (holds(counted.length, comparator, companyLimit.value)) return NOTHING;
    return [
      {
        kind: 'companies-above-limit',
        severity: 'doubt',
        personNos: [...new Set(counted.flatMap(({ personNos }) => personNos))].toSorted(
          (a, b) => a - b,
        ),
        figures: {
          found: count(counted.length),
          limit: count(companyLimit.value),
          names: { value: counted.map(({ name }) => name).join('、'), unit: 'text' },
        },
        evidence: counted.flatMap(({ evidence }) => evidence),
        trace: comparison(
          'companies-against-limit',
          fact('companies-counted', counted.length, 'count'),
          comparator,
          standardNode(companyLimit),
          false,
        ),
      },
    ];
  },
});
