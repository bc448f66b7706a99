// Declared against found, item by item (申报与核对).
//
// A form asks for a monthly income and does not say of which months: whoever has worked five months declares the wage of
// a month in work, or the mean of the twelve. Both readings are honest. Records state less than was declared only when
// even the lower reading, for the months that they cover, is beyond them; they state more only when even the higher one,
// for the whole window, falls short. Between the two nothing can be told.
//
// Example: 3,000.00 a month declared, records for five months: 15,000.00 or 36,000.00 were declared. Records of 14,900.00
// or 35,900.00 agree, of 40,000.00 state more; of 20,000.00 they are not comparable without the months. What is held is
// compared for the household: the applicant's row may speak for all, and spouses may both declare the home they share.
// What was declared and not found may be missing in the department's data; it is never a fault.

import type { ResourceId } from '../../domain/lookup.ts';
import type { Declaration } from '../../domain/household.ts';
import type { ComparisonLine } from '../../domain/report.ts';
import { COMPANIES, DEPOSITS, REAL_ESTATE, SECURITIES, VEHICLES } from '../resources.ts';
import { type Answers, isAnsweredFor } from './answers.ts';
import type { Businesses } from './businesses.ts';
import type { ClassIncome } from './class-income.ts';
import type { FinancialAssets } from './financial-assets.ts';
import type { HouseholdIncome, PersonIncome } from './income.ts';
import type { PersonFacts } from './person-facts.ts';
import type { HouseholdRealEstate } from './real-estate.ts';
import { allowedDifference, allowedForHoldings, type Tolerance } from './tolerance.ts';
import type { HouseholdVehicles } from './vehicles.ts';

/** What a household holds, compared as a whole. */
export const HOLDINGS = ['homes', 'vehicles', 'deposits', 'securities', 'companies'] as const;
export type Holding = (typeof HOLDINGS)[number];

export type ComparisonFacts = { readonly lines: readonly ComparisonLine[] };

/** What records hold, to be compared with what was declared. */
export type Found = {
  readonly income: HouseholdIncome;
  readonly realEstate: HouseholdRealEstate;
  readonly vehicles: HouseholdVehicles;
  readonly assets: FinancialAssets;
  readonly businesses: Businesses;
};

export function compareDeclared(
  living: readonly PersonFacts[],
  found: Found,
  answers: Answers,
  windowMonths: number,
  tolerance: Tolerance,
): ComparisonFacts {
  const { income } = found;
  const lines: ComparisonLine[] = [];
  for (const person of income.persons) {
    const wage = compareWage(person, windowMonths, tolerance);
    if (wage !== null) lines.push(wage);
    const transfer = compareTransfer(person, windowMonths, tolerance);
    if (transfer !== null) lines.push(transfer);
    compareYearly('business', person, tolerance, lines);
    compareYearly('property', person, tolerance, lines);
  }
  for (const held of HELD) {
    const line = compareHeld(living, held, held.found(found), answers, tolerance);
    if (line !== null) lines.push(line);
  }
  return { lines };
}

function compareWage(
  income: PersonIncome,
  windowMonths: number,
  tolerance: Tolerance,
): ComparisonLine | null {
  const { declared, no } = income.facts.person;
  const { wage, isWageAnswered } = income;
  if (wage.monthsCovered.length === 0)
    return withoutRecords('wage', no, declared.wageFen, isWageAnswered);
  const compared = compareMonthly(declared.wageFen, wage, wage.foundFen, windowMonths, tolerance);
  return monthly('wage', no, wage.foundFen, compared);
}

/** Whoever declares a resident pension with or without its exempt part has declared it. */
function compareTransfer(
  income: PersonIncome,
  windowMonths: number,
  tolerance: Tolerance,
): ComparisonLine | null {
  const { declared, no } = income.facts.person;
  const { transfer, isTransferAnswered } = income;
  if (transfer.monthsCovered.length === 0)
    return withoutRecords('transfer', no, declared.transferFen, isTransferAnswered);
  const { transferFen } = declared;
  const least = transfer.countedFen;
  const compared = compareMonthly(transferFen, transfer, least, windowMonths, tolerance);
  return monthly('transfer', no, transfer.foundFen, compared);
}

function monthly(
  item: 'wage' | 'transfer',
  personNo: number,
  found: number,
  { declared, difference }: Compared,
): ComparisonLine {
  return { item, personNo, unit: 'fen', declared, found, difference };
}

function withoutRecords(
  item: 'wage' | 'transfer',
  personNo: number,
  declared: number | null,
  isAnswered: boolean,
): ComparisonLine | null {
  if (declared === null) return null;
  return {
    item,
    personNo,
    unit: 'fen/month',
    declared,
    found: null,
    difference: !isAnswered ? 'not-answered' : declared === 0 ? 'same' : 'declared-only',
  };
}

const IS_LESS: ReadonlySet<ComparisonLine['difference']> = new Set([
  'undeclared',
  'under-declared',
] as const);

type Compared = Pick<ComparisonLine, 'declared' | 'difference'>;

/** @param leastFen what must have been declared of `found.foundFen`, the rest being exempt */
function compareMonthly(
  monthlyFen: number | null,
  found: ClassIncome,
  leastFen: number,
  windowMonths: number,
  tolerance: Tolerance,
): Compared {
  const { foundFen, monthsCovered } = found;
  const forCovered = compareOver(monthsCovered.length, monthlyFen, foundFen, leastFen, tolerance);
  if (monthlyFen === null || !IS_LESS.has(forCovered.difference)) return forCovered;
  const forWindow = compareOver(windowMonths, monthlyFen, foundFen, leastFen, tolerance);
  return forWindow.difference === 'over-declared'
    ? { ...forWindow, difference: 'not-comparable' }
    : forWindow;
}

