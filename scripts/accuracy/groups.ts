// Groups of people on whom wrong flags must not fall more than on others.

import type { Person } from '../../domain/household.ts';
import { ageOn, type CalendarDate } from '../../domain/calendar.ts';
import type { CityTruth, TruePerson } from './city-truth.ts';

/** Characters that GBK cannot hold: extension A and beyond the basic plane. */
const RARE = /[\u3400-\u4dbf]|[\u{20000}-\u{3ffff}]/u;

export type Group = {
  readonly name: string;
  readonly holds: (person: Person, so: TruePerson, truth: CityTruth, on: CalendarDate) => boolean;
};

const aged = (name: string, from: number, until: number): Group => ({
  name,
  holds: ({ birthDate }, _, __, on) => {
    const age = ageOn(birthDate, on);
    return from <= age && age < until;
  },
});

const isWritten =
  (kind: string): Group['holds'] =>
  ({ idNumber }, _, { oddRecords }) =>
    (oddRecords.get(idNumber ?? '') ?? []).some(({ kinds }) => kinds.includes(kind));

export const GROUPS: readonly Group[] = [
  { name: 'everybody', holds: () => true },
  { name: 'women and girls', holds: ({ sex }) => sex === 'female' },
  { name: 'men and boys', holds: ({ sex }) => sex === 'male' },
  aged('under 18', 0, 18),
  aged('18 to 39', 18, 40),
  aged('40 to 59', 40, 60),
  aged('60 to 79', 60, 80),
  aged('80 and over', 80, 200),
  { name: 'married', holds: (_, { marital }) => marital === 'married' },
  { name: 'widowed', holds: (_, { marital }) => marital === 'widowed' },
  { name: 'name with an interpunct', holds: (_, { name }) => name.includes('·') },
  { name: 'name with a rare character', holds: (_, { name }) => RARE.test(name) },
  { name: 'has a former name', holds: (_, { formerName }) => formerName !== null },
  { name: 'surname in an old writing somewhere', holds: isWritten('variant-character') },
  { name: 'old 15-digit number somewhere', holds: isWritten('fifteen-digits') },
  { name: 'number ends in X', holds: ({ idNumber }) => idNumber?.endsWith('X') ?? false },
  { name: 'registered elsewhere', holds: (_, { isRegisteredHere }) => !isRegisteredHere },
  { name: 'disabled', holds: ({ disabilityGrade }) => disabilityGrade !== null },
];
