// Fills in what the departments of welfare know: disability, illness, service, custody.

import { addDays } from '../../../domain/calendar.ts';
import { type Desk, yuan } from './desk.ts';
import { type Household, type Resident, WINDOW_START } from './model.ts';
import { recordRow } from './record-money.ts';

/** fen received or paid in the last 12 months by the whole household. */
export type Status = { readonly medicalFen: number; readonly veteranFen: number };

/** Of the disabled, those who never applied for a certificate; of certificates, those that replaced another. */
const NEVER_APPLIED = 0.03;
const REPLACED = 0.04;
/** Men who served once, and of the old ones among them those who draw a benefit. */
const SERVED = 0.07;
const BENEFIT_FROM_AGE = 60;
const BENEFIT_SHARE = 0.5;
const IN_CUSTODY_BEFORE = 0.004;
const IN_CUSTODY_NOW = 0.0008;
const SETTLEMENTS_OF_THE_ILL = 4;

export function recordStatus(desk: Desk, household: Household): Status {
  let [medicalFen, veteranFen] = [0, 0];
  for (const person of household.members) {
    if (person.disabilityGrade > 0 && !desk.random.chance(NEVER_APPLIED))
      recordCertificate(desk, person);
    medicalFen += recordSettlements(desk, person);
    if (person.age < 18) continue;
    // Those who apply are at home, and what they receive is what they declare: see applicants.ts.
    const applies = household.ref !== null;
    if (person.sex === 'male') veteranFen += recordServices(desk, person, applies);
    recordCustody(desk, person, applies);
  }
  return { medicalFen, veteranFen };
}

function recordCertificate(desk: Desk, person: Resident): void {
  const { random, world } = desk;
  const kind = random.between(1, 7);
  const certificate = (level: number, cancelled: boolean) =>
    recordRow(desk, 'disabled-federation/certificates', person, [
      `${person.idNumber}${kind}${level}`,
      kind,
      level,
      addDays(world.on, cancelled ? -30 : random.between(100, 3600)),
      cancelled ? 2 : 1,
      cancelled ? addDays(world.on, -random.between(200, 2000)) : '',
    ]);
  // Graded anew: the lighter grade of before was cancelled.
  if (person.disabilityGrade < 4 && random.chance(REPLACED))
    certificate(person.disabilityGrade + 1, true);
  certificate(person.disabilityGrade, false);
}

/** A serious illness costs what its household declares (applicants.ts), in several settlements. */
function recordSettlements(desk: Desk, person: Resident): number {
  const { random, world } = desk;
  const settled = (month: number, amountFen: number, isTakenBack: boolean) =>
    recordRow(desk, 'medical-insurance/settlements', person, [
      `S${String(world.next('settlement')).padStart(10, '0')}`,
      world.months[month] ?? '',
      yuan(amountFen),
      isTakenBack ? 1 : 0,
    ]);
  if (!person.seriousIllness) {
    if (!random.chance(0.2)) return 0;
    const amountFen = random.between(30, 600) * 100;
    const isTakenBack = random.chance(0.01);
    settled(random.between(WINDOW_START, world.months.length - 1), amountFen, isTakenBack);
    return isTakenBack ? 0 : amountFen;
  }
  const yearFen = ownMedicalYuan(person) * 100;
  for (let part = 0; part < SETTLEMENTS_OF_THE_ILL; part++)
    settled(WINDOW_START + part * 3, yearFen / SETTLEMENTS_OF_THE_ILL, false);
  if (random.chance(0.05)) settled(WINDOW_START + 1, random.between(10, 90) * 1000, true);
  return yearFen;
}

/** Yuan a year that the seriously ill pay themselves: what a household tells and medical insurance knows. */
export function ownMedicalYuan({ age }: Resident): number {
  return 3000 + (age % 20) * 700;
}

function recordServices(desk: Desk, person: Resident, applies: boolean): number {
  const { random, world } = desk;
  const service = (from: string, until: string) =>
    recordRow(desk, 'veterans/service', person, [from, until]);
  if (person.age < 24) {
    if (!applies && !person.student && random.chance(0.02))
      service(addDays(world.on, -random.between(60, 600)), '');
    return 0;
  }
  if (!random.chance(SERVED)) return 0;
  const enlistedIn = Number(person.birth.slice(0, 4)) + 18;
  service(`${enlistedIn}-12-01`, `${enlistedIn + random.between(2, 5)}-12-01`);
  if (applies || person.age < BENEFIT_FROM_AGE || !random.chance(BENEFIT_SHARE)) return 0;
  const amountFen = random.between(300, 1100) * 100;
  for (const month of world.months)
    recordRow(desk, 'veterans/benefits', person, ['11', month, yuan(amountFen)]);
  return amountFen * 12;
}

function recordCustody(desk: Desk, person: Resident, applies: boolean): void {
  const { random, world } = desk;
  const form = random.chance(0.8) ? '1' : '2';
  if (random.chance(IN_CUSTODY_BEFORE)) {
    const until = addDays(world.on, -random.between(30, 4000));
    recordRow(desk, 'justice/custody', person, [
      form,
      addDays(until, -random.between(90, 1500)),
      until,
    ]);
  } else if (!applies && random.chance(IN_CUSTODY_NOW)) {
    recordRow(desk, 'justice/custody', person, [
      form,
      addDays(world.on, -random.between(30, 900)),
      addDays(world.on, random.between(30, 2000)),
    ]);
  }
}
