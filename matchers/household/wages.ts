// Wage income (工资性收入) of one person within the window.
//
// A wage is reported once an insurance (pension, unemployment, medical) and again to the tax authority, so the same
// employer's wage of a month counts once, at the higher of its figures; two employers' wages add up. An employer may be
// written in one way by human resources and in another by the tax authority: the wages of a month that only one of
// them knows stand against those that only the other knows, and the larger side counts. Where the two state different
// wages the sum is unsure. A contribution base is never a wage: it has a floor of 60 % of the average wage, so it tells
// that someone works, not how much they earn.
//
// Example: 2026-05, employer A reports 3,000.00 to pension and to medical insurance, employer B 500.00: 3,500.00. The
// tax authority knows 3,400.00 from "A Ltd.", under which human resources know nobody: 3,500.00 against 3,400.00.

import type { Month } from '../../domain/calendar.ts';
import type { Evidence, EvidenceId, WageMonth } from '../../domain/evidence.ts';
import type { Trace } from '../../domain/trace.ts';
import { type ClassIncome, NO_INCOME } from './class-income.ts';
import { type IncomeWindow, placeInWindow } from './income-window.ts';
import { isWithinTolerance, type Tolerance } from './tolerance.ts';

type WageRecord = Evidence<WageMonth>;

/** What was left out of the sum, and whether two figures of one wage are too far apart. */
type LeftOut = { repeated: WageRecord[] | null; disagree: boolean };

export type WageRules = Tolerance & {
  /** fen a month with a wage that stand for the necessary cost of working */
  readonly workCostFen: number;
};

export function wageIncome(
  records: readonly WageRecord[],
  window: IncomeWindow,
  rules: WageRules,
): ClassIncome {
  if (records.length === 0) return NO_INCOME;
  // The wage that counts, by month and there by employer; nearly always one.
  const byMonth: (WageRecord[] | undefined)[] = [];
  const leftOut: LeftOut = { repeated: null, disagree: false };
  let isTaxed = false;
  for (const record of records) {
    if (record.facts.basis === 'contribution-base') continue;
    const place = placeInWindow(window, record.facts.month);
    if (place < 0) continue;
    isTaxed ||= record.facts.basis === 'taxed-income';
    const wages = byMonth[place];
    if (wages === undefined) byMonth[place] = [record];
    else addWage(wages, record, leftOut, rules);
  }
  const counted = isTaxed
    ? byMonth.map((wages) => wages && largerSide(wages, records, leftOut, rules))
    : byMonth;
  return added(counted, leftOut, rules.workCostFen);
}

function addWage(
  wages: WageRecord[],
  record: WageRecord,
  leftOut: LeftOut,
  tolerance: Tolerance,
): void {
  const at = wages.findIndex((wage) => wage.facts.payer === record.facts.payer);
  if (at < 0) {
    wages.push(record);
    return;
  }
  const counted = wages[at] as WageRecord;
  const isHigher = record.facts.amountFen > counted.facts.amountFen;
  // Gross wage and taxed income differ a little by their nature; one basis must not state two wages at all.
  leftOut.disagree ||=
    record.facts.basis === counted.facts.basis
      ? record.facts.amountFen !== counted.facts.amountFen
      : !isWithinTolerance(record.facts.amountFen, counted.facts.amountFen, 1, tolerance);
  if (isHigher) wages[at] = record;
  (leftOut.repeated ??= []).push(isHigher ? counted : record);
}

/** Wages of a month that only one of the two authorities knows may be the same wage under another employer's name. */
function largerSide(
  wages: WageRecord[],
  records: readonly WageRecord[],
  leftOut: LeftOut,
  tolerance: Tolerance,
): WageRecord[] {
  const isKnownToBoth = ({ facts: { month, payer, basis } }: WageRecord) =>
    records.some(
      ({ facts }) =>
        facts.month === month &&
        facts.payer === payer &&
        facts.basis !== basis &&
        facts.basis !== 'contribution-base',
    );
  const alone = wages.filter((wage) => !isKnownToBoth(wage));
  const taxed = alone.filter((wage) => wage.facts.basis === 'taxed-income');
  const reported = alone.filter((wage) => wage.facts.basis === 'reported-wage');
  if (taxed.length === 0 || reported.length === 0) return wages;
  const [taxedFen, reportedFen] = [amountOf(taxed), amountOf(reported)];
  leftOut.disagree ||= !isWithinTolerance(taxedFen, reportedFen, 1, tolerance);
  const smaller = new Set(taxedFen > reportedFen ? reported : taxed);
  (leftOut.repeated ??= []).push(...smaller);
  return wages.filter((wage) => !smaller.has(wage));
}

function amountOf(wages: readonly WageRecord[]): number {
  return wages.reduce((sum, wage) => sum + wage.facts.amountFen, 0);
}

function added(
  byMonth: readonly (readonly WageRecord[] | undefined)[],
  { repeated, disagree }: LeftOut,
  workCostFen: number,
): ClassIncome {
  let total = 0;
  let costFen = 0;
  const monthsCovered: Month[] = [];
  const evidence: EvidenceId[] = [];
  const of: Trace[] = [];
  for (const wages of byMonth) {
    if (wages === undefined) continue;
    monthsCovered.push((wages[0] as WageRecord).facts.month);
    const before = total;
    for (const wage of wages) {
      total += wage.facts.amountFen;
      evidence.push(wage.id);
      of.push(wageTrace(wage));
    }
    // No month costs more than it brings: a day's work must not make the other months' wages count less.
    costFen += Math.min(workCostFen, total - before);
  }
  if (of.length === 0) return NO_INCOME;
  if (repeated !== null) {
    of.push({ op: 'not-counted', why: 'same-wage-reported-again', of: repeated.map(wageTrace) });
  }
  const wages: Trace = { op: 'sum', label: 'wages', value: total, unit: 'fen', of };
  return {
    foundFen: total,
    countedFen: total - costFen,
    monthsCovered,
    evidence,
    unsure: disagree ? 'records-disagree' : null,
    trace: costFen > 0 ? lessWorkCost(wages, total, costFen) : wages,
  };
}

function lessWorkCost(wages: Trace, total: number, costFen: number): Trace {
  const cost: Trace = { op: 'fact', label: 'work-cost', value: costFen, unit: 'fen' };
  return {
    op: 'difference',
    label: 'wages-less-work-cost',
    value: total - costFen,
    unit: 'fen',
    of: [wages, cost],
  };
}

function wageTrace({ id, facts: { amountFen, month } }: WageRecord): Trace {
  return { op: 'record', evidence: id, field: 'amountFen', value: amountFen, unit: 'fen', month };
}
