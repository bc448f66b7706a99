// Rule: a household may own so many homes, and one more while all of them together give each head less than a set area.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号) leaves property limits to the localities; the numbers are standards.
// Missing answer: homes of that person are unknown; those found still stand. An area that no record gives is unknown:
// whether the exception applies is then a person's question. So is a home that somebody outside owns a part of.
//
// Worked example: limit 1, 30.00 m² a head, 4 persons, two homes of 50.00 and 69.99 m²: 119.99 < 30.00 × 4 = 120.00,
// within. With 70.00 m² it is 120.00 and exceeds.

import type { FindingDraft, Severity } from '../../domain/finding.ts';
import type { Trace } from '../../domain/trace.ts';
import type { RealEstateUnit } from '../household/real-estate.ts';
import { REAL_ESTATE } from '../resources.ts';
import { HOUSEHOLD_PROPERTY } from './articles.ts';
import { defineRule, NOTHING } from './rule.ts';
import {
  combined,
  comparatorOf,
  comparison,
  count,
  fact,
  holds,
  standardNode,
} from '../worked-sum.ts';

export const homes = defineRule({
  id: 'homes',
  article: HOUSEHOLD_PROPERTY,
  kinds: {
    'homes-above-limit': ['found', 'limit'],
    'homes-partly-owned': ['found', 'limit', 'partly'],
    'homes-area-unknown': ['found', 'limit', 'unknown'],
    'second-home-within-area': ['found', 'limit', 'area', 'areaLimit'],
  },
  parameters: ['homeLimit', 'homeAreaPerHead'],
  resources: [REAL_ESTATE],
  judge(facts, { homeLimit, homeAreaPerHead }) {
    const found = facts.realEstate.homes;
    const comparator = comparatorOf(homeLimit);
    if (holds(found.length, comparator, homeLimit.value)) return NOTHING;

    const against = comparison(
      'homes-against-limit',
      fact('homes-counted', found.length, 'count'),
      comparator,
      standardNode(homeLimit),
      false,
    );
    const figures = { found: count(found.length), limit: count(homeLimit.value) };
    if (holds(found.length - 1, comparator, homeLimit.value)) {
      const unknown = found.filter((home) => home.areaM2x100 === null).length;
      if (unknown > 0) {
        const kind = 'homes-area-unknown';
        return [about(found, kind, 'doubt', { ...figures, unknown: count(unknown) }, against)];
      }
      const area = found.reduce((sum, home) => sum + (home.areaM2x100 ?? 0), 0);
      const areaLimit = homeAreaPerHead.value * facts.living.length;
      const areaComparator = comparatorOf(homeAreaPerHead);
      if (holds(area, areaComparator, areaLimit)) {
        const limitNode = combined('product', 'area-limit', areaLimit, 'm2x100', [
          standardNode(homeAreaPerHead),
          fact('living-together', facts.living.length, 'persons'),
        ]);
        const areaNode = fact('homes-area', area, 'm2x100');
        const trace = comparison('area-against-limit', areaNode, areaComparator, limitNode, true);
        const areas = {
          area: { value: area, unit: 'm2x100' },
          areaLimit: { value: areaLimit, unit: 'm2x100' },
        } as const;
        return [about(found, 'second-home-within-area', 'info', { ...figures, ...areas }, trace)];
      }
    }
    const partly = found.filter((home) => home.isPartlyOthers).length;
    if (partly > 0 && holds(found.length - partly, comparator, homeLimit.value)) {
      const kind = 'homes-partly-owned';
      return [about(found, kind, 'doubt', { ...figures, partly: count(partly) }, against)];
    }
    return [about(found, 'homes-above-limit', 'exceeds', figures, against)];
  },
});

function about(
  found: readonly RealEstateUnit[],
  kind: string,
  severity: Severity,
  figures: FindingDraft['figures'],
  trace: Trace,
): FindingDraft {
  const personNos = [...new Set(found.flatMap((home) => home.personNos))].toSorted((a, b) => a - b);
  return {
    kind,
    severity,
    personNos,
    figures,
    evidence: found.flatMap((home) => home.evidence),
    trace,
  };
}
