// Fills in who people are: household register, marriages, funerals.

import { addDays } from '../../../domain/calendar.ts';
import { type Desk, noteIdentity, noteStranger, recorded } from './desk.ts';
import type { Clan, MarriageEvent, Resident } from './model.ts';
import { givenName, surnameOf } from './names.ts';
import { countyName } from './places.ts';
import { relationOf } from './relations.ts';
import { plateText } from './vehicles.ts';

/** Marriages of before about 1990 were seldom entered into the system. */
const DIGITAL_FROM = '1990';
/** In ten thousand people, how many share their number with another (重号). */
const SHARED_NUMBERS = 2;

export function recordPeople(desk: Desk, clan: Clan): void {
  for (const resident of clan.residents) {
    if (resident.register !== null) recordRegisterEntry(desk, resident);
    else if (resident.where === 'elsewhere') recordMovedOut(desk, resident);
    if (resident.diedOn !== null && resident.diedOn > '2006') recordFuneral(desk, resident);
  }
  for (const event of clan.marriages)
    if (event.on > DIGITAL_FROM || desk.random.chance(0.25)) recordMarriage(desk, event);
}

function recordRegisterEntry(desk: Desk, person: Resident): void {
  const dead = person.diedOn !== null && !person.deathUnregistered;
  const missing = !dead && person.age > 18 && desk.random.chance(0.0003);
  const state = dead ? '2' : missing ? '4' : '1';
  const since = dead ? person.diedOn : missing ? addDays(desk.world.on, -900) : null;
  writeEntry(desk, person, person, state, since ?? '');

  if (desk.random.below(10_000) < SHARED_NUMBERS) recordStranger(desk, person);
}

/** A grown child who moved away stays as a line on the parents' register. */
function recordMovedOut(desk: Desk, person: Resident): void {
  const parent = person.father?.register ? person.father : person.mother;
  if (!parent?.register || !desk.random.chance(0.4)) return;
  writeEntry(desk, person, parent, '3', addDays(desk.world.on, -desk.random.between(200, 4000)));
}

function writeEntry(
  desk: Desk,
  person: Resident,
  at: Resident,
  state: string,
  since: string,
): void {
  const { register } = at;
  if (register === null) return;
  const writing = recorded(desk, person);
  const formerName = writing.kinds.includes('former-name') ? '' : (person.formerName ?? '');
  const relation = relationOf(person, register.head);
  desk.registers['public-security/household-register'].line(
    `${writing.idNumber},${writing.name},${formerName},${person.sex === 'male' ? 1 : 2},${person.ethnicity},${person.birth},${register.registerNo},${relation === '01' ? '02' : relation},${register.address},${register.region},${register.hukouType === 'urban' ? 1 : 2},${state},${since}`,
  );
  noteIdentity(desk, 'public-security/household-register', person, writing);
}

/** Another person, known to nobody here, to whom an office once gave the same number. */
function recordStranger(desk: Desk, person: Resident): void {
  const name = surnameOf(desk.random) + givenName(desk.random, person.sex, 1970);
  const { idNumber } = person;
  const count = desk.world.next('vehicle');
  const row = desk.registers['public-security/vehicles'].row([
    idNumber,
    name,
    '02',
    `鲁K${plateText(count)}`,
    '大众',
    '桑塔纳',
    `LSV${String(count).padStart(14, '0')}`,
    'A',
    addDays(desk.world.on, -2000),
    'A',
    1598,
  ]);
  const persons = { really: '', not: idNumber };
  noteStranger(desk, 'public-security/vehicles', row, 'shared-number', { idNumber, name }, persons);
}

function recordFuneral(desk: Desk, person: Resident): void {
  if (person.diedOn === null) return;
  const writing = recorded(desk, person);
  desk.registers['civil-affairs/funerals'].row([
    writing.idNumber,
    writing.name,
    person.diedOn,
    addDays(person.diedOn, desk.random.between(1, 3)),
    desk.random.pick(['威海市殡仪馆', '文登区殡仪馆', '荣成市殡仪馆', '乳山市殡仪馆']),
  ]);
  noteIdentity(desk, 'civil-affairs/funerals', person, writing);
}

function recordMarriage(desk: Desk, event: MarriageEvent): void {
  const age = event.on < '2004' ? 'old' : 'new';
  const man = recorded(desk, event.man, age);
  const woman = recorded(desk, event.woman, age);
  const { region } = desk.world;
  const series = event.type.endsWith('B') ? 'L' : 'J';
  const count = String(desk.world.next('certificate')).padStart(7, '0');
  desk.registers['civil-affairs/marriages'].row([
    event.type,
    event.on,
    man.name,
    man.idNumber,
    woman.name,
    woman.idNumber,
    `${countyName(region)}民政局婚姻登记处`,
    `${series}${region}-${event.on.slice(0, 4)}-${count}`,
  ]);
  noteIdentity(desk, 'civil-affairs/marriages', event.man, man);
  noteIdentity(desk, 'civil-affairs/marriages', event.woman, woman);
}
