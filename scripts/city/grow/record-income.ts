// Fills in what people earn and draw, month by month: contributions and pensions.

import { type Desk, noteIdentity, recorded, yuan } from './desk.ts';
import type { Benefit, Clan, Job, Resident } from './model.ts';

/** Floor and cap of the contribution base: about 60 % and 300 % of an average wage, fen a month. */
const BASE_FLOOR_FEN = 440_000;
const BASE_CAP_FEN = 2_200_000;
/** Employees' pension, and for some employers unemployment and medical insurance in rows of their own. */
const ONE_INSURANCE = ['110'];
const SEVERAL_INSURANCES = ['110', '210', '310'];

export function recordIncome(desk: Desk, clan: Clan): void {
  for (const resident of clan.residents) {
    for (const job of resident.jobs) recordJob(desk, resident, job);
    for (const benefit of resident.benefits) recordBenefit(desk, resident, benefit);
  }
}

function recordJob(desk: Desk, person: Resident, job: Job): void {
  const contributions = desk.registers['human-resources/contributions'];
  const writing = recorded(desk, person);
  const before = contributions.lastRow();
  const base = yuan(Math.min(BASE_CAP_FEN, Math.max(BASE_FLOOR_FEN, job.agreedFen)));
  for (const insurance of job.severalInsurances ? SEVERAL_INSURANCES : ONE_INSURANCE) {
    const start = `${writing.idNumber},${writing.name},${insurance},`;
    const end = `,${base},${job.employerNo},${job.employerName}`;
    desk.world.months.forEach((month, place) => {
      const paidFen = job.paidFen[place] ?? 0;
      if (paidFen > 0)
        contributions.line(`${start}${month},${job.reportsWage ? yuan(paidFen) : ''}${end}`);
    });
  }
  const rows = contributions.lastRow() - before;
  noteIdentity(desk, 'human-resources/contributions', person, writing, rows);
}

function recordBenefit(desk: Desk, person: Resident, benefit: Benefit): void {
  const pensions = desk.registers['human-resources/pensions'];
  const writing = recorded(desk, person);
  const before = pensions.lastRow();
  const start = `${writing.idNumber},${writing.name},${benefit.insurance},`;
  desk.world.months.forEach((month, place) => {
    const paidFen = benefit.paidFen[place] ?? 0;
    if (paidFen === 0) return;
    // Two months in one payment hold the basic part twice.
    const basicFen = basicIn(benefit, paidFen);
    pensions.line(`${start}${month},${yuan(paidFen)},${basicFen > 0 ? yuan(basicFen) : ''}`);
  });
  const rows = pensions.lastRow() - before;
  noteIdentity(desk, 'human-resources/pensions', person, writing, rows);
}

/** The basic part of one payment, which may hold two months. */
export function basicIn(benefit: Benefit, paidFen: number): number {
  if (benefit.basicFen === 0) return 0;
  const usualFen = Math.min(...benefit.paidFen.filter((amount) => amount > 0));
  return benefit.basicFen * Math.round(paidFen / usualFen);
}
