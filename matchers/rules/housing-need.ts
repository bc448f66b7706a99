// Rule: public rental housing is for those whose own homes give each head no more than a set area.
// Law: 公共租赁住房管理办法 (住房和城乡建设部令第11号) leaves the area to the localities; it is a standard.
// Missing answer: homes of that person are unknown; those found still stand. An area that no record gives is unknown, and
// a home of which somebody outside owns a part may be no home to live in: both are a person's question.
//
// Worked example: 15.00 m² a head (低于), 2 persons: 29.99 m² is within, 30.00 m² exceeds. No home at all: within.

import { REAL_ESTATE } from '../resources.ts';
import { PUBLIC_RENTAL_HOUSING } from './articles.ts';
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

export const housingNeed = defineRule({
  id: 'housing-need',
  article: PUBLIC_RENTAL_HOUSING,
  kinds: {
    'home-area-above-need': ['area', 'areaLimit', 'found'],
    'home-area-above-need-unsure': ['area', 'areaLimit', 'found'],
    'home-area-not-recorded': ['unknown', 'found'],
  },
  parameters: ['housingNeedArea'],
  resources: [REAL_ESTATE],
  judge({ realEstate: { homes }, living }, { housingNeedArea }) {
    if (homes.length === 0) return NOTHING;
    const personNos = [...new Set(homes.flatMap((home) => home.personNos))].toSorted(
      (a, b) => a - b,
    );
    const evidence = homes.flatMap((home) => home.evidence);
    const area = homes.reduce((sum, home) => sum + (home.areaM2x100 ?? 0), 0);
    const limit = housingNeedArea.value * living.length;
    const comparator = comparatorOf(housingNeedArea);
    const unknown = homes.filter((home) => home.areaM2x100 === null).length;
    if (holds(area, comparator, limit)) {
      if (unknown === 0) return NOTHING;
      const figures = { unknown: count(unknown), found: count(homes.length) };
      const kind = 'home-area-not-recorded';
      return [{ kind, severity: 'doubt', personNos, figures, evidence, trace: null }];
    }
    const isUndoubted = homes.every((home) => !home.isPartlyOthers);
    return [
      {
        kind: isUndoubted ? 'home-area-above-need' : 'home-area-above-need-unsure',
        severity: isUndoubted ? 'exceeds' : 'doubt',
        personNos,
        figures: {
          area: { value: area, unit: 'm2x100' },
          areaLimit: { value: limit, unit: 'm2x100' },
          found: count(homes.length),
        },
        evidence,
        trace: comparison(
          'area-against-limit',
          fact('homes-area', area, 'm2x100'),
          comparator,
          combined('product', 'area-limit', limit, 'm2x100', [
            standardNode(housingNeedArea),
            fact('living-together', living.length, 'persons'),
          ]),
          false,
        ),
      },
    ];
  },
});
