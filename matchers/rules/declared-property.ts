// Rule: homes and vehicles that a household declares agree with the registers.
// Law: 社会救助暂行办法 art 68 (truthful declaration).
// Missing answer: fewer found than declared says nothing. A field left empty is no statement: what is found is then a
// note, not a doubt. More declared than found is no fault: a register may lack it.
//
// Worked example: 0 vehicles declared, one found: a doubt. The field left empty, one home found: a note.

import type { FindingDraft } from '../../domain/finding.ts';
import { REAL_ESTATE, VEHICLES } from '../resources.ts';
import { TRUTHFUL_DECLARATION } from './articles.ts';
import { defineRule } from './rule.ts';
import { count, fact } from './worked-sum.ts';

export const declaredProperty = defineRule({
  id: 'declared-property',
  article: TRUTHFUL_DECLARATION,
  kinds: {
    'homes-under-declared': ['declared', 'found'],
    'homes-not-stated': ['found'],
    'vehicles-under-declared': ['declared', 'found'],
    'vehicles-not-stated': ['found'],
  },
  parameters: [],
  resources: [REAL_ESTATE, VEHICLES],
  judge(facts) {
    const found: FindingDraft[] = [];
    for (const line of facts.comparison.lines) {
      if (line.item !== 'homes' && line.item !== 'vehicles') continue;
      if (line.difference !== 'undeclared' && line.difference !== 'under-declared') continue;
      const isStated = line.declared !== null;
      const units = line.item === 'homes' ? facts.realEstate.homes : facts.vehicles.counted;
      const held = fact(`${line.item}-counted`, units.length, 'count');
      found.push({
        kind: `${line.item}-${isStated ? 'under-declared' : 'not-stated'}`,
        severity: isStated ? 'doubt' : 'info',
        personNos: [...new Set(units.flatMap((unit) => unit.personNos))].toSorted((a, b) => a - b),
        figures: {
          ...(isStated ? { declared: count(line.declared) } : {}),
          found: count(units.length),
        },
        evidence: units.flatMap((unit) => unit.evidence),
        trace: isStated
          ? {
              op: 'compare',
              label: 'declared-against-found',
              left: fact(`${line.item}-declared`, line.declared, 'count'),
              comparator: '=',
              right: held,
              holds: false,
            }
          : held,
      });
    }
    return found;
  },
});
