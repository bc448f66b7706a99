// Work: employment with monthly contributions, gaps between jobs, back pay, and odd jobs that no register knows.
// Orders of magnitude are plausible for a county town, nothing here is a parameter of law.

import type { Household, Job, Means, Resident, World } from './model.ts';
import { RECORDED_MONTHS } from './model.ts';
import type { Random } from './random.ts';

/** How many of those of working age have an employer, and the middle of their wages in yuan. */
const EMPLOYMENT: Record<Means, { share: number; middleYuan: number }> = {
  poor: { share: 0.3, middleYuan: 0 },
  modest: { share: 0.5, middleYuan: 0 },
  ordinary: { share: 0.84, middleYuan: 5200 },
  'well-off': { share: 0.9, middleYuan: 9500 },
};
/** What a poor or modest household lives on, yuan a head a month. */
const BUDGET_A_HEAD = { poor: [150, 800], modest: [1050, 1900] } as const;
/** About how many employed people share an employer. */
const STAFF = 30;
const TOWN_WORDS = [
  '海洋',
  '鲁威',
  '蓝湾',
  '金鼎',
  '三角洲',
  '恒泰',
  '新海',
  '天润',
  '华东',
  '好运',
];
const TRADES = ['水产', '机械', '渔具', '轮胎', '商贸', '建筑', '物业', '餐饮', '电子', '医药'];

export function giveWork(world: World, random: Random, household: Household): void {
  const workers = household.members.filter((member) => isOfWorkingAge(member));
  const { means } = household;
  if (means === 'poor' || means === 'modest')
    return liveOnBudget(world, random, household, workers);
  for (const worker of workers) {
    const { share, middleYuan } = EMPLOYMENT[means];
    const wageYuan = Math.max(2300, Math.round(middleYuan * Math.exp(0.36 * random.bell())));
    if (random.chance(share)) employ(world, random, worker, wageYuan);
    // Fishing, farming, a stall: known to no register.
    else if (random.chance(0.6)) worker.cashWageFen = Math.round(wageYuan * 0.6) * 100;
  }
}

/** Alive, grown up, not at school, and below the age of the employees' pension. */
export function isOfWorkingAge(person: Resident): boolean {
  const retiredAt = person.sex === 'male' ? 60 : 55;
  return person.diedOn === null && !person.student && person.age >= 18 && person.age < retiredAt;
}

/** Workers earn no more than the household's budget leaves after its pensions. */
function liveOnBudget(
  world: World,
  random: Random,
  household: Household,
  workers: readonly Resident[],
): void {
  const { means, members } = household;
  const [least, most] = BUDGET_A_HEAD[means === 'poor' ? 'poor' : 'modest'];
  let leftYuan = random.between(least, most) * members.length;
  for (const member of members) leftYuan -= monthlyBenefitsFen(member) / 100;
  for (const worker of workers) {
    if (leftYuan < 500 || worker.disabilityGrade === 1) continue;
    const wageYuan = Math.floor((leftYuan * (0.6 + 0.4 * random.next())) / 10) * 10;
    if (random.chance(EMPLOYMENT[means].share)) employ(world, random, worker, wageYuan);
    else worker.cashWageFen = wageYuan * 100;
    leftYuan -= wageYuan;
  }
}

function monthlyBenefitsFen(person: Resident): number {
  return person.benefits.reduce((sum, benefit) => sum + (benefit.paidFen.at(-1) ?? 0), 0);
}

/** Gives someone an employer: most for all recorded months, others with a gap, a start or an end within them. */
export function employ(world: World, random: Random, person: Resident, wageYuan: number): void {
  const course = random.next();
  if (course < 0.78) addJob(world, random, person, wageYuan, 0, RECORDED_MONTHS);
  else if (course < 0.9) {
    const left = random.between(3, RECORDED_MONTHS - 5);
    addJob(world, random, person, wageYuan, 0, left);
    addJob(world, random, person, wageYuan, left + random.between(1, 3), RECORDED_MONTHS);
  } else if (course < 0.95)
    addJob(world, random, person, wageYuan, random.between(2, 12), RECORDED_MONTHS);
  else addJob(world, random, person, wageYuan, 0, random.between(4, 13));
}

/** One employment from one recorded month up to, not including, another. */
export function addJob(
  world: World,
  random: Random,
  person: Resident,
  wageYuan: number,
  from: number,
  until: number,
): Job {
  const employer = Math.floor(world.next('employment') / STAFF) * 7 + random.below(40);
  const paidFen = Array.from({ length: RECORDED_MONTHS }, () => 0);
  for (let month = from; month < until; month++)
    paidFen[month] = Math.round(wageYuan * (0.97 + 0.06 * random.next())) * 100;
  // Back pay: one month holds what was owed for others.
  if (random.chance(0.04)) {
    const month = random.between(from, until - 1);
    paidFen[month] = Math.round(((paidFen[month] ?? 0) * random.between(15, 25)) / 1000) * 100;
  }
  // The employer missed a month and never paid it.
  if (until - from > 3 && random.chance(0.03)) paidFen[random.between(from + 1, until - 2)] = 0;
  const job: Job = {
    employerNo: String(37_100_000 + employer),
    employerName: employerName(employer),
    reportsWage: random.chance(0.85),
    severalInsurances: random.chance(0.15),
    agreedFen: wageYuan * 100,
    paidFen,
  };
  person.jobs.push(job);
  return job;
}

function employerName(employer: number): string {
  const word = TOWN_WORDS[employer % TOWN_WORDS.length] ?? '';
  const trade = TRADES[Math.floor(employer / 10) % TRADES.length] ?? '';
  return `威海${word}${trade}${employer}号有限公司`;
}
