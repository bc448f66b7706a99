// Declared against found, item by item (申报与核对).
//
// A form asks for a monthly income and does not say of which months: whoever has worked five months declares the wage of
// a month in work, or the mean of the twelve. Both readings are honest. Records state less than was declared only when
// even the lower reading, for the months that they cover, is beyond them; they state more only when even the higher one,
// for the whole window, falls short. Between the two nothing can be told.
//
// Example: 3,000.00 a month declared, records for five months: 15,000.00 or 36,000.00 were declared. Records of 14,900.00
// or 35,900.00 agree, of 40,000.00 state more; of 20,000.00 they are not comparable without the months. Homes and vehicles are compared for the household, since spouses may
// both declare the one they share. What was declared and not found may be missing in the department's data; it is
// never a fault.

import type { ResourceId } from '../../domain/lookup.ts';
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
  const { income, realEstate, vehicles } = found;
  const lines: ComparisonLine[] = [];
  for (const person of income.persons) {
    const wage = compareWage(person, windowMonths, tolerance);
    if (wage !== null) lines.push(wage);
    const transfer = compareTransfer(person, windowMonths, tolerance);
    if (transfer !== null) lines.push(transfer);
    compareYearly('business', person, tolerance, lines);
    compareYearly('property', person, tolerance, lines);
    compareHoldings(person, found, answers, tolerance, lines);
  }
  const homes = compareCount(living, 'homes', realEstate.homes.length, REAL_ESTATE, answers);
  if (homes !== null) lines.push(homes);
  const cars = compareCount(living, 'vehicles', vehicles.counted.length, VEHICLES, answers);
  if (cars !== null) lines.push(cars);
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

/** Deposits, securities and businesses, a person at a time. Without a connected department they stand as declared. */
function compareHoldings(
  { facts: { person } }: PersonIncome,
  { assets, businesses }: Found,
  answers: Answers,
  tolerance: Tolerance,
  lines: ComparisonLine[],
): void {
  const { declared, no } = person;
  const isNothingHeld = assets.counted.length === 0 && businesses.counted.length === 0;
  const isNothingStated =
    declared.depositsFen === null && declared.securitiesFen === null && declared.companies === null;
  if (isNothingHeld && isNothingStated) return;
  const held = (kind: 'deposit' | 'security') =>
    assets.counted
      .filter((asset) => asset.kind === kind && asset.personNo === no)
      .reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0);
  const amounts = [
    ['deposits', declared.depositsFen, 'deposit', DEPOSITS],
    ['securities', declared.securitiesFen, 'security', SECURITIES],
  ] as const;
  for (const [item, stated, kind, resource] of amounts) {
    const found = assets.counted.length === 0 ? 0 : held(kind);
    if (stated === null && found === 0) continue;
    const within = allowedForHoldings(found, tolerance);
    const isKnown = found > 0 || isAnsweredFor(answers, resource, no);
    lines.push(holding(item, 'fen', stated, found, isKnown, within, no));
  }
  const found = businesses.counted.filter(({ personNos }) => personNos.includes(no)).length;
  if (declared.companies === null && found === 0) return;
  const isKnown = found > 0 || isAnsweredFor(answers, COMPANIES, no);
  lines.push(holding('companies', 'count', declared.companies, found, isKnown, 0, no));
}

function holding(
  item: string,
  unit: ComparisonLine['unit'],
  declared: number | null,
  found: number,
  isKnown: boolean,
  within: number,
  personNo: number,
): ComparisonLine {
  const line = { item, personNo, unit, declared };
  if (!isKnown) return { ...line, found: null, difference: 'not-comparable' };
  // A few yuan left in an account are no statement that the form lacks.
  if (Math.abs(found - (declared ?? 0)) <= within) return { ...line, found, difference: 'same' };
  if (found === 0) return { ...line, found, difference: 'declared-only' };
  return { ...line, found, difference: differenceOf(declared, found, within) };
}

function compareCount(
  living: readonly PersonFacts[],
  item: 'homes' | 'vehicles',
  found: number,
  resource: ResourceId,
  answers: Answers,
): ComparisonLine | null {
  let least = 0;
  let most = 0;
  let isDeclared = false;
  let isAnswered = true;
  for (const { person } of living) {
    const count = item === 'homes' ? person.declared.homes : person.declared.vehicles;
    if (count !== null) {
      isDeclared = true;
      least = Math.max(least, count);
      most += count;
    }
    isAnswered &&= isAnsweredFor(answers, resource, person.no);
  }
  if (!isDeclared && found === 0) return null;
  // Two spouses who each declare one home have declared one or two.
  const declared = isDeclared ? Math.min(Math.max(found, least), most) : null;
  const isMore = found > (declared ?? 0);
  return {
    item,
    personNo: null,
    unit: 'count',
    declared,
    found: isMore || isAnswered ? found : null,
    difference: !isMore && !isAnswered ? 'not-answered' : countDifference(declared ?? 0, found),
  };
}

function countDifference(declared: number, found: number): ComparisonLine['difference'] {
  if (declared === found) return 'same';
  if (found > declared) return declared === 0 ? 'undeclared' : 'under-declared';
  return found === 0 ? 'declared-only' : 'over-declared';
}
