// Standards that schemes share. How income is added up does not depend on what it is held against, so every scheme
// points at the same keys unless a document sets its own.

import type { SchemeId } from '../../domain/scheme.ts';
import type { RollUpParameter } from '../rules/parameters.ts';

export const ROLL_UP_STANDARDS: Readonly<Record<RollUpParameter, string>> = {
  allowanceUrban: 'subsistence.allowance.urban',
  allowanceRural: 'subsistence.allowance.rural',
  incomeWindow: 'subsistence.income.window',
  basicPensionExempt: 'subsistence.income.basic-pension-exempt',
  veteranBenefitExempt: 'subsistence.income.veteran-benefit-exempt',
  disabilitySubsidyExempt: 'subsistence.income.disability-subsidy-exempt',
  oldAgeAllowanceExempt: 'subsistence.income.old-age-allowance-exempt',
  agriculturalSubsidyExempt: 'subsistence.income.agricultural-subsidy-exempt',
  workCostMonthly: 'subsistence.income.work-cost',
  medicalOutlayDeducted: 'subsistence.income.medical-outlay-deducted',
  disabilityOutlay: 'subsistence.income.disability-outlay',
  educationOutlay: 'subsistence.income.education-outlay',
  housingFundCounts: 'subsistence.deposits.housing-fund-counts',
  motorcyclesCount: 'subsistence.vehicles.motorcycles-count',
  tolerancePermille: 'subsistence.tolerance.permille',
  toleranceMonthly: 'subsistence.tolerance.monthly',
  holdingsTolerance: 'subsistence.tolerance.holdings',
};

export const SUPPORT_STANDARDS = {
  supporterPermille: 'subsistence.supporter.permille-of-allowance',
  supportShareOfTwo: 'subsistence.supporter.share-of-two',
  supportShareOfMore: 'subsistence.supporter.share-of-more',
} as const;

/** What a household may own; how much differs by scheme. */
export function propertyStandards<const Scheme extends SchemeId>(scheme: Scheme) {
  return {
    depositMonths: `${scheme}.deposits.months-of-allowance`,
    homeLimit: `${scheme}.homes.limit`,
    homeAreaPerHead: `${scheme}.homes.area-per-head`,
    premisesLimit: `${scheme}.premises.limit`,
    vehicleLimit: `${scheme}.vehicles.limit`,
    machineLimit: `${scheme}.machines.limit`,
    companyLimit: `${scheme}.companies.limit`,
  } as const;
}

/** What reports and authorisations of every scheme last for. */
export const LASTING_STANDARDS = ['report.validity-days', 'authorisation.validity-days'] as const;
