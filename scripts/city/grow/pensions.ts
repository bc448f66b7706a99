// Pensions and unemployment benefit, month by month, with the yearly rise and its back pay.

import type { Benefit, Household, Resident, World } from './model.ts';
import { RECORDED_MONTHS } from './model.ts';
import type { Random } from './random.ts';

/** Yuan a month, plausible orders of magnitude. */
const EMPLOYEE_PENSION = [2400, 4600] as const;
const INSTITUTION_PENSION = [4500, 7800] as const;
const UNEMPLOYMENT_YUAN = 1850;
/** The basic part (基础养老金) of a resident pension in this city; a little more from 75 years on. */
const BASIC_YUAN = 199;
const BASIC_FROM_75_YUAN = 209;
/** The yearly rise, paid in July with the back pay since January. */
const RISE = 0.025;
const RISE_MONTH = '07';
const MONTHS_OWED = 6;

export function givePensions(world: World, random: Random, household: Household): void {
  for (const member of household.members) {
    const insurance = pensionOf(random, household, member);
    if (insurance === '170') member.benefits.push(residentPension(random, member));
    else if (insurance !== null) member.benefits.push(risingPension(world, random, insurance));
  }
}

/** Those whose employment ended in the recorded months may draw benefit until now. */
export function giveUnemploymentBenefit(random: Random, household: Household): void {
  for (const member of household.members) {
    const lastPaid = member.jobs.at(-1)?.paidFen.findLastIndex((amount) => amount > 0) ?? -1;
    if (lastPaid < 0 || lastPaid >= RECORDED_MONTHS - 2 || !random.chance(0.5)) continue;
    const from = lastPaid + 2;
    const paidFen = monthly((month) => (month >= from ? UNEMPLOYMENT_YUAN * 100 : 0));
    member.benefits.push({ insurance: '210', paidFen, basicFen: 0 });
  }
}

function pensionOf(
  random: Random,
  { means, rural }: Household,
  person: Resident,
): '110' | '120' | '170' | null {
  const canBeEmployeePensioner = person.age >= (person.sex === 'male' ? 60 : 52);
  const isComfortable = means === 'ordinary' || means === 'well-off';
  if (canBeEmployeePensioner && isComfortable && random.chance(rural ? 0.3 : 0.9))
    return random.chance(0.17) ? '120' : '110';
  return person.age >= 60 && random.chance(0.95) ? '170' : null;
}

/** An employee's or institution's pension: it rises in July, and July holds the months owed since January. */
export function risingPension(world: World, random: Random, insurance: '110' | '120'): Benefit {
  const [least, most] = insurance === '110' ? EMPLOYEE_PENSION : INSTITUTION_PENSION;
  const oldFen = random.between(least * 10, most * 10) * 10;
  const newFen = Math.round(oldFen * (1 + RISE));
  const rise = world.months.findIndex((month) => month.endsWith(RISE_MONTH));
  const paidFen = monthly((month) => {
    if (rise < 0 || month > rise) return newFen;
    return month < rise ? oldFen : newFen + (newFen - oldFen) * MONTHS_OWED;
  });
  return { insurance, paidFen, basicFen: 0 };
}

/** A resident pension: the basic part and what one saved; a payment may be late and come with the next. */
function residentPension(random: Random, person: Resident): Benefit {
  const basicFen = (person.age >= 75 ? BASIC_FROM_75_YUAN : BASIC_YUAN) * 100;
  const amountFen = basicFen + random.between(500, 12_000);
  const late = random.chance(0.02) ? random.below(RECORDED_MONTHS - 1) : -1;
  const paidFen = monthly((month) => {
    if (month === late) return 0;
    return month === late + 1 && late >= 0 ? amountFen * 2 : amountFen;
  });
  return { insurance: '170', paidFen, basicFen };
}

function monthly(amount: (month: number) => number): number[] {
  return Array.from({ length: RECORDED_MONTHS }, (_, month) => amount(month));
}
