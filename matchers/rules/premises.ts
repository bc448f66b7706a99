// Rule: a household may own so many shops, offices and other units that are no homes.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号) leaves property limits to the localities; the number is a standard.
// Missing answer: premises of that person are unknown; those found still stand.
//
// Worked example: limit 0 (不超过). One shop in the applicant's name: 1 > 0, exceeds. A quarter of an inherited shop, the
// rest in the names of brothers and sisters: a doubt for a person to look at.

import { REAL_ESTATE } from '../resources.ts';
import { HOUSEHOLD_PROPERTY } from './articles.ts';
import { defineRule, NOTHING } from './rule.ts';
import { comparatorOf, comparison, count, fact, holds, standardNode } from '../worked-sum.ts';

export const premises = defineRule({
  id: 'premises',
  article: HOUSEHOLD_PROPERTY,
  kinds: {
    'premises-above-limit': ['found', 'limit'],
    'premises-partly-owned': ['found', 'limit', 'partly'],
  },
  parameters: ['premisesLimit'],
  resources: [REAL_ESTATE],
  judge(facts, { premisesLimit }) {
    const units = facts.realEstate.premises;
    const comparator = comparatorOf(premisesLimit);
    if (holds(units.length, comparator, premisesLimit.value)) return NOTHING;
    const partly = units.filter((unit) => unit.isPartlyOthers).length;
    const isOwnEnough = !holds(units.length - partly, comparator, premisesLimit.value);
    return [
      {
        kind: isOwnEnough ? 'premises-above-limit' : 'premises-partly-owned',
        severity: isOwnEnough ? 'exceeds' : 'doubt',
        personNos: [...new Set(units.flatMap((unit) => unit.personNos))].toSorted((a, b) => a - b),
        figures: {
          found: count(units.length),
          limit: count(premisesLimit.value),
          ...(isOwnEnough ? {} : { partly: count(partly) }),
        },
        evidence: units.flatMap((unit) => unit.evidence),
        trace: comparison(
          'premises-against-limit',
          fact('premises-counted', units.length, 'count'),
          comparator,
          standardNode(premisesLimit),
          false,
        ),
      },
    ];
  },
});
