// The income of those who live together, line by line, over the window.
//
// `countedFen` is a lower bound: it holds what records state for the months they cover, and nothing for the others.
// Business and property income are asked of no department yet: they stand in the report as declared, not found.

import type { Fen } from '../../domain/money.ts';
import { INCOME_CLASSES, type IncomeClass, type IncomeLine } from '../../domain/report.ts';
import type { Declaration } from '../../domain/household.ts';
import { CONTRIBUTIONS, PENSIONS } from '../resources.ts';
import { type Answers, isAnsweredFor } from './answers.ts';
import { type ClassIncome, NO_INCOME } from './class-income.ts';
import type { IncomeWindow } from './income-window.ts';
import type { PersonFacts } from './person-facts.ts';
import { transferIncome } from './transfers.ts';
import { wageIncome } from './wages.ts';

export type PersonIncome = {
  readonly facts: PersonFacts;
  readonly wage: ClassIncome;
  readonly transfer: ClassIncome;
  readonly isWageAnswered: boolean;
  readonly isTransferAnswered: boolean;
};

export type HouseholdIncome = {
  /** One entry for each person who lives in the household. */
  readonly persons: readonly PersonIncome[];
  readonly lines: readonly IncomeLine[];
  /** fen found and counted, in the window */
  readonly countedFen: number;
  /** fen, taking in each line the larger of counted and declared */
  readonly withDeclaredFen: number;
  /** Whether every amount counted rests on a complete answer and on records that agree. */
  readonly isBeyondDoubt: boolean;
};

export function personIncome(
  facts: PersonFacts,
  window: IncomeWindow,
  answers: Answers,
  isBasicPartExempt: boolean,
): PersonIncome {
  return {
    facts,
    wage: wageIncome(facts.wages, window),
    transfer: transferIncome(facts.benefits, window, isBasicPartExempt),
    isWageAnswered: isAnsweredFor(answers, CONTRIBUTIONS, facts.person.no),
    isTransferAnswered: isAnsweredFor(answers, PENSIONS, facts.person.no),
  };
}

export function householdIncome(
  persons: readonly PersonIncome[],
  window: IncomeWindow,
): HouseholdIncome {
  const lines: IncomeLine[] = [];
  let countedFen = 0;
  let withDeclaredFen = 0;
  let isBeyondDoubt = true;
  for (const income of persons) {
    for (const incomeClass of INCOME_CLASSES) {
      const found = classIncome(income, incomeClass);
      const isAnswered = isClassAnswered(income, incomeClass);
      const declaredFen = declaredForWindow(income.facts.person.declared, incomeClass, window);
      countedFen += found.countedFen;
      // Who declares a pension with its exempt part does not lose the exemption by saying so.
      const exemptFen = found.foundFen - found.countedFen;
      withDeclaredFen += Math.max(found.countedFen, (declaredFen ?? 0) - exemptFen);
      if (found.countedFen > 0 && (found.unsure !== null || !isAnswered)) isBeyondDoubt = false;
      if (declaredFen === null && found.trace === null) continue;
      const isKnown = isAnswered || found.trace !== null;
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
  return { persons, lines, countedFen, withDeclaredFen, isBeyondDoubt };
}

function classIncome(income: PersonIncome, incomeClass: IncomeClass): ClassIncome {
  if (incomeClass === 'wage') return income.wage;
  return incomeClass === 'transfer' ? income.transfer : NO_INCOME;
}

function isClassAnswered(income: PersonIncome, incomeClass: IncomeClass): boolean {
  if (incomeClass === 'wage') return income.isWageAnswered;
  return incomeClass === 'transfer' && income.isTransferAnswered;
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
