// Rule: homes, vehicles, deposits, securities and businesses that a household declares agree with what departments hold.
// Law: 社会救助暂行办法 art 58 (verification); by how much amounts may differ is a standard.
// Missing answer: fewer found than declared says nothing. A field left empty is no statement: what is found is then a
// note, not a doubt. More declared than found is no fault: a register may lack it.
//
// Worked example: 0 vehicles declared, one found: a doubt. The field left empty, one home found: a note. 1,000.00 on
// deposit declared by the applicant, 900.00 of hers and 200.00 of her husband's found: 100.00 more, which is tolerated.

import type { FindingDraft } from '../../domain/finding.ts';
import type { ComparisonLine } from '../../domain/report.ts';
import type { Trace } from '../../domain/trace.ts';
import { type Holding, HOLDINGS } from '../household/comparison.ts';
import type { HouseholdFacts } from '../household/household-facts.ts';
import { COMPANIES, DEPOSITS, REAL_ESTATE, SECURITIES, VEHICLES } from '../resources.ts';
import { combined, comparison, fact, standardNode } from '../worked-sum.ts';
import { DECLARED_AGAINST_FOUND } from './articles.ts';
import type { Parameters } from './parameters.ts';
import { defineRule } from './rule.ts';

type Tolerances = Parameters<'tolerancePermille' | 'holdingsTolerance'>;

export const declaredProperty = defineRule({
  id: 'declared-property',
  article: DECLARED_AGAINST_FOUND,
  kinds: {
    'homes-under-declared': ['declared', 'found'],
    'homes-not-stated': ['found'],
    'vehicles-under-declared': ['declared', 'found'],
    'vehicles-not-stated': ['found'],
    'deposits-under-declared': ['declared', 'found'],
    'deposits-not-stated': ['found'],
    'securities-under-declared': ['declared', 'found'],
    'securities-not-stated': ['found'],
    'companies-under-declared': ['declared', 'found'],
    'companies-not-stated': ['found'],
  },
  parameters: ['tolerancePermille', 'holdingsTolerance'],
  resources: [REAL_ESTATE, VEHICLES, DEPOSITS, SECURITIES, COMPANIES],
  judge(facts, tolerances) {
    const found: FindingDraft[] = [];
    for (const line of facts.comparison.lines) {
      if (line.difference !== 'undeclared' && line.difference !== 'under-declared') continue;
      if (isHolding(line.item)) found.push(heldBeyond(line, line.item, facts, tolerances));
    }
    return found;
  },
});

function isHolding(item: string): item is Holding {
  return (HOLDINGS as readonly string[]).includes(item);
}

function heldBeyond(
  { declared, found, unit }: ComparisonLine,
  item: Holding,
  facts: HouseholdFacts,
  tolerances: Tolerances,
): FindingDraft {
  const units = unitsOf(item, facts);
  const held = fact(`${item}-found`, found ?? 0, unit);
  const isStated = declared !== null;
  return {
    kind: `${item}-${isStated ? 'under-declared' : 'not-stated'}`,
    severity: isStated ? 'doubt' : 'info',
    personNos: [...new Set(units.flatMap(({ personNos }) => personNos))].toSorted((a, b) => a - b),
    figures: {
      ...(isStated ? { declared: { value: declared, unit } } : {}),
      found: { value: found ?? 0, unit },
    },
    evidence: units.flatMap(({ evidence }) => evidence),
    trace: isStated ? beyondDeclared(item, held, declared, tolerances) : held,
  };
}

/** Counts must be equal; amounts may differ by the larger of a share and a set sum. */
function beyondDeclared(
  item: Holding,
  held: Figure,
  declared: number,
  { tolerancePermille, holdingsTolerance }: Tolerances,
): Trace {
  const stated = fact(`${item}-declared`, declared, held.unit);
  if (held.unit === 'count') return comparison('declared-against-found', stated, '=', held, false);
  const found = Number(held.value);
  const shareFen = Math.floor((found * tolerancePermille.value) / 1000);
  return comparison(
    'declared-against-found',
    combined('difference', 'found-less-declared', found - declared, 'fen', [held, stated]),
    '<=',
    shareFen > holdingsTolerance.value
      ? fact('allowed-difference', shareFen, 'fen')
      : standardNode(holdingsTolerance),
    false,
  );
}

type Figure = ReturnType<typeof fact>;
type Unit = Pick<FindingDraft, 'personNos' | 'evidence'>;

function unitsOf(item: Holding, facts: HouseholdFacts): readonly Unit[] {
  switch (item) {
    case 'homes':
      return facts.realEstate.homes;
    case 'vehicles':
      return facts.vehicles.counted;
    case 'companies':
      return facts.businesses.counted;
    case 'deposits':
    case 'securities': {
      const kind = item === 'deposits' ? 'deposit' : 'security';
      return facts.assets.counted
        .filter((asset) => asset.kind === kind)
        .map(({ personNo, evidence }) => ({ personNos: [personNo], evidence: [evidence] }));
    }
  }
}
