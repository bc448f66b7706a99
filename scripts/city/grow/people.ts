// One invented person: age to birth date, birth date and place to ID number, parents to surname.

import { addDays, ageOn, type CalendarDate } from '../../../domain/calendar.ts';
import type { Sex } from '../../../domain/citizen-id.ts';
import type { Resident, World } from './model.ts';
import { givenName, type Minority, minorityName, minorityOf, surnameOf } from './names.ts';
import { regionOfBirth } from './places.ts';
import type { Random } from './random.ts';

/** 汉 */
const HAN = '01';
const minorityOfFamily = new WeakMap<Resident, Minority>();

/** A birth date that makes someone that old on the city's date. */
export function birthForAge(world: World, random: Random, age: number): CalendarDate {
  const birthday = `${Number(world.on.slice(0, 4)) - age}${world.on.slice(4)}` as CalendarDate;
  return addDays(birthday, -random.below(365));
}

export function bornResident(
  world: World,
  random: Random,
  birth: CalendarDate,
  sex: Sex,
  parents: { father: Resident | null; mother: Resident | null } = { father: null, mother: null },
): Resident {
  const { father, mother } = parents;
  const year = Number(birth.slice(0, 4));
  const parent = father ?? mother;
  const minority = parent ? minorityOfFamily.get(parent) : minorityOf(random);
  const surname = (): string => (parent ? surnameIn(parent.name) : surnameOf(random));
  const named = (): string => surname() + givenName(random, sex, year);
  const region = parent && year > 2000 ? world.region : regionOfBirth(random, world.region, year);
  const resident: Resident = {
    idNumber: world.idNumbers(region, birth, sex),
    name: minority ? minorityName(random, minority, sex, father?.name ?? null) : named(),
    formerName: !minority && random.chance(0.03) ? named() : null,
    sex,
    birth,
    age: ageOn(birth, world.on),
    ethnicity: minority?.ethnicity ?? HAN,
    where: 'registered',
    marital: 'single',
    spouse: null,
    father,
    mother,
    children: [],
    diedOn: null,
    deathUnregistered: false,
    student: false,
    disabilityGrade: random.chance(0.04) ? random.between(1, 4) : 0,
    seriousIllness: random.chance(0.02),
    ownsCompany: false,
    household: null,
    register: null,
    jobs: [],
    cashWageFen: 0,
    benefits: [],
    farmSubsidyFen: [],
  };
  if (minority) minorityOfFamily.set(resident, minority);
  father?.children.push(resident);
  mother?.children.push(resident);
  return resident;
}

/** Two-character surnames are few enough to name. */
function surnameIn(name: string): string {
  return /^(欧阳|司马)/.test(name) ? name.slice(0, 2) : name.slice(0, 1);
}
