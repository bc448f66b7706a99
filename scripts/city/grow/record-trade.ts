// Fills in what market regulation and the tax authority know: businesses, and income by month.

import { addDays } from '../../../domain/calendar.ts';
import type { RegisterName } from '../city-folder.ts';
import { businessCode } from './business-codes.ts';
import { type Desk, noteIdentity, recorded, yuan } from './desk.ts';
import type { Household, Means, Resident } from './model.ts';
import { tickets } from './random.ts';

export type Trade = {
  /** Businesses that someone of the household runs or owns a part of, and that still exist. */
  readonly companies: number;
  /** Cooperatives that list someone as a member, which is often a name on a list. */
  readonly cooperatives: number;
};

const TRADED = 'market-regulation/companies' satisfies RegisterName;
const TAXED = 'tax/income' satisfies RegisterName;

/** How many of a hundred adults own a part of a company. */
const OWNERS: Record<Means, number> = { poor: 0, modest: 0, ordinary: 0.012, 'well-off': 0.07 };
/** Of those who live by fishing, farming or a stall, how many are registered as sole traders. */
const REGISTERED_TRADERS = 0.25;
const COOPERATIVE_MEMBERS = 0.03;
/** A sole trader's receipts are this many times what is left of them. */
const RECEIPTS_TO_NET = 1.6;
/** 登记状态: active, revoked, cancelled. */
const RUNNING = '1';
const STATES = tickets<string>([
  ['1', 90],
  ['2', 4],
  ['3', 6],
]);

export function recordTrade(desk: Desk, household: Household): Trade {
  let [companies, cooperatives] = [0, 0];
  for (const person of household.members) {
    for (const job of person.jobs) {
      const payer = `${job.employerNo},${job.employerName}`;
      recordIncome(desk, person, '0101', payer, (month) => [job.paidFen[month] ?? 0, null]);
    }
    if (person.age < 18) continue;
    if (isRegisteredTrader(desk, household, person)) {
      companies += 1;
      recordSoleTrade(desk, person);
    }
    const isOwner = desk.random.chance(OWNERS[household.means]);
    if (isOwner || person.ownsCompany) companies += recordCompany(desk, person);
    if (household.rural && desk.random.chance(COOPERATIVE_MEMBERS)) {
      cooperatives += 1;
      const name = `${desk.random.pick(['丰收', '海带', '苹果', '花生'])}农民专业合作社`;
      recordRole(desk, person, { type: '93', name, role: '05', subscribed: '0.1', state: '1' });
    }
  }
  return { companies, cooperatives };
}

/** The stalls of those who live on little are below the threshold of both registers. */
function isRegisteredTrader(
  desk: Desk,
  { means, ref }: Household,
  { cashWageFen }: Resident,
): boolean {
  if (cashWageFen === 0 || means === 'poor' || means === 'modest' || ref !== null) return false;
  return desk.random.chance(REGISTERED_TRADERS);
}

function recordSoleTrade(desk: Desk, person: Resident): void {
  const name = `威海${desk.random.pick(['环翠', '文登', '荣成', '乳山'])}区${person.name.slice(0, 1)}记海产店`;
  const code = recordRole(desk, person, {
    type: '92',
    name,
    role: '04',
    subscribed: '',
    state: '1',
  });
  const receiptsFen = Math.round((person.cashWageFen * RECEIPTS_TO_NET) / 100) * 100;
  const costsFen = receiptsFen - person.cashWageFen;
  recordIncome(desk, person, '0200', `${code},${name}`, () => [receiptsFen, costsFen]);
}

/** Who owns a part often represents the company too: two rows of one company. */
function recordCompany(desk: Desk, person: Resident): number {
  const { random } = desk;
  const name = `威海${random.pick(['和顺', '东海', '鑫源', '浩宇'])}${random.pick(['商贸', '渔业', '建材'])}有限公司`;
  const drawn = random.pick(STATES);
  const state = person.ownsCompany ? RUNNING : drawn;
  const capital = random.between(1, 50) * 10;
  const since = addDays(desk.world.on, -random.between(100, 5000));
  const held = { type: '91', name, state, capital: String(capital), since } as const;
  const subscribed = String((capital * random.pick([10, 30, 51, 100])) / 100);
  const code = recordRole(desk, person, { ...held, role: '02', subscribed });
  if (random.chance(0.5)) recordRole(desk, person, { ...held, role: '01', subscribed: '', code });
  return state === '3' ? 0 : 1;
}

type HeldRole = {
  /** What GB 32100 begins a code with: 91 company, 92 sole trade, 93 cooperative. */
  readonly type: '91' | '92' | '93';
  readonly name: string;
  readonly role: string;
  /** Ten thousand yuan. */
  readonly subscribed: string;
  readonly state: string;
  readonly capital?: string;
  readonly code?: string;
  readonly since?: string;
};

/** @returns the code of the business */
function recordRole(desk: Desk, person: Resident, held: HeldRole): string {
  const writing = recorded(desk, person);
  const { region, on } = desk.world;
  const code = held.code ?? businessCode(held.type, region, desk.world.next('business'));
  desk.registers[TRADED].row([
    writing.idNumber,
    writing.name,
    code,
    '',
    held.name,
    held.role,
    held.subscribed,
    held.capital ?? '',
    '156',
    held.state,
    held.since ?? addDays(on, -desk.random.between(100, 5000)),
  ]);
  noteIdentity(desk, TRADED, person, writing);
  return code;
}

/** @param amounts of each recorded month: receipts, and what was taken off them or null */
function recordIncome(
  desk: Desk,
  person: Resident,
  item: string,
  payer: string,
  amounts: (month: number) => readonly [number, number | null],
): void {
  const register = desk.registers[TAXED];
  const writing = recorded(desk, person);
  const before = register.lastRow();
  desk.world.months.forEach((month, place) => {
    const [receiptsFen, costsFen] = amounts(place);
    if (receiptsFen === 0) return;
    const costs = costsFen === null ? '' : yuan(costsFen);
    register.line(
      `${writing.idNumber},${writing.name},${item},${month},${yuan(receiptsFen)},${costs},${payer}`,
    );
  });
  noteIdentity(desk, TAXED, person, writing, register.lastRow() - before);
}
