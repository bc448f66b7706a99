// Transfer income (转移净收入) of one person within the window: pensions and benefits that were paid.
//
// The basic part of a resident pension (基础养老金) does not count while the standard says so (民发〔2021〕57号 tied it to the
// 14th five-year plan, hence a dated flag). Benefits that the standards exempt (优待抚恤金, 残疾人两项补贴, 高龄津贴 …) are found and
// not counted. Where the department does not tell the basic part apart, the whole
// payment counts and the sum is unsure. Payments are added in the month they were paid for, never spread.
//
// Example: twelve payments of 210.00, of which 168.00 basic: found 2,520.00, counted 12 × 42.00 = 504.00.

import type { Month } from '../../domain/calendar.ts';
import type { BenefitPayment, Evidence, EvidenceId } from '../../domain/evidence.ts';
import type { Trace } from '../../domain/trace.ts';
import { type ClassIncome, NO_INCOME } from './class-income.ts';
import type { ExemptBenefits } from './exempt-benefits.ts';
import { type IncomeWindow, placeInWindow } from './income-window.ts';

type Payment = Evidence<BenefitPayment>;

export function transferIncome(
  records: readonly Payment[],
  window: IncomeWindow,
  exempt: ExemptBenefits,
): ClassIncome {
  if (records.length === 0) return NO_INCOME;
  const byMonth: (Payment[] | undefined)[] = [];
  for (const record of records) {
    const place = placeInWindow(window, record.facts.month);
    if (place < 0) continue;
    const payments = byMonth[place];
    if (payments === undefined) byMonth[place] = [record];
    else if (!payments.some((payment) => isSameRecord(payment, record))) payments.push(record);
  }
  return added(byMonth, exempt);
}

/** A department's page that came twice; two real payments have two keys or two amounts. */
function isSameRecord(one: Payment, other: Payment): boolean {
  return (
    one.sourceKey === other.sourceKey &&
    one.resource === other.resource &&
    one.facts.benefit === other.facts.benefit &&
    one.facts.amountFen === other.facts.amountFen
  );
}

function added(
  byMonth: readonly (readonly Payment[] | undefined)[],
  { isBasicPartExempt, wholly }: ExemptBenefits,
): ClassIncome {
  let found = 0;
  let exempt = 0;
  let isBasicPartUnknown = false;
  const monthsCovered: Month[] = [];
  const evidence: EvidenceId[] = [];
  const payments: Trace[] = [];
  const basicParts: Trace[] = [];
  const whollyExempt: Trace[] = [];
  let whollyExemptFen = 0;
  for (const paid of byMonth) {
    if (paid === undefined) continue;
    monthsCovered.push((paid[0] as Payment).facts.month);
    for (const payment of paid) {
      const { amountFen, basicFen, benefit } = payment.facts;
      found += amountFen;
      evidence.push(payment.id);
      payments.push(figure(payment, 'amountFen', amountFen));
      if (wholly.has(benefit)) {
        whollyExemptFen += amountFen;
        whollyExempt.push(figure(payment, 'amountFen', amountFen));
        continue;
      }
      if (benefit !== 'resident-pension' || !isBasicPartExempt) continue;
      if (basicFen === null) isBasicPartUnknown = true;
      else {
        exempt += basicFen;
        basicParts.push(figure(payment, 'basicFen', basicFen));
      }
    }
  }
  if (payments.length === 0) return NO_INCOME;
  const paid = sum('benefits', found, payments);
  const counted = found - exempt - whollyExemptFen;
  const less: Trace[] = [paid];
  if (basicParts.length > 0) less.push(sum('basic-pension-exempt', exempt, basicParts));
  if (whollyExempt.length > 0) less.push(sum('benefits-exempt', whollyExemptFen, whollyExempt));
  return {
    foundFen: found,
    countedFen: counted,
    monthsCovered,
    evidence,
    unsure: isBasicPartUnknown ? 'basic-part-unknown' : null,
    trace:
      less.length === 1
        ? paid
        : { op: 'difference', label: 'benefits-counted', value: counted, unit: 'fen', of: less },
  };
}

function sum(label: string, value: number, of: readonly Trace[]): Trace {
  return { op: 'sum', label, value, unit: 'fen', of };
}

function figure(payment: Payment, field: string, value: number): Trace {
  const { month } = payment.facts;
  return { op: 'record', evidence: payment.id, field, value, unit: 'fen', month };
}
