// What untruthful or mistaken applications get wrong, one kind a household. Planting a kind changes what is so, or
// what is declared, so that the two differ; truth/discrepancies.csv says how, and which finding should say it.

import {
  plantUndeclaredCompany,
  plantUndeclaredDeposits,
  plantUndeclaredHome,
  plantUndeclaredPension,
  plantUndeclaredVehicle,
  plantIncomeAboveStandard,
  plantOverDeclared,
  plantUnderDeclaredWage,
} from './discrepancies-of-means.ts';
import {
  plantDeceasedMember,
  plantDivorced,
  plantDoubleSupport,
  plantNameVariant,
  plantRegisteredElsewhere,
  plantSwappedNames,
  plantUndeclaredSpouse,
} from './discrepancies-of-persons.ts';
import type { Planted, Planting } from './planting.ts';

type Discrepancy = {
  /** Kind of the finding that should say it. */
  readonly finding: string;
  /** @returns null when it cannot happen to that household. */
  readonly plant: (planting: Planting) => Planted | null;
};

export const DISCREPANCIES = {
  'undeclared-vehicle': { finding: 'vehicles-under-declared', plant: plantUndeclaredVehicle },
  'undeclared-home': { finding: 'homes-under-declared', plant: plantUndeclaredHome },
  'under-declared-wage': { finding: 'wage-under-declared', plant: plantUnderDeclaredWage },
  'undeclared-pension': { finding: 'benefit-undeclared', plant: plantUndeclaredPension },
  'deceased-member': { finding: 'person-deceased', plant: plantDeceasedMember },
  'undeclared-spouse': { finding: 'spouse-not-declared', plant: plantUndeclaredSpouse },
  'divorced-but-declared-married': { finding: 'declared-spouse-divorced', plant: plantDivorced },
  'double-support': { finding: 'assistance-twice', plant: plantDoubleSupport },
  'income-above-standard': { finding: 'income-above-standard', plant: plantIncomeAboveStandard },
  'over-declared': { finding: 'wage-over-declared', plant: plantOverDeclared },
  'swapped-names': { finding: 'number-under-another-name', plant: plantSwappedNames },
  'registered-elsewhere': { finding: 'unknown-to-register', plant: plantRegisteredElsewhere },
  'undeclared-deposits': { finding: 'deposits-under-declared', plant: plantUndeclaredDeposits },
  'undeclared-company': { finding: 'companies-under-declared', plant: plantUndeclaredCompany },
  'name-variant': { finding: 'name-written-differently', plant: plantNameVariant },
} as const satisfies Record<string, Discrepancy>;
export type DiscrepancyKind = keyof typeof DISCREPANCIES;
export const DISCREPANCY_KINDS = Object.keys(DISCREPANCIES) as DiscrepancyKind[];

/** Plants the first of the kinds that can happen to that household. */
export function plantDiscrepancy(
  planting: Planting,
  kinds: readonly DiscrepancyKind[],
): { kind: DiscrepancyKind; planted: Planted } | null {
  for (const kind of kinds) {
    const planted = DISCREPANCIES[kind].plant(planting);
    if (planted !== null) return { kind, planted };
  }
  return null;
}
