// Rule: a family is in hardship by unavoidable outlays (刚性支出困难) where these reach a set share of its income.
// Law: 国办发〔2023〕39号; the share is a standard, since provinces differ.
// Missing answer: outlays of that person are unknown. Receipts of the household can always show more, so a share that is
// not reached on records is a doubt to settle, never an excess.
//
// Worked example: income 40,000.00, share 500 ‰ (>=): from 20,000.00 on. Medical insurance knows 19,999.99 paid out of
// pocket: not reached. 20,000.00: reached. Where nobody was asked, what was declared stands in its place, as a doubt.

import type { Trace } from '../../domain/trace.ts';
import { MEDICAL_OUTLAYS } from '../resources.ts';
import { LOW_INCOME_CLASSES } from './articles.ts';
import { defineRule } from './rule.ts';
import {
  combined,
  comparatorOf,
  comparison,
  fact,
  fen,
  holds,
  standardNode,
} from './worked-sum.ts';

export const rigidOutlay = defineRule({
  id: 'rigid-outlay',
  article: LOW_INCOME_CLASSES,
  kinds: {
    'outlay-reaches-share': ['outlay', 'income', 'share'],
    'outlay-below-share': ['outlay', 'income', 'share'],
    'declared-outlay-reaches-share': ['outlay', 'income', 'share'],
  },
  parameters: ['outlayPermille'],
  resources: [MEDICAL_OUTLAYS],
  judge(facts, { outlayPermille }) {
    const { outlays, living } = facts;
    // The share is one of income before outlays are taken off.
    const incomeFen = facts.income.lines.reduce((sum, line) => sum + (line.countedFen ?? 0), 0);
    const comparator = comparatorOf(outlayPermille);
    const reaches = (outlayFen: number) =>
      outlayFen > 0 && holds(outlayFen * 1000, comparator, incomeFen * outlayPermille.value);
    const declared = living.flatMap(({ person: { no, declared: stated } }): Trace[] =>
      stated.medicalOutlayFen === null
        ? []
        : [
            {
              op: 'declared',
              personNo: no,
              field: 'medicalOutlay',
              value: stated.medicalOutlayFen,
              unit: 'fen/year',
            },
          ],
    );
    const declaredFen = living.reduce(
      (sum, { person }) => sum + (person.declared.medicalOutlayFen ?? 0),
      0,
    );
    const isFound = reaches(outlays.foundFen);
    const isDeclared = !isFound && reaches(declaredFen);
    const outlayFen = isDeclared ? declaredFen : outlays.foundFen;
    const shareFen = (incomeFen * outlayPermille.value) / 1000;
    return [
      {
        kind: isFound
          ? 'outlay-reaches-share'
          : isDeclared
            ? 'declared-outlay-reaches-share'
            : 'outlay-below-share',
        severity: isFound ? 'info' : 'doubt',
        personNos: outlays.personNos,
        figures: {
          outlay: fen(outlayFen),
          income: fen(incomeFen),
          share: { value: outlayPermille.value, unit: 'permille' },
        },
        evidence: outlays.evidence,
        trace: comparison(
          'outlay-against-share',
          isDeclared
            ? combined('sum', 'medical-outlays-declared', declaredFen, 'fen', declared)
            : (outlays.trace ?? fact('medical-outlays', 0, 'fen')),
          comparator,
          combined('product', 'share-of-income', shareFen, 'fen', [
            fact('income-before-outlays', incomeFen, 'fen'),
            standardNode(outlayPermille),
          ]),
          isFound || isDeclared,
        ),
      },
    ];
  },
});
