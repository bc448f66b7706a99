// Discrepancies in what a household earns and owns.

import type { Claim } from './applicants.ts';
import type { Planted, Planting } from './planting.ts';
import { addHome } from './homes.ts';
import { RECORDED_MONTHS, type Resident } from './model.ts';
import { risingPension } from './pensions.ts';
import type { Random } from './random.ts';
import { totalFen, transfersFen, yearlyIncome } from './real-income.ts';
import { addVehicle } from './vehicles.ts';
import { addJob, isOfWorkingAge } from './work.ts';

/** Yuan a head a month that no standard of assistance reaches. */
const WELL_ABOVE_YUAN = 1600;
/** Less on deposit may differ by what is tolerated. */
const LEAST_HIDDEN_YUAN = 2000;

/** A car in order that the form leaves out. */
export function plantUndeclaredVehicle({ world, random, application }: Planting): Planted | null {
  const { household, claimed } = application;
  const owner = household.members.find((member) => member.age >= 18 && member.age < 76);
  if (!owner) return null;
  const declared = claimed.vehicles;
  addVehicle(world, random, household, owner, 'car', 'A');
  return { person: owner, declared, real: declared + 1 };
}

/** A registered home that the form leaves out. */
export function plantUndeclaredHome({ world, random, application }: Planting): Planted | null {
  const { household, claimed } = application;
  const home = addHome(world, random, household, {});
  const declared = claimed.homes;
  return { person: home.owners[0]?.resident ?? null, declared, real: declared + 1 };
}

/** A wage of which the form tells two fifths. */
export function plantUnderDeclaredWage({ world, random, application }: Planting): Planted | null {
  const claim = reportedWorker(world, random, application.claims);
  if (!claim) return null;
  const real = wageYuan(claim.person);
  claim.wageYuan = Math.round(real * 0.4);
  return { person: claim.person, declared: claim.wageYuan, real };
}

/** An employee's pension, declared as no transfer at all. */
export function plantUndeclaredPension({ world, random, application }: Planting): Planted | null {
  const claim = memberClaims(application.claims).find(({ person }) => person.age >= 56);
  if (!claim) return null;
  const { person } = claim;
  if (!person.benefits.some(({ insurance }) => insurance === '110' || insurance === '120')) {
    person.benefits.splice(0, person.benefits.length, risingPension(world, random, '110'));
  }
  claim.transferYuan = 0;
  const real = Math.round(transfersFen(yearlyIncome([person])) / 1200);
  return { person, declared: 0, real };
}

/** An income far above any standard, declared in full or to three tenths. */
export function plantIncomeAboveStandard({ world, random, application }: Planting): Planted | null {
  const { household, claims } = application;
  const perHead = (): number =>
    Math.round(totalFen(yearlyIncome(household.members)) / 1200 / household.members.length);
  const worker = household.members.find(isOfWorkingAge);
  if (perHead() < WELL_ABOVE_YUAN && worker) {
    const wage = WELL_ABOVE_YUAN * household.members.length + random.between(50, 200) * 10;
    addJob(world, random, worker, wage, 0, RECORDED_MONTHS);
  }
  // Wages that only a base stands for prove nothing.
  for (const { jobs } of household.members) for (const job of jobs) job.reportsWage = true;
  if (perHead() < WELL_ABOVE_YUAN) return null;
  const isHidden = random.chance(0.5);
  let declaredYuan = 0;
  for (const claim of memberClaims(claims)) {
    const part = isHidden ? 0.3 : 1;
    claim.wageYuan = Math.round(part * wageYuan(claim.person));
    declaredYuan += claim.wageYuan + (claim.transferYuan ?? 0);
  }
  const declared = Math.round(declaredYuan / household.members.length);
  return { person: null, declared, real: perHead() };
}

/** Deposits of which the form tells a fifth. */
export function plantUndeclaredDeposits({ application }: Planting): Planted | null {
  const { household, claimed } = application;
  const real = household.depositsYuan;
  if (real < LEAST_HIDDEN_YUAN) return null;
  claimed.depositsYuan = Math.round(real / 5);
  return { person: null, declared: claimed.depositsYuan, real };
}

/** A share in a running company that the form leaves out. */
export function plantUndeclaredCompany({ application }: Planting): Planted | null {
  const owner = application.household.members.find(isOfWorkingAge);
  if (!owner) return null;
  owner.ownsCompany = true;
  return { person: owner, declared: 0, real: 1 };
}

/** More than there is: it speaks for the household. */
export function plantOverDeclared({ world, random, application }: Planting): Planted | null {
  const claim = reportedWorker(world, random, application.claims);
  if (!claim) return null;
  const real = wageYuan(claim.person);
  claim.wageYuan = Math.round(real * 1.4);
  return { person: claim.person, declared: claim.wageYuan, real };
}

/** Someone of working age all of whose wages are reported; who has no job is given one. */
function reportedWorker(
  world: Planting['world'],
  random: Random,
  claims: readonly Claim[],
): Claim | undefined {
  const claim = memberClaims(claims).find(({ person }) => isOfWorkingAge(person));
  if (!claim) return undefined;
  const { person } = claim;
  person.cashWageFen = 0;
  if (person.jobs.length === 0)
    addJob(world, random, person, random.between(130, 260) * 10, 0, RECORDED_MONTHS);
  for (const job of person.jobs) job.reportsWage = true;
  return claim;
}

function memberClaims(claims: readonly Claim[]): Claim[] {
  return claims.filter((claim) => claim.role !== 'supporter' && claim.wageYuan !== null);
}

function wageYuan(person: Resident): number {
  const { wage, cash } = yearlyIncome([person]);
  return Math.round((wage + cash) / 1200);
}
