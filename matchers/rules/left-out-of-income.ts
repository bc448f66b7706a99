// Rule: what is left out of the income is said: benefits that do not count, and unavoidable outlays, taken off or not.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号), what counts as income; whether it applies, and set sums, are standards.
// Missing answer: nothing can be said; receipts can show more. What the form says without a record is claimed: it is taken
// off by a person who has seen the papers, and it never makes an income count less here.
//
// Worked example: 6,000.00 paid out of pocket within the window, standard says deducted: income counts 6,000.00 less. The
// form says 6,500.00: 500.00 more are claimed. A member whose certificate says grade 1, 100.00 a month: 1,200.00 less.

import type { FindingDraft } from '../../domain/finding.ts';
import type { ComparisonLine } from '../../domain/report.ts';
import type { HouseholdIncome } from '../household/income.ts';
import type { Outlay } from '../household/outlays.ts';
import { DISABILITY_CERTIFICATES, MEDICAL_OUTLAYS, PENSIONS } from '../resources.ts';
import { combined, fact, fen } from '../worked-sum.ts';
import { HOUSEHOLD_INCOME } from './articles.ts';
import { defineRule } from './rule.ts';

export const leftOutOfIncome = defineRule({
  id: 'left-out-of-income',
  article: HOUSEHOLD_INCOME,
  kinds: {
    'exempt-part-not-counted': ['exempt'],
    'medical-outlay-deducted': ['outlay'],
    'medical-outlay-on-record': ['outlay'],
    'disability-outlay-deducted': ['outlay'],
    'outlays-claimed': ['outlay'],
  },
  parameters: [
    'basicPensionExempt',
    'medicalOutlayDeducted',
    'disabilityOutlay',
    'educationOutlay',
  ],
  resources: [PENSIONS, MEDICAL_OUTLAYS, DISABILITY_CERTIFICATES],
  judge({ outlays, income, comparison }, { medicalOutlayDeducted }) {
    const isDeducted = medicalOutlayDeducted.value === 1;
    return [
      ...exemptPart(income, comparison.lines),
      ...about(
        isDeducted ? 'medical-outlay-deducted' : 'medical-outlay-on-record',
        outlays.medical,
      ),
      ...about('disability-outlay-deducted', outlays.disability),
      ...about('outlays-claimed', income.claimed),
    ];
  },
});

/** Speaks for the household: it declared whole pensions, and a part of them does not count. */
function exemptPart(
  { persons }: HouseholdIncome,
  compared: readonly ComparisonLine[],
): FindingDraft[] {
  const declaredWhole = persons.filter(({ facts: { person }, transfer }) => {
    if (transfer.foundFen === transfer.countedFen) return false;
    const line = compared.find(
      ({ item, personNo }) => item === 'transfer' && personNo === person.no,
    );
    return (line?.declared ?? 0) > transfer.countedFen;
  });
  if (declaredWhole.length === 0) return [];
  const exemptFen = declaredWhole.reduce(
    (sum, { transfer }) => sum + transfer.foundFen - transfer.countedFen,
    0,
  );
  return [
    {
      kind: 'exempt-part-not-counted',
      severity: 'info',
      personNos: declaredWhole.map(({ facts }) => facts.person.no),
      figures: { exempt: fen(exemptFen) },
      evidence: declaredWhole.flatMap(({ transfer }) => transfer.evidence),
      trace: combined(
        'sum',
        'exempt-in-all',
        exemptFen,
        'fen',
        declaredWhole.map(({ facts, transfer: { foundFen, countedFen } }) =>
          combined('difference', 'exempt-part', foundFen - countedFen, 'fen', [
            fact('benefits', foundFen, 'fen'),
            {
              op: 'ref',
              personNo: facts.person.no,
              incomeClass: 'transfer',
              value: countedFen,
              unit: 'fen',
            },
          ]),
        ),
      ),
    },
  ];
}

function about(kind: string, { fen: amount, personNos, evidence, trace }: Outlay): FindingDraft[] {
  if (amount === 0) return [];
  return [{ kind, severity: 'info', personNos, figures: { outlay: fen(amount) }, evidence, trace }];
}
