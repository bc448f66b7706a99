// What is really so, for measuring what the matcher finds. No department ever serves it.

import { truthFile } from '../city-folder.ts';
import type { Application } from './applicants.ts';
import { type CsvWriter, createCsvWriter } from './csv-writer.ts';
import { IDENTITY_COLUMNS, yuan } from './desk.ts';
import { DISCREPANCIES, type DiscrepancyKind } from './discrepancies.ts';
import { type Clan, type Household, type Resident, WINDOW_START, type World } from './model.ts';
import type { Planted } from './planting.ts';
import type { FurtherTruth } from './record-further.ts';
import {
  INCOME_CLASSES,
  incomeOf,
  type RealIncome,
  totalFen,
  transfersFen,
  yearlyIncome,
} from './real-income.ts';

const INCOME_COLUMNS = [
  'wage',
  'cash_wage',
  'employee_pension',
  'institution_pension',
  'resident_pension',
  'resident_pension_basic',
  'unemployment',
  'farm_subsidy',
] as const;

const TRUTH_COLUMNS = {
  persons: [
    'id_number',
    'name',
    'former_name',
    'sex',
    'birth_date',
    'ethnicity',
    'where',
    'died_on',
    'marital',
    'spouse_id_number',
    'household_no',
    'register_no',
    'wage_12m',
    'cash_wage_12m',
    'transfers_12m',
  ],
  households: [
    'household_no',
    'household_ref',
    'region',
    'means',
    'members',
    ...INCOME_COLUMNS.map((name) => `${name}_12m`),
    'income_12m',
    'homes',
    'homes_registered',
    'cars',
    'motorcycles',
    'assistance',
  ],
  means: [
    'household_no',
    'household_ref',
    'deposits',
    'securities',
    'insurance_cash_value',
    'housing_fund',
    'companies',
    'cooperatives',
    'medical_own_12m',
    'veteran_12m',
    'farm_subsidy_12m',
  ],
  'household-income': ['household_ref', 'month', ...INCOME_COLUMNS],
  discrepancies: [
    'household_ref',
    'person_id_number',
    'kind',
    'expected_finding',
    'declared',
    'real',
  ],
  identity: IDENTITY_COLUMNS,
  'bad-rows': ['row', 'household_ref', 'kind', 'column', 'rejected'],
} as const;
export type TruthName = keyof typeof TRUTH_COLUMNS;
export type Truth = Readonly<Record<TruthName, CsvWriter>>;

export function openTruth(dir: string): Truth {
  const opened = Object.entries(TRUTH_COLUMNS).map(
    ([name, columns]) => [name, createCsvWriter(truthFile(dir, name), columns)] as const,
  );
  return Object.fromEntries(opened) as Record<TruthName, CsvWriter>;
}

export function tellTruth(world: World, truth: Truth, clan: Clan): void {
  for (const resident of clan.residents) truth.persons.row(personCells(resident));
  for (const household of clan.households) {
    truth.households.row(householdCells(household));
    if (household.ref !== null) tellMonths(world, truth, household, household.ref);
  }
}

/** What the further departments should know of a household; a member's records may be written wrongly all the same. */
export function tellFurther(truth: Truth, household: Household, further: FurtherTruth): void {
  truth.means.row([
    household.no,
    household.ref ?? '',
    household.depositsYuan,
    yuan(further.securitiesFen),
    yuan(further.insuranceFen),
    yuan(further.housingFundFen),
    further.companies,
    further.cooperatives,
    yuan(further.medicalFen),
    yuan(further.veteranFen),
    yuan(further.subsidyFen),
  ]);
}

export function tellDiscrepancy(
  truth: Truth,
  { ref }: Application,
  kind: DiscrepancyKind,
  { person, declared, real, finding = DISCREPANCIES[kind].finding }: Planted,
): void {
  truth.discrepancies.row([ref, person?.idNumber ?? '', kind, finding, declared, real]);
}

function personCells(person: Resident): (string | number)[] {
  return [
    person.idNumber,
    person.name,
    person.formerName ?? '',
    person.sex,
    person.birth,
    person.ethnicity,
    person.where,
    person.diedOn ?? '',
    person.marital,
    person.spouse?.idNumber ?? '',
    person.diedOn === null ? (person.household?.no ?? '') : '',
    person.register?.registerNo ?? '',
    ...applicantIncomeCells(person),
  ];
}

/** Only of those who apply: for the others it would be as much work and nobody compares it. */
function applicantIncomeCells(person: Resident): string[] {
  if (person.household === null || person.household.ref === null) return ['', '', ''];
  const income = yearlyIncome([person]);
  return [yuan(income.wage + income.cash), yuan(income.cash), yuan(transfersFen(income))];
}

function householdCells(household: Household): (string | number)[] {
  const income = yearlyIncome(household.members);
  const homes = household.homes.filter(({ use, state }) => use === '住宅' && state === 1);
  const inUse = household.vehicles.filter(({ state }) => !/[BEM]/.test(state));
  const running = household.assistance.filter(({ until }) => until === null);
  return [
    household.no,
    household.ref ?? '',
    household.region,
    household.means,
    household.members.length,
    ...incomeCells(income),
    yuan(totalFen(income)),
    homes.length,
    homes.filter(({ recorded }) => recorded).length,
    inUse.filter(({ kind }) => kind === 'car' || kind === 'lorry').length,
    inUse.filter(({ kind }) => kind === 'motorcycle').length,
    running.map(({ programme }) => programme).join('+'),
  ];
}

function tellMonths(world: World, truth: Truth, household: Household, ref: string): void {
  for (let month = WINDOW_START; month < world.months.length; month++) {
    const income = incomeOf(household.members, month, month + 1);
    truth['household-income'].row([ref, world.months[month] ?? '', ...incomeCells(income)]);
  }
}

function incomeCells(income: RealIncome): string[] {
  return INCOME_CLASSES.map((name) => yuan(income[name]));
}
