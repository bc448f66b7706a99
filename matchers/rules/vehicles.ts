// Rule: a household may own so many vehicles; what is no vehicle in this sense is listed in household/vehicles.ts.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号) leaves property limits to the localities; the number is a standard.
// Missing answer: vehicles of that person are unknown; those found still stand.
//
// Worked example: limit 0 (不超过). One car registered to the applicant's wife: 1 > 0, exceeds. The same car
// transferred out last year: 0, nothing.

import { HOUSEHOLD_PROPERTY } from './articles.ts';
import { VEHICLES } from '../resources.ts';
import { defineRule, NOTHING } from './rule.ts';
import { comparatorOf, comparison, count, fact, holds, standardNode } from '../worked-sum.ts';

export const vehicles = defineRule({
  id: 'vehicles',
  article: HOUSEHOLD_PROPERTY,
  kinds: { 'vehicles-above-limit': ['found', 'limit', 'plates'] },
  parameters: ['vehicleLimit', 'motorcyclesCount'],
  resources: [VEHICLES],
  judge(facts, { vehicleLimit }) {
    const { counted } = facts.vehicles;
    const comparator = comparatorOf(vehicleLimit);
    if (holds(counted.length, comparator, vehicleLimit.value)) return NOTHING;
    return [
      {
        kind: 'vehicles-above-limit',
        severity: 'exceeds',
        personNos: [...new Set(counted.flatMap((vehicle) => vehicle.personNos))],
        figures: {
          found: count(counted.length),
          limit: count(vehicleLimit.value),
          plates: { value: counted.map((vehicle) => vehicle.plate).join('、'), unit: 'text' },
        },
        evidence: counted.flatMap((vehicle) => vehicle.evidence),
        trace: comparison(
          'vehicles-against-limit',
          fact('vehicles-counted', counted.length, 'count'),
          comparator,
          standardNode(vehicleLimit),
          false,
        ),
      },
    ];
  },
});