function compareOver(
  months: number,
  monthlyFen: number | null,
  foundFen: number,
  leastFen: number,
  tolerance: Tolerance,
): Compared {
  const declared = monthlyFen === null ? null : monthlyFen * months;
  const allowed = allowedDifference(foundFen, months, tolerance);
  const difference = differenceOf(declared, foundFen, allowed);
  const isDeclaredNet =
    difference === 'under-declared' && declared !== null && declared + allowed >= leastFen;
  return { declared, difference: isDeclaredNet ? 'same' : difference };
}

function differenceOf(
  declared: number | null,
  found: number,
  allowed: number,
): ComparisonLine['difference'] {
  if (declared !== null && Math.abs(found - declared) <= allowed) return 'same';
  if (declared === null || declared === 0) return 'undeclared';
  return found > declared ? 'under-declared' : 'over-declared';
}

function allowed(found: ClassIncome, tolerance: Tolerance): number {
  return allowedDifference(found.foundFen, found.monthsCovered.length, tolerance);
}

/**
 * A year's figure may not be scaled to the months that records cover. It is compared with twelve months; with fewer
 * only when they already hold more than the year was said to.
 */
function compareYearly(
  item: 'business' | 'property',
  income: PersonIncome,
  tolerance: Tolerance,
  lines: ComparisonLine[],
): void {
  const { declared: declaration, no: personNo } = income.facts.person;
  const declared = item === 'business' ? declaration.businessFen : declaration.propertyIncomeFen;
  const found = income[item];
  const months = found.monthsCovered.length;
  if (declared === null && months === 0) return;
  const line = { item, personNo, unit: 'fen/year', declared } as const;
  if (months === 0) {
    const isAnswered = income.isTaxAnswered;
    const difference = !isAnswered ? 'not-comparable' : declared === 0 ? 'same' : 'declared-only';
    lines.push({ ...line, found: null, difference });
    return;
  }
  const difference = differenceOf(declared, found.foundFen, allowed(found, tolerance));
  const isPartOfYear = months !== 12 && (difference === 'same' || difference === 'over-declared');
  lines.push({
    ...line,
    found: found.foundFen,
    difference: isPartOfYear ? 'not-comparable' : difference,
  });
}

/** What a household holds, and how it is declared: one row may speak for all, or each for themselves. */
type Held = {
  readonly item: Holding;
  readonly resource: ResourceId;
  readonly unit: 'count' | 'fen';
  readonly found: (found: Found) => number;
  readonly declaredBy: (declared: Declaration) => number | null;
};

const HELD: readonly Held[] = [
  {
    item: 'homes',
    resource: REAL_ESTATE,
    unit: 'count',
    found: ({ realEstate }) => realEstate.homes.length,
    declaredBy: ({ homes }) => homes,
  },
  {
    item: 'vehicles',
    resource: VEHICLES,
    unit: 'count',
    found: ({ vehicles }) => vehicles.counted.length,
    declaredBy: ({ vehicles }) => vehicles,
  },
  {
    item: 'deposits',
    resource: DEPOSITS,
    unit: 'fen',
    found: ({ assets }) => worthOf(assets, 'deposit'),
    declaredBy: ({ depositsFen }) => depositsFen,
  },
  {
    item: 'securities',
    resource: SECURITIES,
    unit: 'fen',
    found: ({ assets }) => worthOf(assets, 'security'),
    declaredBy: ({ securitiesFen }) => securitiesFen,
  },
  {
    item: 'companies',
    resource: COMPANIES,
    unit: 'count',
    found: ({ businesses }) => businesses.counted.length,
    declaredBy: ({ companies }) => companies,
  },
];

function worthOf({ counted }: FinancialAssets, kind: 'deposit' | 'security'): number {
  let fen = 0;
  for (const asset of counted) if (asset.kind === kind) fen += asset.amountFen ?? 0;
  return fen;
}

function compareHeld(
  living: readonly PersonFacts[],
  { item, resource, unit, declaredBy }: Held,
  found: number,
  answers: Answers,
  tolerance: Tolerance,
): ComparisonLine | null {
  let least = 0;
  let most = 0;
  let isDeclared = false;
  let isAnswered = true;
  for (const { person } of living) {
    const stated = declaredBy(person.declared);
    if (stated !== null) {
      isDeclared = true;
      least = Math.max(least, stated);
      most += stated;
    }
    isAnswered &&= isAnsweredFor(answers, resource, person.no);
  }
  if (!isDeclared && found === 0) return null;
  // Two spouses who each declare one home have declared one or two.
  const declared = isDeclared ? Math.min(Math.max(found, least), most) : null;
  const isMore = found > (declared ?? 0);
  const within = unit === 'fen' ? allowedForHoldings(found, tolerance) : 0;
  return {
    item,
    personNo: null,
    unit,
    declared,
    found: isMore || isAnswered ? found : null,
    difference:
      !isMore && !isAnswered ? 'not-answered' : heldDifference(declared ?? 0, found, within),
  };
}

function heldDifference(
  declared: number,
  found: number,
  within: number,
): ComparisonLine['difference'] {
  // A few yuan left in an account are no statement that the form lacks.
  if (Math.abs(found - declared) <= within) return 'same';
  if (found > declared) return declared === 0 ? 'undeclared' : 'under-declared';
  return found === 0 ? 'declared-only' : 'over-declared';
}
