// The numbers that rules ask for, by the name they have inside a rule. A scheme says which standard each of them is.

import { type Standard, standardInForce, type StandardsInForce } from '../../domain/standard.ts';

export const PARAMETER_NAMES = [
  /** fen a month per head, for an urban household; its comparator says whether the limit is within */
  'allowanceUrban',
  /** fen a month per head, for a rural household */
  'allowanceRural',
  /** permille of the allowance that the income a head may reach */
  'incomePermille',
  /** fen a month per head that the income may reach, where it is not set as a multiple of the allowance */
  'incomePerHead',
  /** months before the month of verification for which income is asked */
  'incomeWindow',
  /** flag: the basic part of a resident pension does not count as income */
  'basicPensionExempt',
  /** flags: these benefits do not count as income */
  'veteranBenefitExempt',
  'disabilitySubsidyExempt',
  'oldAgeAllowanceExempt',
  'agriculturalSubsidyExempt',
  /** fen a month of wages that stand for the necessary cost of working */
  'workCostMonthly',
  /** flag: medical costs paid out of pocket are taken off the household's income */
  'medicalOutlayDeducted',
  /** fen a month that are taken off for each severely disabled member, and for each member at school */
  'disabilityOutlay',
  'educationOutlay',
  /** permille of the income from which unavoidable outlays make a hardship */
  'outlayPermille',
  /** months of the allowance that a person may hold in deposits, securities and savings policies */
  'depositMonths',
  /** flag: the balance of a housing fund account is such a holding */
  'housingFundCounts',
  /** homes that a household may own */
  'homeLimit',
  /** hundredths of m² per head under which one home more is within the limit */
  'homeAreaPerHead',
  /** hundredths of m² of own homes per head that a household in need of housing may have */
  'housingNeedArea',
  /** shops, offices and the like that a household may own */
  'premisesLimit',
  /** vehicles that a household may own */
  'vehicleLimit',
  /** flag: motorcycles (plate type 07) count as vehicles */
  'motorcyclesCount',
  /** large farm machines that a household may own */
  'machineLimit',
  /** running companies and sole trades in which members may have a part that counts */
  'companyLimit',
  /** permille of what was found, by which declared and found may differ and still agree */
  'tolerancePermille',
  /** fen a month by which declared and found may differ and still agree */
  'toleranceMonthly',
  /** fen by which declared and found deposits or securities of a person may differ and still agree */
  'holdingsTolerance',
  /** permille of the allowance from which a supporter's income is worth a question */
  'supporterPermille',
  /** permille of a supporter's income above the allowance that is due, with at most two supporters, and with more */
  'supportShareOfTwo',
  'supportShareOfMore',
  /** years of age from which, and below which, nobody is expected to work */
  'oldAge',
  'workingAge',
] as const;
export type ParameterName = (typeof PARAMETER_NAMES)[number];
export type Parameters<Name extends ParameterName = ParameterName> = Readonly<
  Record<Name, Standard>
>;

/** What adding up a household takes, whatever the rules. */
export type RollUpParameter =
  | 'allowanceUrban'
  | 'allowanceRural'
  | 'incomeWindow'
  | 'basicPensionExempt'
  | 'veteranBenefitExempt'
  | 'disabilitySubsidyExempt'
  | 'oldAgeAllowanceExempt'
  | 'agriculturalSubsidyExempt'
  | 'workCostMonthly'
  | 'medicalOutlayDeducted'
  | 'disabilityOutlay'
  | 'educationOutlay'
  | 'housingFundCounts'
  | 'motorcyclesCount'
  | 'tolerancePermille'
  | 'toleranceMonthly'
  | 'holdingsTolerance';

/** Parameter of a rule → key of the standard; a scheme names those that its own rules read. */
export type ParameterKeys = Readonly<
  Record<RollUpParameter, string> & Partial<Record<ParameterName, string>>
>;

/**
 * The standards of a scheme by the names its rules use. Typed as all of them: `defineScheme` has made sure that no
 * rule of the scheme reads one that the scheme does not name.
 * @throws HeduiError STANDARD_NOT_IN_FORCE: a missing number is never replaced by another.
 */
export function parametersOf(keys: ParameterKeys, standards: StandardsInForce): Parameters {
  const found: Partial<Record<ParameterName, Standard>> = {};
  for (const name of PARAMETER_NAMES) {
    const key = keys[name];
    if (key !== undefined) found[name] = standardInForce(standards, key);
  }
  return found as Parameters;
}
