// What should be found of a household, worked out from the truth alone: nothing here looks at a report.

import type { Household, Person } from '../../domain/household.ts';
import { isSpouse } from '../../domain/relation.ts';
import { standardInForce, type StandardsInForce } from '../../domain/standard.ts';
import { foldName } from '../../matchers/identity/compare-names.ts';
import type { CityTruth, TrueHousehold, TruePerson } from './city-truth.ts';

/** The household as a whole, where a kind is not about single persons. */
export const HOUSEHOLD = 0;

export type Situation = {
  readonly household: Household;
  readonly standards: StandardsInForce;
  readonly truth: CityTruth;
  readonly own: TrueHousehold;
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
    ...ofHousehold(({ household, standards, own }) => {
      const types = new Set(living(household).map(({ hukouType }) => hukouType));
      const isRural = types.has('rural') && !types.has('urban');
      const key = `subsistence.allowance.${isRural ? 'rural' : 'urban'}`;
      const limitFen = standardInForce(standards, key).value * 12 * own.members;
      return own.countedIncomeFen >= limitFen;
    }),
    alsoSaidBy: ['income-above-standard-unsure', 'income-with-declared-above-standard'],
  },
  'vehicles-above-limit': {
    ...ofHousehold(
      ({ standards, own }) =>
        own.cars > standardInForce(standards, 'subsistence.vehicles.limit').value,
    ),
  },
  'homes-above-limit': {
    ...ofHousehold(
      ({ standards, own }) =>
        own.homes > standardInForce(standards, 'subsistence.homes.limit').value,
    ),
    alsoSaidBy: ['homes-partly-owned', 'homes-area-unknown', 'second-home-within-area'],
  },
  'vehicles-under-declared': {
    ...ofHousehold(({ household, own }) => own.cars > declaredCount(household, 'vehicles')),
  },
  'homes-under-declared': {
    ...ofHousehold(({ household, own }) => own.homes > declaredCount(household, 'homes')),
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

function declaredCount(household: Household, item: 'homes' | 'vehicles'): number {
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
