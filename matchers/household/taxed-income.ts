// Net business income (经营净收入) and net property income (财产净收入) of one person within the window, from the tax authority.
//
// What counts is net of costs. A month for which only receipts are told counts them whole and is unsure: the costs
// are still to be asked. A record that comes twice counts once. Months without a record are not covered, and a year's
// figure is never spread over months.
//
// Example: rent for 2026-03: 800.00 received, 700.00 net: 700.00. Sole trade for 2026-03: 5,000.00 received, net not
// told: 5,000.00, unsure.

import type { Month } from '../../domain/calendar.ts';
import type { Evidence, EvidenceId, IncomeMonth } from '../../domain/evidence.ts';
import type { Trace } from '../../domain/trace.ts';
import { type ClassIncome, NO_INCOME } from './class-income.ts';
import { type IncomeWindow, placeInWindow } from './income-window.ts';

type IncomeRecord = Evidence<IncomeMonth>;

export function taxedIncome(
  records: readonly IncomeRecord[],
  incomeClass: IncomeMonth['incomeClass'],
  window: IncomeWindow,
): ClassIncome {
  if (records.length === 0) return NO_INCOME;
  const byMonth: (IncomeRecord[] | undefined)[] = [];
  for (const record of records) {
    if (record.facts.incomeClass !== incomeClass) continue;
    const place = placeInWindow(window, record.facts.month);
    if (place < 0) continue;
    const same = byMonth[place];
    if (same === undefined) byMonth[place] = [record];
    else if (!same.some((other) => isSameRecord(other, record))) same.push(record);
  }
  let total = 0;
  let areCostsUnknown = false;
  const monthsCovered: Month[] = [];
  const evidence: EvidenceId[] = [];
  const of: Trace[] = [];
  for (const incomes of byMonth) {
    if (incomes === undefined) continue;
    monthsCovered.push((incomes[0] as IncomeRecord).facts.month);
    for (const income of incomes) {
      const { netFen, grossFen } = income.facts;
      areCostsUnknown ||= netFen === null && grossFen > 0;
      total += netFen ?? grossFen;
      evidence.push(income.id);
      of.push(figure(income));
    }
  }
  if (of.length === 0) return NO_INCOME;
  return {
    foundFen: total,
    countedFen: total,
    monthsCovered,
    evidence,
    unsure: areCostsUnknown ? 'costs-unknown' : null,
    trace: { op: 'sum', label: `${incomeClass}-income`, value: total, unit: 'fen', of },
  };
}

function isSameRecord(one: IncomeRecord, other: IncomeRecord): boolean {
  return (
    one.sourceKey === other.sourceKey &&
    one.resource === other.resource &&
    one.facts.item === other.facts.item &&
    one.facts.grossFen === other.facts.grossFen &&
    one.facts.netFen === other.facts.netFen
  );
}

function figure({ id, facts: { netFen, grossFen, month } }: IncomeRecord): Trace {
  return netFen === null
    ? { op: 'record', evidence: id, field: 'grossFen', value: grossFen, unit: 'fen', month }
    : { op: 'record', evidence: id, field: 'netFen', value: netFen, unit: 'fen', month };
}
