// All that rules judge by: computed once a household, then only read.

import type { CalendarDate } from '../../domain/calendar.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Household } from '../../domain/household.ts';
import type { Purpose, SchemeId } from '../../domain/scheme.ts';
import type { Parameters, RollUpParameter } from '../rules/parameters.ts';
import { type Allowance, allowanceFor } from './allowance.ts';
import type { Answers } from './answers.ts';
import { type Businesses, householdBusinesses } from './businesses.ts';
import { type ComparisonFacts, compareDeclared, type Found } from './comparison.ts';
import { type FarmProperty, farmProperty } from './farm-property.ts';
import { type FinancialAssets, financialAssets } from './financial-assets.ts';
import { type HouseholdIncome, householdIncome, type IncomeRules, personIncome } from './income.ts';
import type { IncomeWindow } from './income-window.ts';
import { householdOutlays, type Outlays } from './outlays.ts';
import { type PersonFacts, sortRecords } from './person-facts.ts';
import { perhapsMembers } from './perhaps-members.ts';
import { type UnlistedOnPage, unlistedOnPages } from './register-page.ts';
import { type HouseholdRealEstate, householdRealEstate } from './real-estate.ts';
import { type HouseholdVehicles, householdVehicles } from './vehicles.ts';

export type HouseholdFacts = {
  readonly household: Household;
  readonly scheme: SchemeId;
  readonly purpose: Purpose;
  readonly verifiedOn: CalendarDate;
  readonly answers: Answers;
  /** Everybody, in the household's order: persons[no - 1]. */
  readonly persons: readonly PersonFacts[];
  /** Applicant and members. */
  readonly living: readonly PersonFacts[];
  /** Whom a register page holds with somebody of the household, and the form does not list. */
  readonly unlisted: readonly UnlistedOnPage[];
  /** Spouses and minor children whom registers hold and the form does not list: perhaps members. */
  readonly perhapsMembers: number;
  readonly allowance: Allowance;
  readonly window: IncomeWindow;
  /** How records became income; supporters' is worked out in the same way. */
  readonly incomeRules: IncomeRules;
  readonly outlays: Outlays;
  readonly income: HouseholdIncome;
  readonly realEstate: HouseholdRealEstate;
  readonly vehicles: HouseholdVehicles;
  readonly assets: FinancialAssets;
  readonly businesses: Businesses;
  readonly farm: FarmProperty;
  readonly comparison: ComparisonFacts;
};

export function householdFacts(
  input: {
    readonly household: Household;
    readonly scheme: SchemeId;
    readonly purpose: Purpose;
    readonly verifiedOn: CalendarDate;
    readonly evidence: readonly Evidence[];
  },
  answers: Answers,
  window: IncomeWindow,
  rules: IncomeRules,
  parameters: Parameters<RollUpParameter>,
): HouseholdFacts {
  const { household, verifiedOn } = input;
  const persons = sortRecords(household.persons, input.evidence);
  const living = persons.filter((person) => person.isLivingTogether);
  const outlays = householdOutlays(living, window, verifiedOn, parameters);
  const found: Found = {
    income: householdIncome(
      living.map((person) => personIncome(person, window, answers, rules)),
      window,
      outlays,
      rules,
    ),
    realEstate: householdRealEstate(living),
    vehicles: householdVehicles(living, parameters.motorcyclesCount.value === 1),
    assets: financialAssets(living, parameters.housingFundCounts.value === 1),
    businesses: householdBusinesses(living),
  };
  const unlisted = unlistedOnPages(living, household, verifiedOn);
  return {
    household,
    scheme: input.scheme,
    purpose: input.purpose,
    verifiedOn,
    answers,
    persons,
    living,
    unlisted,
    perhapsMembers: perhapsMembers(living, persons, unlisted, verifiedOn),
    allowance: allowanceFor(living, parameters),
    window,
    incomeRules: rules,
    outlays,
    income: found.income,
    realEstate: found.realEstate,
    vehicles: found.vehicles,
    assets: found.assets,
    businesses: found.businesses,
    farm: farmProperty(living),
    comparison: compareDeclared(living, found, answers, window.months, rules.wages),
  };
}
