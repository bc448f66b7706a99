// What people really received in the last 12 months, by class: the sums that truth/ holds and that honest
// households declare.

import { type Resident, WINDOW_START } from './model.ts';
import { basicIn } from './record-income.ts';

/** fen by class; `wage` includes none of `cash`. */
export type RealIncome = {
  wage: number;
  /** Odd jobs that no register knows. */
  cash: number;
  employeePension: number;
  institutionPension: number;
  residentPension: number;
  /** The basic part that `residentPension` holds. */
  residentBasic: number;
  unemployment: number;
  farmSubsidy: number;
};
export const INCOME_CLASSES = [
  'wage',
  'cash',
  'employeePension',
  'institutionPension',
  'residentPension',
  'residentBasic',
  'unemployment',
  'farmSubsidy',
] as const satisfies readonly (keyof RealIncome)[];

const CLASS_OF = {
  110: 'employeePension',
  120: 'institutionPension',
  170: 'residentPension',
  210: 'unemployment',
} as const;

const none = (): RealIncome => ({
  wage: 0,
  cash: 0,
  employeePension: 0,
  institutionPension: 0,
  residentPension: 0,
  residentBasic: 0,
  unemployment: 0,
  farmSubsidy: 0,
});

/** What people received in the recorded months from one up to, not including, another. */
export function incomeOf(persons: readonly Resident[], from: number, until: number): RealIncome {
  const income = none();
  for (const { cashWageFen, jobs, benefits, farmSubsidyFen } of persons) {
    income.cash += cashWageFen * (until - from);
    for (const { paidFen } of jobs) income.wage += sumOf(paidFen, from, until);
    income.farmSubsidy += sumOf(farmSubsidyFen, from, until);
    for (const benefit of benefits) {
      income[CLASS_OF[benefit.insurance]] += sumOf(benefit.paidFen, from, until);
      if (benefit.basicFen === 0) continue;
      for (let month = from; month < until; month++)
        income.residentBasic += basicIn(benefit, benefit.paidFen[month] ?? 0);
    }
  }
  return income;
}

/** What people received in the 12 months before the city's date. */
export function yearlyIncome(persons: readonly Resident[]): RealIncome {
  return incomeOf(persons, WINDOW_START, WINDOW_START + 12);
}

/** All classes but the basic part, which the resident pension already holds. */
export function totalFen(income: RealIncome): number {
  const { residentBasic: _, ...counted } = income;
  return Object.values(counted).reduce((sum, amount) => sum + amount, 0);
}

export function transfersFen(income: RealIncome): number {
  return totalFen(income) - income.wage - income.cash;
}

function sumOf(amounts: readonly number[], from: number, until: number): number {
  let sum = 0;
  for (let month = from; month < until; month++) sum += amounts[month] ?? 0;
  return sum;
}
