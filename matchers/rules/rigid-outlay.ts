// Rule: a family is in hardship by unavoidable outlays (刚性支出困难) where these reach a set share of its income.
// Law: 国办发〔2023〕39号; the share is a standard, since provinces differ.
// Missing answer: outlays of that person are unknown. Receipts of the household can always show more, so a share that is
// not reached on records is a doubt to settle, never an excess.
//
// Worked example: income 40,000.00, share 500 ‰ (>=): from 20,000.00 on. Medical insurance knows 19,999.99 paid out of
// pocket: not reached. 20,000.00: reached. Where records do not reach it and the form says more, it is a doubt.

import { addedUp, type Outlay } from '../household/outlays.ts';
import { DISABILITY_CERTIFICATES, MEDICAL_OUTLAYS } from '../resources.ts';
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
} from '../worked-sum.ts';

export const rigidOutlay = defineRule({
  id: 'rigid-outlay',
  article: LOW_INCOME_CLASSES,
  kinds: {
    'outlay-reaches-share': ['outlay', 'income', 'share'],
    'outlay-below-share': ['outlay', 'income', 'share'],
    'declared-outlay-reaches-share': ['outlay', 'income', 'share'],
  },
  parameters: ['outlayPermille', 'disabilityOutlay', 'educationOutlay'],
  resources: [MEDICAL_OUTLAYS, DISABILITY_CERTIFICATES],
  judge({ outlays, income }, { outlayPermille }) {
    // Of income before outlays are taken off, as declared where records hold less: a share of the records alone would be
    // reached by whoever is paid in cash.
    const incomeFen = income.beforeOutlaysFen;
    const comparator = comparatorOf(outlayPermille);
    const reaches = ({ fen: outlayFen }: Outlay) =>
      outlayFen > 0 && holds(outlayFen * 1000, comparator, incomeFen * outlayPermille.value);
    const known = addedUp([outlays.medical, outlays.disability]);
    const withClaims = addedUp([known, outlays.medicalClaimed, outlays.claimed]);
    const isFound = reaches(known);
    const isClaimed = !isFound && reaches(withClaims);
    const { fen: outlayFen, personNos, evidence, trace } = isClaimed ? withClaims : known;
    const shareFen = (incomeFen * outlayPermille.value) / 1000;
    return [
      {
        kind: isFound
          ? 'outlay-reaches-share'
          : isClaimed
            ? 'declared-outlay-reaches-share'
            : 'outlay-below-share',
        severity: isFound ? 'info' : 'doubt',
        personNos,
        figures: {
          outlay: fen(outlayFen),
          income: fen(incomeFen),
          share: { value: outlayPermille.value, unit: 'permille' },
        },
        evidence,
        trace:
          trace &&
          comparison(
            'outlay-against-share',
            trace,
            comparator,
            combined('product', 'share-of-income', shareFen, 'fen', [
              fact('income-larger-of-both', incomeFen, 'fen'),
              standardNode(outlayPermille),
            ]),
            isFound || isClaimed,
          ),
      },
    ];
  },
});
