// Rule: homes, vehicles, deposits, securities and businesses that a household declares agree with what departments hold.
// Law: 社会救助暂行办法 art 68 (truthful declaration).
// Missing answer: fewer found than declared says nothing. A field left empty is no statement: what is found is then a
// note, not a doubt. More declared than found is no fault: a register may lack it.
//
// Worked example: 0 vehicles declared, one found: a doubt. The field left empty, one home found: a note.

import type { FindingDraft } from '../../domain/finding.ts';
import type { ComparisonLine } from '../../domain/report.ts';
import type { HouseholdFacts } from '../household/household-facts.ts';
import { COMPANIES, DEPOSITS, REAL_ESTATE, SECURITIES, VEHICLES } from '../resources.ts';
import { DECLARED_AGAINST_FOUND } from './articles.ts';
import { defineRule } from './rule.ts';
import { comparison, count, fact } from '../worked-sum.ts';

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
  judge(facts) {
    const found: FindingDraft[] = [];
    for (const line of facts.comparison.lines) {
      if (line.difference !== 'undeclared' && line.difference !== 'under-declared') continue;
      if (isHolding(line.item)) found.push(heldByPerson(line, line.item, facts));
      if (line.item !== 'homes' && line.item !== 'vehicles') continue;
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

/** What is compared a person at a time. */
const HOLDINGS = ['deposits', 'securities', 'companies'] as const;
type Holding = (typeof HOLDINGS)[number];

function isHolding(item: string): item is Holding {
  return (HOLDINGS as readonly string[]).includes(item);
}

function heldByPerson(
  { personNo, declared, found, unit }: ComparisonLine,
  item: Holding,
  { assets, businesses }: HouseholdFacts,
): FindingDraft {
  const isStated = declared !== null;
  const no = personNo ?? 0;
  const held = fact(`${item}-found`, found ?? 0, unit);
  const assetKind = item === 'deposits' ? 'deposit' : 'security';
  const evidence =
    item === 'companies'
      ? businesses.counted
          .filter(({ personNos }) => personNos.includes(no))
          .flatMap((business) => business.evidence)
      : assets.counted
          .filter((asset) => asset.kind === assetKind && asset.personNo === no)
          .map((asset) => asset.evidence);
  return {
    kind: `${item}-${isStated ? 'under-declared' : 'not-stated'}`,
    severity: isStated ? 'doubt' : 'info',
    personNos: [no],
    figures: {
      ...(isStated ? { declared: { value: declared, unit } } : {}),
      found: { value: found ?? 0, unit },
    },
    evidence,
    trace: isStated
      ? comparison(
          'declared-against-found',
          { op: 'declared', personNo: no, field: item, value: declared, unit },
          '=',
          held,
          false,
        )
      : held,
  };
}
