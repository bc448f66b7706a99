// The numbers that rules ask for, by the name they have inside a rule. A scheme says which standard each of them is.

import { HeduiError } from '../../domain/errors.ts';
import type { Standard, StandardsInForce } from '../../domain/standard.ts';

export const PARAMETER_NAMES = [
  /** fen a month per head, for an urban household; its comparator says whether the limit is within */
  'allowanceUrban',
  /** fen a month per head, for a rural household */
  'allowanceRural',
  /** months before the month of verification for which income is asked */
  'incomeWindow',
  /** flag: the basic part of a resident pension does not count as income */
  'basicPensionExempt',
  /** months of the allowance that a person may hold in deposits and securities */
  'depositMonths',
  /** homes that a household may own */
  'homeLimit',
  /** hundredths of m² per head under which one home more is within the limit */
  'homeAreaPerHead',
  /** shops, offices and the like that a household may own */
  'premisesLimit',
  /** vehicles that a household may own */
  'vehicleLimit',
  /** flag: motorcycles (plate type 07) count as vehicles */
  'motorcyclesCount',
  /** permille of what was found, by which declared and found may differ and still agree */
  'tolerancePermille',
  /** fen a month by which declared and found may differ and still agree */
  'toleranceMonthly',
  /** permille of the allowance from which a supporter's income is worth a question */
  'supporterPermille',
] as const;
export type ParameterName = (typeof PARAMETER_NAMES)[number];
export type Parameters<Name extends ParameterName = ParameterName> = Readonly<
  Record<Name, Standard>
>;

/**
 * The standards of a scheme by the names its rules use.
 * @throws HeduiError STANDARD_NOT_IN_FORCE: a missing number is never replaced by another.
 */
export function parametersOf(
  keys: Readonly<Record<ParameterName, string>>,
  standards: StandardsInForce,
): Parameters {
  const found: Partial<Record<ParameterName, Standard>> = {};
  for (const name of PARAMETER_NAMES) {
    const standard = standards.get(keys[name]);
    if (standard === undefined) {
      throw new HeduiError('STANDARD_NOT_IN_FORCE', {
        zh: `该地区在核对日期没有生效的标准参数 ${keys[name]}，请在 config/standards 中补充。`,
        en: `No standard ${keys[name]} is in force in the region on the verification date; add it to config/standards.`,
      });
    }
    found[name] = standard;
  }
  return found as Parameters;
}
