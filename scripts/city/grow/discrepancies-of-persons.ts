// Discrepancies in who lives together, who is alive, who is who, and who already receives help.

import { addDays } from '../../../domain/calendar.ts';
import type { Claim } from './applicants.ts';
import { addAssistance } from './assistance.ts';
import type { Planted, Planting } from './planting.ts';
import { type Clan, RECORDED_MONTHS, type Resident } from './model.ts';
import { WEIHAI } from './places.ts';

const OLD_AGE = 60;
/** What the form says of the marriage of someone who leaves the spouse out. */
const SAID_OF_A_HIDDEN_SPOUSE: readonly Claim['marital'][] = [
  null,
  'single',
  'divorced',
  'widowed',
];

/** A member who died months ago and still stands on the form. */
export function plantDeceasedMember({ world, random, application }: Planting): Planted | null {
  const { household, claims } = application;
  const claim = claims.find(
    ({ role, person }) => role === 'member' && person.age >= 40 && person.register !== null,
  );
  if (!claim) return null;
  const { person } = claim;
  person.diedOn = addDays(world.on, -random.between(40, 300));
  person.deathUnregistered = random.chance(0.5);
  if (person.spouse) person.spouse.marital = 'widowed';
  household.members.splice(household.members.indexOf(person), 1);
  stopPayments(world.months, person);
  const planted = { person, declared: 'alive', real: person.diedOn };
  return person.deathUnregistered ? { ...planted, finding: 'death-against-register' } : planted;
}

/** A spouse who lives there and is left out. */
export function plantUndeclaredSpouse({ clan, application }: Planting): Planted | null {
  const { claims } = application;
  const applicant = applicantOf(claims);
  const place = claims.findIndex(
    ({ person, role }) => role === 'member' && isSpouseOf(person, applicant),
  );
  const claim = claims[place];
  if (!claim || !isInRegister(clan, applicant, 'IA')) return null;
  claims.splice(place, 1);
  const [own] = claims;
  const drawn = Number(applicant.idNumber.slice(14, 17)) % SAID_OF_A_HIDDEN_SPOUSE.length;
  if (own) own.marital = SAID_OF_A_HIDDEN_SPOUSE[drawn] ?? null;
  // The register cannot tell whether a spouse is left out or has died: of two old people, or where the form says so.
  const areOld = applicant.age >= OLD_AGE && claim.person.age >= OLD_AGE;
  const finding =
    areOld || own?.marital === 'widowed' ? 'spouse-perhaps-late' : 'spouse-not-declared';
  return { person: claim.person, declared: 'absent', real: 'spouse', finding };
}

/** A divorced spouse who is declared as one. */
export function plantDivorced({ clan, application }: Planting): Planted | null {
  const { claims } = application;
  const applicant = applicantOf(claims);
  const { spouse } = applicant;
  if (applicant.marital !== 'divorced' || !spouse || !isInRegister(clan, applicant, 'IB'))
    return null;
  const claim: Claim = {
    person: spouse,
    role: 'member',
    relation: '10',
    name: spouse.name,
    marital: 'married',
    wageYuan: 0,
    transferYuan: 0,
  };
  const [own] = claims;
  if (own) own.marital = 'married';
  const asSupporter = claims.findIndex(({ person }) => person === spouse);
  if (asSupporter > 0) claims.splice(asSupporter, 1);
  claims.splice(1, 0, claim);
  return { person: spouse, declared: 'married', real: 'divorced' };
}

/** Help that another county, or another programme that excludes this one, already gives. */
export function plantDoubleSupport({ world, random, application }: Planting): Planted | null {
  const { household, claims } = application;
  const region = WEIHAI.find((county) => county !== household.region) ?? household.region;
  const programme = random.chance(0.6) ? 'subsistence' : 'extreme-poverty';
  const assistance = addAssistance(world, random, household, { programme, region });
  const finding = programme === 'subsistence' ? 'assistance-twice' : 'provided-for-elsewhere';
  return { person: applicantOf(claims), declared: 0, real: assistance.monthlyYuan, finding };
}

/** Two people whose names were typed beside each other's numbers. */
export function plantSwappedNames({ application }: Planting): Planted | null {
  const [first, second] = application.claims.filter(({ role }) => role !== 'supporter');
  if (!first || !second || first.name === second.name) return null;
  [first.name, second.name] = [second.name, first.name];
  return { person: first.person, declared: first.name, real: second.name };
}

/** A member whose register is in another place, so that the city's public security does not know them. */
export function plantRegisteredElsewhere({ application }: Planting): Planted | null {
  const claim = application.claims.find(({ role }) => role === 'member');
  if (!claim) return null;
  const { person } = claim;
  person.register = null;
  person.where = 'registered-elsewhere';
  return { person, declared: '', real: 'elsewhere' };
}

/** A name written another way than on the register. */
export function plantNameVariant({ random, application }: Planting): Planted | null {
  const claim = applicantOrMember(application.claims);
  const { name, formerName } = claim.person;
  if (name.includes('·')) claim.name = name.replace('·', random.pick(['•', '.', '']));
  else if (formerName !== null) claim.name = formerName;
  else claim.name = Array.from(name).join(random.pick([' ', '\u3000']));
  return { person: claim.person, declared: claim.name, real: name };
}

/** Whoever's name can be written in another way, else the applicant. */
function applicantOrMember(claims: readonly Claim[]): Claim {
  const telling = claims.find(
    ({ role, person }) =>
      role !== 'supporter' && (person.name.includes('·') || person.formerName !== null),
  );
  const claim = telling ?? claims[0];
  if (!claim) throw new RangeError('an application has an applicant');
  return claim;
}

function applicantOf(claims: readonly Claim[]): Resident {
  const [applicant] = claims;
  if (!applicant) throw new RangeError('an application has an applicant');
  return applicant.person;
}

function isSpouseOf(one: Resident, other: Resident): boolean {
  return one.spouse === other && other.marital === 'married';
}

/** Events of before 1990 may be missing in the register. */
function isInRegister(clan: Clan, person: Resident, type: 'IA' | 'IB'): boolean {
  return clan.marriages.some(
    (event) =>
      event.type === type &&
      event.on > '1990' &&
      (event.man === person || event.woman === person) &&
      (event.man === person.spouse || event.woman === person.spouse),
  );
}

/** Nothing is paid after the month of death, but for the month the office took to hear of it. */
function stopPayments(months: readonly string[], person: Resident): void {
  const died = (person.diedOn ?? '').slice(0, 7).replace('-', '');
  const last = months.findIndex((month) => month > died);
  const from = last < 0 ? RECORDED_MONTHS : last + 1;
  for (const { paidFen } of [...person.jobs, ...person.benefits]) paidFen.fill(0, from);
}
