// Fills in what banks, brokers, insurers and the housing fund hold for the people of a household.

import { addDays } from '../../../domain/calendar.ts';
import type { RegisterName } from '../city-folder.ts';
import { type Desk, noteIdentity, recorded, yuan } from './desk.ts';
import type { Household, Job, Means, Resident } from './model.ts';

/** fen, of the whole household. */
export type Money = {
  readonly securitiesFen: number;
  /** Cash value of the savings policies that someone of the household holds. */
  readonly insuranceFen: number;
  readonly housingFundFen: number;
};

const BANKS = ['威海市商业银行', '农村商业银行', '工商银行', '农业银行', '邮政储蓄银行'];
const INSURERS = ['人寿保险', '平安人寿', '太平洋人寿', '新华人寿'];
const BROKERS = ['中泰证券', '银河证券', '海通证券'];

/** How many of a hundred have shares, a savings policy, a policy for illness and accident. */
const HOLDERS: Record<Means, { securities: number; savings: number; protection: number }> = {
  poor: { securities: 0, savings: 0, protection: 0.03 },
  modest: { securities: 0, savings: 0.02, protection: 0.06 },
  ordinary: { securities: 0.06, savings: 0.14, protection: 0.2 },
  'well-off': { securities: 0.25, savings: 0.3, protection: 0.35 },
};
/** An account long forgotten, with the interest of years in it. */
const FORGOTTEN_ACCOUNTS = 0.02;
/** Residents for whom the city bought a policy (政府统保). */
const BOUGHT_BY_GOVERNMENT = 0.4;
/** Of the base, employee and employer together. */
const FUND_RATE = 0.16;

export function recordMoney(desk: Desk, household: Household): Money {
  const adults = household.members.filter(({ age }) => age >= 18);
  recordDeposits(desk, household, adults);
  let [securitiesFen, insuranceFen, housingFundFen] = [0, 0, 0];
  for (const person of adults) {
    securitiesFen += recordSecurities(desk, household, person);
    insuranceFen += recordPolicies(desk, household, person);
    const job = person.jobs.at(-1);
    if (job) housingFundFen += recordHousingFund(desk, household, person, job);
  }
  return { securitiesFen, insuranceFen, housingFundFen };
}

/** The household's savings, spread over its adults: what the accounts hold adds up to exactly what it has. */
function recordDeposits(
  desk: Desk,
  { depositsYuan }: Household,
  adults: readonly Resident[],
): void {
  const { random } = desk;
  let leftYuan = depositsYuan;
  adults.forEach((person, place) => {
    const isLast = place === adults.length - 1;
    const ownYuan = isLast ? leftYuan : random.below(leftYuan + 1);
    leftYuan -= ownYuan;
    const termYuan =
      ownYuan > 20_000 && random.chance(0.6) ? Math.floor(ownYuan / 10_000) * 5000 : 0;
    const account = (kind: string, amountYuan: number) =>
      recordRow(desk, 'banks/deposits', person, [
        random.pick(BANKS),
        `62****${String(desk.world.next('account') % 10_000).padStart(4, '0')}`,
        kind,
        amountYuan,
        addDays(desk.world.on, -1),
      ]);
    account('1', ownYuan - termYuan);
    if (termYuan > 0) account(random.chance(0.3) ? '3' : '2', termYuan);
  });
}

function recordSecurities(desk: Desk, { means }: Household, person: Resident): number {
  const { random } = desk;
  const isHolder = random.chance(HOLDERS[means].securities);
  if (!isHolder && !random.chance(FORGOTTEN_ACCOUNTS)) return 0;
  const cashFen = isHolder ? random.between(0, 200) * 10_000 : random.between(1, 99);
  const marketFen = isHolder ? random.between(10, 3000) * 10_000 : 0;
  recordRow(desk, 'securities/holdings', person, [
    random.pick(BROKERS),
    `****${String(desk.world.next('broker-account') % 10_000).padStart(4, '0')}`,
    yuan(cashFen),
    yuan(marketFen),
    addDays(desk.world.on, -1),
  ]);
  return cashFen + marketFen;
}

function recordPolicies(desk: Desk, { means }: Household, person: Resident): number {
  const { random } = desk;
  const { savings, protection } = HOLDERS[means];
  const policy = (kind: string, role: string, cash: string, premium: string) =>
    recordRow(desk, 'insurance/policies', person, [
      random.pick(INSURERS),
      `P${String(desk.world.next('policy')).padStart(10, '0')}`,
      kind,
      role,
      cash,
      premium,
      addDays(desk.world.on, random.between(30, 3650)),
    ]);
  if (random.chance(BOUGHT_BY_GOVERNMENT)) policy('3', '2', '', '');
  if (random.chance(protection)) policy('2', '1', '', String(random.between(3, 40) * 100));
  if (!random.chance(savings)) return 0;
  const cashYuan = random.between(20, 900) * 100;
  policy('1', '1', String(cashYuan), String(random.between(10, 120) * 100));
  return cashYuan * 100;
}

function recordHousingFund(desk: Desk, household: Household, person: Resident, job: Job): number {
  const { random, world } = desk;
  const isComfortable = household.means === 'ordinary' || household.means === 'well-off';
  if (!random.chance(isComfortable ? 0.65 : 0.15)) return 0;
  const lastPaid = job.paidFen.findLastIndex((amount) => amount > 0);
  const isPaying = lastPaid === world.months.length - 1;
  const depositYuan = Math.round((job.agreedFen * FUND_RATE) / 100);
  const balanceYuan = depositYuan * random.between(2, isComfortable ? 90 : 18);
  const hasLoan = household.homes.some(({ mortgaged }) => mortgaged) && random.chance(0.6);
  recordRow(desk, 'housing-fund/accounts', person, [
    String(world.next('fund')).padStart(12, '0'),
    isPaying ? '01' : '02',
    yuan(job.agreedFen),
    depositYuan,
    balanceYuan,
    world.months[lastPaid] ?? '',
    job.employerName,
    hasLoan ? 1 : 0,
  ]);
  return balanceYuan * 100;
}

/** A row that begins with the person's number and name, as most registers have it. */
export function recordRow(
  desk: Desk,
  register: RegisterName,
  person: Resident,
  cells: readonly (string | number)[],
): void {
  const writing = recorded(desk, person);
  desk.registers[register].row([writing.idNumber, writing.name, ...cells]);
  noteIdentity(desk, register, person, writing);
}
