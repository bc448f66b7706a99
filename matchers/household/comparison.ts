// Declared against found, item by item (申报与核对).
//
// A monthly income is compared for the months that records cover and for no other: declared 3,000.00 a month, records
// for five months: 15,000.00 against their sum. Homes and vehicles are compared for the household, since spouses may
// both declare the one they share. What was declared and not found may be missing in the department's data; it is
// never a fault.

import type { ResourceId } from '../../domain/lookup.ts';
import type { ComparisonLine } from '../../domain/report.ts';
import type { Parameters } from '../rules/parameters.ts';
import { REAL_ESTATE, VEHICLES } from '../resources.ts';
import { type Answers, isAnsweredFor } from './answers.ts';
import type { ClassIncome } from './class-income.ts';
import type { HouseholdIncome, PersonIncome } from './income.ts';
import type { PersonFacts } from './person-facts.ts';
import type { HouseholdRealEstate } from './real-estate.ts';
import type { HouseholdVehicles } from './vehicles.ts';

export type ComparisonFacts = { readonly lines: readonly ComparisonLine[] };

type Tolerance = Parameters<'tolerancePermille' | 'toleranceMonthly'>;

export function compareDeclared(
  living: readonly PersonFacts[],
  income: HouseholdIncome,
  realEstate: HouseholdRealEstate,
  vehicles: HouseholdVehicles,
  answers: Answers,
  tolerance: Tolerance,
): ComparisonFacts {
  const lines: ComparisonLine[] = [];
  for (const person of income.persons) {
    const wage = compareWage(person, tolerance);
    if (wage !== null) lines.push(wage);
    const transfer = compareTransfer(person, tolerance);
    if (transfer !== null) lines.push(transfer);
    addUnaskedItems(person, lines);
  }
  const homes = compareCount(living, 'homes', realEstate.homes.length, REAL_ESTATE, answers);
  if (homes !== null) lines.push(homes);
  const cars = compareCount(living, 'vehicles', vehicles.counted.length, VEHICLES, answers);
  if (cars !== null) lines.push(cars);
  return { lines };
}

function compareWage(income: PersonIncome, tolerance: Tolerance): ComparisonLine | null {
  const { declared, no } = income.facts.person;
  const { wage, isWageAnswered } = income;
  return compareMonthly('wage', no, declared.wageFen, wage, isWageAnswered, tolerance);
}

/** Whoever declares a resident pension with or without its exempt part has declared it. */
function compareTransfer(income: PersonIncome, tolerance: Tolerance): ComparisonLine | null {
  const { declared, no } = income.facts.person;
  const { transfer, isTransferAnswered } = income;
  const line = compareMonthly(
    'transfer',
    no,
    declared.transferFen,
    transfer,
    isTransferAnswered,
    tolerance,
  );
  const isDeclaredNet =
    line?.difference === 'under-declared' &&
    line.declared !== null &&
    line.declared + allowedDifference(transfer, tolerance) >= transfer.countedFen;
  return isDeclaredNet ? { ...line, difference: 'same' } : line;
}

function compareMonthly(
  item: 'wage' | 'transfer',
  personNo: number,
  declaredMonthly: number | null,
  found: ClassIncome,
  isAnswered: boolean,
  tolerance: Tolerance,
): ComparisonLine | null {
  const months = found.monthsCovered.length;
  if (months === 0) {
    if (declaredMonthly === null) return null;
    const none = declaredMonthly === 0 ? 'same' : 'declared-only';
    return {
      item,
      personNo,
      unit: 'fen/month',
      declared: declaredMonthly,
      found: isAnswered ? 0 : null,
      difference: isAnswered ? none : 'not-answered',
    };
  }
  const declared = declaredMonthly === null ? null : declaredMonthly * months;
  return {
    item,
    personNo,
    unit: 'fen',
    declared,
    found: found.foundFen,
    difference: differenceOf(declared, found.foundFen, allowedDifference(found, tolerance)),
  };
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

/** The larger of the two tolerances; compared in thousandths of a fen, so that nothing is rounded up. */
function allowedDifference(found: ClassIncome, tolerance: Tolerance): number {
  return Math.max(
    Math.floor((found.foundFen * tolerance.tolerancePermille.value) / 1000),
    tolerance.toleranceMonthly.value * found.monthsCovered.length,
  );
}

/** What no connected department can confirm stands beside the rest, as declared. */
function addUnaskedItems(income: PersonIncome, lines: ComparisonLine[]): void {
  const { declared, no } = income.facts.person;
  addUnasked('business', 'fen/year', declared.businessFen, no, lines);
  addUnasked('property', 'fen/year', declared.propertyIncomeFen, no, lines);
  addUnasked('deposits', 'fen', declared.depositsFen, no, lines);
  addUnasked('securities', 'fen', declared.securitiesFen, no, lines);
  addUnasked('companies', 'count', declared.companies, no, lines);
}

function addUnasked(
  item: string,
  unit: ComparisonLine['unit'],
  declared: number | null,
  personNo: number,
  lines: ComparisonLine[],
): void {
  if (declared === null) return;
  lines.push({ item, personNo, unit, declared, found: null, difference: 'not-comparable' });
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
