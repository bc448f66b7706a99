// Rule: a household may own so many large farm machines.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号) leaves property limits to the localities; the number is a standard.
// Missing answer: machines of that person are unknown. A machine may be the household's livelihood, so it is a doubt.
//
// Worked example: limit 0 (不超过). One large tractor: a doubt. A small tiller, or the large one cancelled: nothing.

import { FARM_MACHINES } from '../resources.ts';
import { HOUSEHOLD_PROPERTY } from './articles.ts';
import { defineRule, NOTHING } from './rule.ts';
import { comparatorOf, comparison, count, fact, holds, standardNode } from '../worked-sum.ts';

export const farmMachines = defineRule({
  id: 'farm-machines',
  article: HOUSEHOLD_PROPERTY,
  kinds: { 'machines-above-limit': ['found', 'limit', 'plates'] },
  parameters: ['machineLimit'],
  resources: [FARM_MACHINES],
  judge({ farm: { machines } }, { machineLimit }) {
    const comparator = comparatorOf(machineLimit);
    if (holds(machines.length, comparator, machineLimit.value)) return NOTHING;
    return [
      {
        kind: 'machines-above-limit',
        severity: 'doubt',
        personNos: [...new Set(machines.flatMap(({ personNos }) => personNos))],
        figures: {
          found: count(machines.length),
          limit: count(machineLimit.value),
          plates: { value: machines.map(({ plate }) => plate).join('、'), unit: 'text' },
        },
        evidence: machines.flatMap(({ evidence }) => evidence),
        trace: comparison(
          'machines-against-limit',
          fact('machines-counted', machines.length, 'count'),
          comparator,
          standardNode(machineLimit),
          false,
        ),
      },
    ];
  },
});
