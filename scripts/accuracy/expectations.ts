// What should be found of a household, worked out from the truth alone: nothing here looks at a report.

import { ageOn, type CalendarDate } from '../../domain/calendar.ts';
import type { Household, Person } from '../../domain/household.ts';
import { isSpouse } from '../../domain/relation.ts';
import type { SchemeId } from '../../domain/scheme.ts';
import { standardInForce, type StandardsInForce } from '../../domain/standard.ts';
import { foldName } from '../../matchers/identity/compare-names.ts';
import type { CityTruth, TrueHousehold, TruePerson } from './city-truth.ts';

/** The household as a whole, where a kind is not about single persons. */
export const HOUSEHOLD = 0;

export type Situation = {
  readonly scheme: SchemeId;
  readonly household: Household;
  readonly standards: StandardsInForce;
  readonly truth: CityTruth;
  readonly own: TrueHousehold;
  /** The day of the verification. */
  readonly on: CalendarDate;
};

type Claim = {
  readonly about: 'household' | 'persons';
  /** The persons of whom it is so, by number; `HOUSEHOLD` for the household. */
  readonly isSo: (situation: Situation) => ReadonlySet<number>;
};

export type Expectation = Claim & {
  /** Other kinds that say the same thing more carefully: enough for recall. */
  readonly alsoSaidBy?: readonly string[];
};

