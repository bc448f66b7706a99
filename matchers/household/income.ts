// The income of those who live together, line by line, over the window.
//
// `countedFen` is a lower bound: it holds what records state for the months they cover, and nothing for the others.
// Business and property income are known where the tax authority is connected; elsewhere they stand as declared.

import type { Fen } from '../../domain/money.ts';
import { INCOME_CLASSES, type IncomeClass, type IncomeLine } from '../../domain/report.ts';
import type { Declaration } from '../../domain/household.ts';
import type { Trace } from '../../domain/trace.ts';
import { CONTRIBUTIONS, PENSIONS, TAXED_INCOME } from '../resources.ts';
import { type Answers, isAnsweredFor } from './answers.ts';
import { type ClassIncome, NO_INCOME } from './class-income.ts';
import type { ExemptBenefits } from './exempt-benefits.ts';
import type { IncomeWindow } from './income-window.ts';
import { addedUp, type Outlay, type Outlays } from './outlays.ts';
import { type PersonFacts, recordsOf } from './person-facts.ts';
import { taxedIncome } from './taxed-income.ts';
import { transferIncome } from './transfers.ts';
import { type WageRules, wageIncome } from './wages.ts';

export type PersonIncome = {
  readonly facts: PersonFacts;
  readonly wage: ClassIncome;
  readonly business: ClassIncome;
  readonly property: ClassIncome;
  readonly transfer: ClassIncome;
  readonly isWageAnswered: boolean;
  readonly isTaxAnswered: boolean;
  readonly isTransferAnswered: boolean;
};

export type HouseholdIncome = {
  /** One entry for each person who lives in the household. */
  readonly persons: readonly PersonIncome[];
  readonly lines: readonly IncomeLine[];
  /** fen found and counted, in the window, after deductions */
  readonly countedFen: number;
  /** fen, taking in each line the larger of counted and declared, after deductions */
  readonly withDeclaredFen: number;
  /** The same before outlays are taken off: the most that is known of what the household has. */
  readonly beforeOutlaysFen: number;
  /** Known outlays that are taken off the household's income as a whole, never below zero. */
  readonly deduction: { readonly fen: number; readonly trace: Trace } | null;
  /** Outlays that only the form says and that would be taken off as well. */
  readonly claimed: Outlay;
  /** Whether every amount counted rests on a complete answer and on records that agree. */
  readonly isBeyondDoubt: boolean;
};

/** How records become income, by the standards in force. */
export type IncomeRules = {
  readonly wages: WageRules;
  readonly exempt: ExemptBenefits;
  readonly isMedicalOutlayDeducted: boolean;
};

export function personIncome(
  facts: PersonFacts,
  window: IncomeWindow,
  answers: Answers,
  rules: IncomeRules,
): PersonIncome {
  const taxed = recordsOf(facts, 'income-month');
  const { no } = facts.person;
  return {
    facts,
    wage: wageIncome(facts.wages, window, rules.wages),
    business: taxedIncome(taxed, 'business', window),
    property: taxedIncome(taxed, 'property', window),
    transfer: transferIncome(facts.benefits, window, rules.exempt),
    isWageAnswered: isAnsweredFor(answers, CONTRIBUTIONS, no),
    isTaxAnswered: isAnsweredFor(answers, TAXED_INCOME, no),
    isTransferAnswered: isAnsweredFor(answers, PENSIONS, no),
  };
}

export function householdIncome(
  persons: readonly PersonIncome[],
  window: IncomeWindow,
  outlays: Outlays,
  rules: IncomeRules,
): HouseholdIncome {
  const lines: IncomeLine[] = [];
  let countedFen = 0;
  let withDeclaredFen = 0;
  let isBeyondDoubt = true;
  for (const income of persons) {
    for (const incomeClass of INCOME_CLASSES) {
      const found = income[incomeClass];
      const isAnswered = isClassAnswered(income, incomeClass);
      const declaredFen = declaredForWindow(income.facts.person.declared, incomeClass, window);
      countedFen += found.countedFen;
      // Who declares a pension with its exempt part does not lose the exemption by saying so.
      const exemptFen = found.foundFen - found.countedFen;
      withDeclaredFen += Math.max(found.countedFen, (declaredFen ?? 0) - exemptFen);
      if (found.countedFen > 0 && (found.unsure !== null || !isAnswered)) isBeyondDoubt = false;
      if (declaredFen === null && found === NO_INCOME) continue;
      // Without a record nothing is known, though the department has answered: no month is covered.
      const isKnown = found.trace !== null;
      lines.push({
        personNo: income.facts.person.no,
        incomeClass,
        declaredFen: declaredFen as Fen | null,
        foundFen: isKnown ? (found.foundFen as Fen) : null,
        countedFen: isKnown ? (found.countedFen as Fen) : null,
        monthsCovered: found.monthsCovered,
        trace: found.trace,
      });
    }
  }
  const { isMedicalOutlayDeducted: isMedical } = rules;
  const { fen, trace } = addedUp([...(isMedical ? [outlays.medical] : []), outlays.disability]);
  const claimed = addedUp([...(isMedical ? [outlays.medicalClaimed] : []), outlays.claimed]);
  return {
    persons,
    lines,
    countedFen: Math.max(0, countedFen - fen),
    withDeclaredFen: Math.max(0, withDeclaredFen - fen),
    beforeOutlaysFen: withDeclaredFen,
    deduction: trace === null ? null : { fen, trace },
    claimed,
    isBeyondDoubt,
  };
}

export function isClassAnswered(income: PersonIncome, incomeClass: IncomeClass): boolean {
  switch (incomeClass) {
    case 'wage':
      return income.isWageAnswered;
    case 'transfer':
      return income.isTransferAnswered;
    case 'business':
    case 'property':
      return income.isTaxAnswered;
  }
}

/**
 * fen declared for the whole window. Wage and transfer are declared by the month. Business and property income
 * are declared by the year; a window that is no year leaves them as they are, since they may not be scaled.
 */
function declaredForWindow(
  declared: Declaration,
  incomeClass: IncomeClass,
  window: IncomeWindow,
): number | null {
  switch (incomeClass) {
    case 'wage':
      return declared.wageFen === null ? null : declared.wageFen * window.months;
    case 'transfer':
      return declared.transferFen === null ? null : declared.transferFen * window.months;
    case 'business':
      return declared.businessFen;
    case 'property':
      return declared.propertyIncomeFen;
  }
}
