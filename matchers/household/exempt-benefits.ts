// Which benefits do not count as income, by the standards in force (民发〔2021〕57号, with what localities add).

import type { BenefitPayment } from '../../domain/evidence.ts';
import type { Parameters } from '../rules/parameters.ts';

type Benefit = BenefitPayment['benefit'];

export type ExemptBenefits = {
  /** The basic part of a resident pension, where it is told apart. */
  readonly isBasicPartExempt: boolean;
  readonly wholly: ReadonlySet<Benefit>;
};

const FLAGS = {
  veteran: 'veteranBenefitExempt',
  'disability-subsidy': 'disabilitySubsidyExempt',
  'old-age-allowance': 'oldAgeAllowanceExempt',
  'agricultural-subsidy': 'agriculturalSubsidyExempt',
} as const satisfies Partial<Record<Benefit, string>>;
type Exemptible = keyof typeof FLAGS;

export function exemptBenefits(
  parameters: Parameters<'basicPensionExempt' | (typeof FLAGS)[Exemptible]>,
): ExemptBenefits {
  const names = Object.keys(FLAGS) as Exemptible[];
  return {
    isBasicPartExempt: parameters.basicPensionExempt.value === 1,
    wholly: new Set(names.filter((benefit) => parameters[FLAGS[benefit]].value === 1)),
  };
}
