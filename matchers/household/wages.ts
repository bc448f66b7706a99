// Wage income (工资性收入) of one person within the window.
//
// A wage is reported once an insurance (pension, unemployment, medical), so the same employer's wage of a month
// counts once; two employers' wages add up. A contribution base is never a wage: it has a floor of 60 % of the
// average wage, so it tells that someone works, not how much they earn.
//
// Example: 2026-05, employer A reports 3,000.00 to pension and to medical insurance, employer B 500.00: 3,500.00.

import type { Month } from '../../domain/calendar.ts';
import type { Evidence, EvidenceId, WageMonth } from '../../domain/evidence.ts';
import type { Trace } from '../../domain/trace.ts';
import { type ClassIncome, NO_INCOME } from './class-income.ts';
import { type IncomeWindow, placeInWindow } from './income-window.ts';

type WageRecord = Evidence<WageMonth>;

export function wageIncome(records: readonly WageRecord[], window: IncomeWindow): ClassIncome {
  if (records.length === 0) return NO_INCOME;
  // The wage that counts, by month and there by employer; nearly always one.
  const byMonth: (WageRecord[] | undefined)[] = [];
  let repeated: WageRecord[] | null = null;
  let disagree = false;
  for (const record of records) {
    if (record.facts.basis === 'contribution-base') continue;
    const place = placeInWindow(window, record.facts.month);
    if (place < 0) continue;
    const wages = byMonth[place];
    if (wages === undefined) {
      byMonth[place] = [record];
      continue;
    }
    const at = wages.findIndex((wage) => wage.facts.payer === record.facts.payer);
    if (at < 0) {
      wages.push(record);
      continue;
    }
    const counted = wages[at] as WageRecord;
    const isHigher = record.facts.amountFen > counted.facts.amountFen;
    // Gross wage and taxed income differ by their nature; one basis must not state two wages.
    if (record.facts.basis === counted.facts.basis) {
      disagree ||= record.facts.amountFen !== counted.facts.amountFen;
    }
    if (isHigher) wages[at] = record;
    (repeated ??= []).push(isHigher ? counted : record);
  }
  return added(byMonth, repeated, disagree);
}

function added(
  byMonth: readonly (readonly WageRecord[] | undefined)[],
  repeated: readonly WageRecord[] | null,
  disagree: boolean,
): ClassIncome {
  let total = 0;
  const monthsCovered: Month[] = [];
  const evidence: EvidenceId[] = [];
  const of: Trace[] = [];
  for (const wages of byMonth) {
    if (wages === undefined) continue;
    monthsCovered.push((wages[0] as WageRecord).facts.month);
    for (const wage of wages) {
      total += wage.facts.amountFen;
      evidence.push(wage.id);
      of.push(wageTrace(wage));
    }
  }
  if (of.length === 0) return NO_INCOME;
  if (repeated !== null) {
    of.push({ op: 'not-counted', why: 'same-wage-reported-again', of: repeated.map(wageTrace) });
  }
  return {
    foundFen: total,
    countedFen: total,
    monthsCovered,
    evidence,
    unsure: disagree ? 'records-disagree' : null,
    trace: { op: 'sum', label: 'wages', value: total, unit: 'fen', of },
  };
}

function wageTrace(wage: WageRecord): Trace {
  return {
    op: 'record',
    evidence: wage.id,
    field: 'amountFen',
    value: wage.facts.amountFen,
    unit: 'fen',
  };
}
