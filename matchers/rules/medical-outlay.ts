// Rule: medical costs paid out of pocket are said, whether or not the standards take them off the income.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号), deductions from income; whether they apply is a standard.
// Missing answer: nothing can be said; receipts can show more.
//
// Worked example: 6,000.00 paid out of pocket within the window, standard says deducted: income counts 6,000.00 less.

import { MEDICAL_OUTLAYS } from '../resources.ts';
import { HOUSEHOLD_INCOME } from './articles.ts';
import { defineRule, NOTHING } from './rule.ts';
import { fen } from './worked-sum.ts';

export const medicalOutlay = defineRule({
  id: 'medical-outlay',
  article: HOUSEHOLD_INCOME,
  kinds: { 'medical-outlay-deducted': ['outlay'], 'medical-outlay-on-record': ['outlay'] },
  parameters: ['medicalOutlayDeducted'],
  resources: [MEDICAL_OUTLAYS],
  judge({ outlays, income }) {
    if (outlays.foundFen === 0) return NOTHING;
    return [
      {
        kind: income.deduction === null ? 'medical-outlay-on-record' : 'medical-outlay-deducted',
        severity: 'info',
        personNos: outlays.personNos,
        figures: { outlay: fen(outlays.foundFen) },
        evidence: outlays.evidence,
        trace: outlays.trace,
      },
    ];
  },
});