/** Every kind of finding of which the truth can tell whether it is right. */
export const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  'income-above-standard': {
    ...ofHousehold(
      (situation) => situation.own.countedIncomeFen >= yearOf(allowanceFen(situation), situation),
    ),
    alsoSaidBy: [
      'income-above-standard-unsure',
      'income-above-standard-unless-outlays',
      'income-above-standard-unless-family',
      'income-with-declared-above-standard',
    ],
  },
  'income-above-multiple': {
    ...ofHousehold((situation) => {
      const permille = limitOf(situation, 'income.permille-of-allowance');
      const limitFen = yearOf(allowanceFen(situation), situation) * permille;
      return situation.own.countedIncomeFen * 1000 >= limitFen;
    }),
    alsoSaidBy: [
      'income-above-multiple-unsure',
      'income-above-multiple-unless-outlays',
      'income-above-multiple-unless-family',
      'income-with-declared-above-multiple',
    ],
  },
  'income-above-sum': {
    ...ofHousehold(
      (situation) =>
        situation.own.countedIncomeFen > yearOf(limitOf(situation, 'income.per-head'), situation),
    ),
    alsoSaidBy: [
      'income-above-sum-unsure',
      'income-above-sum-unless-outlays',
      'income-above-sum-unless-family',
      'income-with-declared-above-sum',
    ],
  },
  'outlay-reaches-share': {
    ...ofHousehold((situation) => {
      const { medicalFen, countedIncomeFen } = situation.own;
      const permille = limitOf(situation, 'outlays.permille-of-income');
      return medicalFen > 0 && medicalFen * 1000 > countedIncomeFen * permille;
    }),
    alsoSaidBy: ['declared-outlay-reaches-share'],
  },
  'no-labour-by-age': {
    ...ofMembers(({ birthDate }, _, { on }) => {
      const age = ageOn(birthDate, on);
      return age >= 60 || age < 16;
    }),
  },
  'vehicles-above-limit': {
    ...ofHousehold((situation) => situation.own.cars > limitOf(situation, 'vehicles.limit')),
  },
  'homes-above-limit': {
    ...ofHousehold((situation) => situation.own.homes > limitOf(situation, 'homes.limit')),
    alsoSaidBy: ['homes-partly-owned', 'homes-area-unknown', 'second-home-within-area'],
  },
  'financial-assets-above-limit': {
    ...ofHousehold((situation) => {
      const { depositsFen, securitiesFen, policiesFen, members } = situation.own;
      const months = limitOf(situation, 'deposits.months-of-allowance');
      const limitFen = months * allowanceFen(situation) * members;
      return depositsFen + securitiesFen + policiesFen > limitFen;
    }),
    alsoSaidBy: ['declared-deposits-above-limit', 'financial-assets-above-limit-unless-family'],
  },
  'companies-above-limit': {
    ...ofHousehold((situation) => situation.own.companies > limitOf(situation, 'companies.limit')),
  },
  'companies-under-declared': {
    ...ofHousehold(({ own }) => own.companies > 0),
  },
  'deposits-under-declared': {
    ...ofHousehold((situation) => {
      const { own, household } = situation;
      return isBeyond(own.depositsFen, mostDeclared(household, 'depositsFen'), situation);
    }),
  },
  'securities-under-declared': {
    ...ofHousehold((situation) => {
      const { own, household } = situation;
      return isBeyond(own.securitiesFen, mostDeclared(household, 'securitiesFen'), situation);
    }),
  },
  'medical-outlay-on-record': {
    ...ofHousehold(({ own }) => own.medicalFen > 0),
  },
  'vehicles-under-declared': {
    ...ofHousehold(({ household, own }) => own.cars > mostDeclared(household, 'vehicles')),
  },
  'homes-under-declared': {
    ...ofHousehold(({ household, own }) => own.homes > mostDeclared(household, 'homes')),
  },
  'wage-under-declared': {
    ...ofMembers((person, { wageFen }, situation) =>
      isLess(person.declared.wageFen, wageFen, situation),
    ),
    alsoSaidBy: ['wage-undeclared', 'employment-undeclared'],
  },
  'wage-over-declared': {
    ...ofMembers((person, { wageFen }, situation) =>
      isMore(person.declared.wageFen, wageFen, situation),
    ),
    alsoSaidBy: ['wage-declared-only'],
  },
  'benefit-undeclared': {
    ...ofMembers(
      (person, { transfersFen }, situation) =>
        (person.declared.transferFen ?? 0) === 0 &&
        isLess(person.declared.transferFen, transfersFen, situation),
    ),
    alsoSaidBy: ['exempt-benefit-undeclared'],
  },
  'benefit-under-declared': {
    ...ofMembers(
      (person, { transfersFen }, situation) =>
        (person.declared.transferFen ?? 0) > 0 &&
        isLess(person.declared.transferFen, transfersFen, situation),
    ),
  },
  'person-deceased': {
    ...ofMembers((_, { isDead }) => isDead),
    alsoSaidBy: ['death-against-register'],
  },
  'death-against-register': {
    ...ofMembers((_, { isDead }) => isDead),
    alsoSaidBy: ['person-deceased'],
  },
  'spouse-not-declared': {
    ...ofMembers(
      (_, { marital, spouse }, { household }) =>
        marital === 'married' && !household.persons.some(({ idNumber }) => idNumber === spouse),
    ),
    alsoSaidBy: ['spouse-perhaps-late'],
  },
  'declared-spouse-divorced': {
    ...ofHousehold(({ household, truth }) => {
      const [applicant, ...others] = household.persons;
      const spouse = others.find(({ role, relation }) => role === 'member' && isSpouse(relation));
      const so = truth.persons.get(applicant?.idNumber ?? '');
      return spouse !== undefined && so?.marital === 'divorced' && so.spouse === spouse.idNumber;
    }),
  },
  'assistance-twice': {
    ...ofHousehold(({ own }) => own.programmes.includes('subsistence')),
  },
  'provided-for-elsewhere': {
    ...ofHousehold(({ own }) => own.programmes.includes('extreme-poverty')),
  },
  'unknown-to-register': {
    ...ofPersons((_, { isRegisteredHere }) => !isRegisteredHere),
  },
  'number-under-another-name': { ...ofPersons(isUnderAnotherName) },
  'record-name-differs': {
    ...ofPersons(
      (person, so, { truth }) =>
        isUnderAnotherName(person, so) ||
        (truth.oddRecords.get(person.idNumber ?? '') ?? []).some(({ isStranger }) => isStranger),
    ),
    alsoSaidBy: ['number-under-another-name'],
  },
  'name-written-differently': {
    ...ofPersons(
      (person, so, { truth }) =>
        !isUnderAnotherName(person, so) &&
        (person.name !== so.name ||
          (truth.oddRecords.get(person.idNumber ?? '') ?? []).some(
            ({ kinds, isStranger }) => !isStranger && kinds.some((kind) => NAME_KINDS.has(kind)),
          )),
    ),
  },
};

