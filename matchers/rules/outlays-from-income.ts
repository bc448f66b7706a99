// Rule: unavoidable outlays are said, whether or not the standards take them off the income.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号), deductions from income; whether they apply, and set sums, are standards.
// Missing answer: nothing can be said; receipts can show more. What the form says without a record is claimed: it is taken
// off by a person who has seen the papers, and it never makes an income count less here.
//
// Worked example: 6,000.00 paid out of pocket within the window, standard says deducted: income counts 6,000.00 less. The
// form says 6,500.00: 500.00 more are claimed. A member whose certificate says grade 1, 100.00 a month: 1,200.00 less.

import type { FindingDraft } from '../../domain/finding.ts';
import type { Outlay } from '../household/outlays.ts';
import { DISABILITY_CERTIFICATES, MEDICAL_OUTLAYS } from '../resources.ts';
import { fen } from '../worked-sum.ts';
import { HOUSEHOLD_INCOME } from './articles.ts';
import { defineRule } from './rule.ts';

export const outlaysFromIncome = defineRule({
  id: 'outlays-from-income',
  article: HOUSEHOLD_INCOME,
  kinds: {
    'medical-outlay-deducted': ['outlay'],
    'medical-outlay-on-record': ['outlay'],
    'disability-outlay-deducted': ['outlay'],
    'outlays-claimed': ['outlay'],
  },
  parameters: ['medicalOutlayDeducted', 'disabilityOutlay', 'educationOutlay'],
  resources: [MEDICAL_OUTLAYS, DISABILITY_CERTIFICATES],
  judge({ outlays, income }, { medicalOutlayDeducted }) {
    const isDeducted = medicalOutlayDeducted.value === 1;
    return [
      ...about(
        isDeducted ? 'medical-outlay-deducted' : 'medical-outlay-on-record',
        outlays.medical,
      ),
      ...about('disability-outlay-deducted', outlays.disability),
      ...about('outlays-claimed', income.claimed),
    ];
  },
});

function about(kind: string, { fen: amount, personNos, evidence, trace }: Outlay): FindingDraft[] {
  if (amount === 0) return [];
  return [{ kind, severity: 'info', personNos, figures: { outlay: fen(amount) }, evidence, trace }];
}
