// What people really received in the last 12 months, by class: the sums that truth/ holds and that honest
// households declare.

import { type Household, type Resident, WINDOW_START } from './model.ts';
import { basicIn } from './record-income.ts';

/** fen in each recorded month, or in the 12 of the window. `wage` includes none of `cash`. */
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
};
export const INCOME_CLASSES = [
  'wage',
  'cash',
  'employeePension',
  'institutionPension',
  'residentPension',
  'residentBasic',
  'unemployment',
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
});

/** What someone received in one recorded month. */
export function incomeInMonth(person: Resident, month: number): RealIncome {
  const income = none();
  income.cash = person.cashWageFen;
  for (const job of person.jobs) income.wage += job.paidFen[month] ?? 0;
  for (const benefit of person.benefits) {
    const paidFen = benefit.paidFen[month] ?? 0;
    income[CLASS_OF[benefit.insurance]] += paidFen;
    if (paidFen > 0) income.residentBasic += basicIn(benefit, paidFen);
  }
  return income;
}

/** What someone received in the 12 months before the city's date. */
export function yearlyIncome(person: Resident): RealIncome {
  const year = none();
  for (let month = WINDOW_START; month < WINDOW_START + 12; month++)
    addTo(year, incomeInMonth(person, month));
  return year;
}

export function householdIncome(
  household: Household,
  of: (person: Resident) => RealIncome,
): RealIncome {
  const sum = none();
  for (const member of household.members) addTo(sum, of(member));
  return sum;
}

/** All classes but the basic part, which the resident pension already holds. */
export function totalFen(income: RealIncome): number {
  const { residentBasic: _, ...counted } = income;
  return Object.values(counted).reduce((sum, amount) => sum + amount, 0);
}

export function transfersFen(income: RealIncome): number {
  return totalFen(income) - income.wage - income.cash;
}

function addTo(sum: RealIncome, more: RealIncome): void {
  for (const name of INCOME_CLASSES) sum[name] += more[name];
}
