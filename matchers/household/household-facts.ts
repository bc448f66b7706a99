// All that rules judge by: computed once a household, then only read.

import type { CalendarDate } from '../../domain/calendar.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Household } from '../../domain/household.ts';
import type { Purpose } from '../../domain/scheme.ts';
import type { Parameters } from '../rules/parameters.ts';
import { type Allowance, allowanceFor } from './allowance.ts';
import type { Answers } from './answers.ts';
import { type ComparisonFacts, compareDeclared } from './comparison.ts';
import { type HouseholdIncome, householdIncome, personIncome } from './income.ts';
import type { IncomeWindow } from './income-window.ts';
import { type PersonFacts, sortRecords } from './person-facts.ts';
import { type HouseholdRealEstate, householdRealEstate } from './real-estate.ts';
import { type HouseholdVehicles, householdVehicles } from './vehicles.ts';

export type HouseholdFacts = {
  readonly household: Household;
  readonly purpose: Purpose;
  readonly verifiedOn: CalendarDate;
  readonly answers: Answers;
  /** Everybody, in the household's order: persons[no - 1]. */
  readonly persons: readonly PersonFacts[];
  /** Applicant and members. */
  readonly living: readonly PersonFacts[];
  readonly allowance: Allowance;
  readonly window: IncomeWindow;
  readonly income: HouseholdIncome;
  readonly realEstate: HouseholdRealEstate;
  readonly vehicles: HouseholdVehicles;
  readonly comparison: ComparisonFacts;
};

export function householdFacts(
  input: {
    readonly household: Household;
    readonly purpose: Purpose;
    readonly verifiedOn: CalendarDate;
    readonly evidence: readonly Evidence[];
  },
  answers: Answers,
  window: IncomeWindow,
  parameters: Parameters,
): HouseholdFacts {
  const { household, verifiedOn } = input;
  const persons = sortRecords(household.persons, input.evidence);
  const living = persons.filter((person) => person.isLivingTogether);
  const isBasicPartExempt = parameters.basicPensionExempt.value === 1;
  const income = householdIncome(
    living.map((person) => personIncome(person, window, answers, isBasicPartExempt)),
    window,
  );
  const realEstate = householdRealEstate(living);
  const vehicles = householdVehicles(living, parameters.motorcyclesCount.value === 1);
  return {
    household,
    purpose: input.purpose,
    verifiedOn,
    answers,
    persons,
    living,
    allowance: allowanceFor(
      persons.find((facts) => facts.person.role === 'applicant'),
      parameters,
    ),
    window,
    income,
    realEstate,
    vehicles,
    comparison: compareDeclared(living, income, realEstate, vehicles, answers, parameters),
  };
}