const NAME_KINDS: ReadonlySet<string> = new Set([
  'interpunct',
  'lost-character',
  'variant-character',
  'former-name',
]);

/** The name on the form is not this number's, neither today's nor the former one. */
export function isUnderAnotherName(person: Person, { name, formerName }: TruePerson): boolean {
  const given = foldName(person.name);
  return given !== foldName(name) && (formerName === null || given !== foldName(formerName));
}

/** Declared as the mean of twelve months, a wage is too low when twelve of it fall short by more than the tolerance. */
function isLess(monthlyFen: number | null, realFen: number | null, situation: Situation): boolean {
  return realFen !== null && realFen - (monthlyFen ?? 0) * 12 > allowedFen(realFen, situation);
}

function isMore(monthlyFen: number | null, realFen: number | null, situation: Situation): boolean {
  return realFen !== null && (monthlyFen ?? 0) * 12 - realFen > allowedFen(realFen, situation);
}

function allowedFen(realFen: number, { standards }: Situation): number {
  const permille = standardInForce(standards, 'subsistence.tolerance.permille').value;
  const monthlyFen = standardInForce(standards, 'subsistence.tolerance.monthly').value;
  return Math.max(Math.floor((realFen * permille) / 1000), monthlyFen * 12);
}

/** A limit of the scheme that is asked about. */
function limitOf({ scheme, standards }: Situation, key: string): number {
  return standardInForce(standards, `${scheme}.${key}`).value;
}

/** fen a head and month, of the type of hukou that the household declares */
function allowanceFen({ household, standards }: Situation): number {
  const types = new Set(living(household).map(({ hukouType }) => hukouType));
  const isRural = types.has('rural') && !types.has('urban');
  return standardInForce(standards, `subsistence.allowance.${isRural ? 'rural' : 'urban'}`).value;
}

/** What so much a head and month is for all of them and a year. */
function yearOf(perHeadFen: number, { own }: Situation): number {
  return perHeadFen * 12 * own.members;
}

function isBeyond(realFen: number, declaredFen: number, { standards }: Situation): boolean {
  const permille = standardInForce(standards, 'subsistence.tolerance.permille').value;
  const leastFen = standardInForce(standards, 'subsistence.tolerance.holdings').value;
  return realFen - declaredFen > Math.max(Math.floor((realFen * permille) / 1000), leastFen);
}

/** Declared of the whole on one row, or by each who holds it: one row says all in the city's batches. */
function mostDeclared(
  household: Household,
  item: 'homes' | 'vehicles' | 'depositsFen' | 'securitiesFen',
): number {
  return living(household).reduce((most, { declared }) => Math.max(most, declared[item] ?? 0), 0);
}

function living({ persons }: Household): Person[] {
  return persons.filter(({ role }) => role !== 'supporter');
}

function ofHousehold(isSo: (situation: Situation) => boolean): Claim {
  return {
    about: 'household',
    isSo: (situation) => new Set(isSo(situation) ? [HOUSEHOLD] : []),
  };
}

type IsSoOfPerson = (person: Person, so: TruePerson, situation: Situation) => boolean;

function ofPersons(
  isSo: IsSoOfPerson,
  among: (household: Household) => readonly Person[] = ({ persons }) => persons,
): Claim {
  return {
    about: 'persons',
    isSo: (situation) => {
      const { household, truth } = situation;
      const those = among(household).filter((person) => {
        const so = truth.persons.get(person.idNumber ?? '');
        return so !== undefined && isSo(person, so, situation);
      });
      return new Set(those.map(({ no }) => no));
    },
  };
}

function ofMembers(isSo: IsSoOfPerson): Claim {
  return ofPersons(isSo, living);
}
