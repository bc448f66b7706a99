import { describe, expect, test } from '@jest/globals';
import { asCalendarDate } from '../../../domain/calendar.ts';
import { type CitizenId, parseCitizenId } from '../../../domain/citizen-id.ts';
import type { Resident } from '../../../scripts/city/grow/model.ts';
import { recordedAs } from '../../../scripts/city/grow/noise.ts';
import { createRandom } from '../../../scripts/city/grow/random.ts';
import { relationOf } from '../../../scripts/city/grow/relations.ts';

const ENDING_IN_X = '37100219600715039X' as CitizenId;

function resident(given: Partial<Resident>): Resident {
  return {
    idNumber: ENDING_IN_X,
    name: '王芳',
    formerName: null,
    sex: 'male',
    birth: asCalendarDate('1960-07-15'),
    age: 65,
    ethnicity: '01',
    where: 'registered',
    marital: 'single',
    spouse: null,
    father: null,
    mother: null,
    children: [],
    diedOn: null,
    deathUnregistered: false,
    student: false,
    disabilityGrade: 0,
    seriousIllness: false,
    ownsCompany: false,
    household: null,
    register: null,
    jobs: [],
    cashWageFen: 0,
    benefits: [],
    farmSubsidyFen: [],
    ...given,
  };
}

/** Every writing of a person that 5,000 old rows hold, without the one that is right. */
function misspellings(person: Resident): { names: Set<string>; numbers: Set<string> } {
  const random = createRandom(3, 3);
  const names = new Set<string>();
  const numbers = new Set<string>();
  for (let i = 0; i < 5000; i++) {
    const { idNumber, name, kinds } = recordedAs(random, person, 'old');
    // A writing differs exactly when a kind says so.
    expect(kinds.length > 0).toBe(idNumber !== person.idNumber || name !== person.name);
    names.add(name);
    numbers.add(idNumber);
  }
  names.delete(person.name);
  numbers.delete(person.idNumber);
  return { names, numbers };
}

describe('errors in departments’ records', () => {
  test('the interpunct appears as other dots, as a space and not at all', () => {
    const { names } = misspellings(resident({ name: '阿依古丽·买买提' }));
    for (const dot of ['•', '‧', '・', '.', ' ', ''])
      expect(names).toContain(`阿依古丽${dot}买买提`);
  });

  test('a character beyond GBK is lost as one ? or 〓, though it is two UTF-16 units', () => {
    const { names } = misspellings(resident({ name: '王𬭚' }));
    expect(names).toContain('王?');
    expect(names).toContain('王〓');
  });

  test('an old writing of a surname, a former name, and blanks at the end', () => {
    const { names } = misspellings(resident({ name: '吕芳', formerName: '吕招弟' }));
    for (const name of ['呂芳', '吕招弟', '吕芳 ', '吕芳\u3000']) expect(names).toContain(name);
  });

  test('numbers of 15 digits, with a small x, in full width: each still the same person’s', () => {
    const person = resident({ idNumber: ENDING_IN_X });
    const { numbers } = misspellings(person);
    expect(numbers).toContain('371002600715039');
    expect(numbers).toContain(ENDING_IN_X.toLowerCase());
    expect(numbers.size).toBe(3);
    for (const number of numbers) expect(parseCitizenId(number)).toMatchObject({ id: ENDING_IN_X });
  });

  test('nobody born in 1985 or later has a 15-digit number', () => {
    const young = resident({
      idNumber: '371002199007151230' as CitizenId,
      birth: asCalendarDate('1990-07-15'),
    });
    for (const number of misspellings(young).numbers) expect(number).toHaveLength(18);
  });
});

describe('relations, GB/T 4761', () => {
  const grandfather = resident({});
  const mother = resident({ sex: 'female' });
  const father = resident({ father: grandfather, spouse: mother, marital: 'married' });
  mother.spouse = father;
  const divorced = resident({ marital: 'divorced' });
  const formerWife = resident({ sex: 'female', spouse: divorced, marital: 'divorced' });
  divorced.spouse = formerWife;
  const daughter = resident({ sex: 'female', father, mother, birth: asCalendarDate('2010-01-01') });
  const son = resident({ father, mother, birth: asCalendarDate('2012-01-01') });
  grandfather.children.push(father);
  father.children.push(daughter, son);
  mother.children.push(daughter, son);

  test.each([
    ['oneself', father, father, '01'],
    ['a wife', mother, father, '10'],
    ['a son', son, father, '20'],
    ['a daughter', daughter, mother, '30'],
    ['a father', father, son, '51'],
    ['a mother', mother, son, '52'],
    ['a daughter-in-law', mother, grandfather, '38'],
    ['a husband’s father', grandfather, mother, '53'],
    ['a son’s daughter', daughter, grandfather, '42'],
    ['a father’s father', grandfather, son, '61'],
    ['an elder sister', daughter, son, '75'],
    ['a younger brother', son, daughter, '73'],
    ['no kin', resident({}), father, '97'],
    ['a divorced wife', formerWife, divorced, '99'],
  ])('%s', (_, person, to, code) => {
    expect(relationOf(person, to)).toBe(code);
  });
});
