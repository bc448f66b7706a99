import { describe, expect, test } from '@jest/globals';
import { asCalendarDate } from '../../../domain/calendar.ts';
import type { Household, Person, Role } from '../../../domain/household.ts';
import type { DepartmentId, Lookup, ResourceId } from '../../../domain/lookup.ts';
import { NONE_WITHDRAWN } from '../../../domain/permit.ts';
import { planQuestion } from '../../../jobs/lookup/plan-question.ts';
import { examplePerson, exampleHousehold, exampleLookup } from '../../support/example-household.ts';

const HOMES = 'land.real-estate' as ResourceId;
const CARS = 'public-security.vehicle' as ResourceId;
const resources: Record<Role, readonly ResourceId[]> = {
  applicant: [CARS, HOMES],
  member: [CARS, HOMES],
  supporter: [],
};
const terms = {
  resources,
  department: 'public-security' as DepartmentId,
  scheme: 'subsistence' as const,
  purpose: 'application' as const,
  withdrawn: NONE_WITHDRAWN,
  on: asCalendarDate('2026-07-01'),
  authorisationDays: () => 365,
};
const nothingKnown = new Map<number, Lookup[]>();

function plan(household: Household, known = nothingKnown) {
  return planQuestion([{ id: 1, household }], known, terms);
}

describe('what is asked of a department about a chunk', () => {
  test('asks about everybody for every resource that their role needs, supporters for none here', () => {
    const household = exampleHousehold({
      persons: [
        examplePerson({ no: 1 }),
        examplePerson({ no: 2, role: 'member' }),
        examplePerson({ no: 3, role: 'supporter' }),
      ],
    });
    const { persons, wanted } = plan(household);
    expect(persons.map((person) => person.key)).toEqual(['1.1', '1.2']);
    expect(wanted).toEqual([
      { resource: CARS, keys: ['1.1', '1.2'] },
      { resource: HOMES, keys: ['1.1', '1.2'] },
    ]);
  });

  test('asks about a person of two households once, and fills both', () => {
    const son = examplePerson({ no: 2, role: 'member' });
    const first = exampleHousehold({ persons: [examplePerson({ no: 1 }), son] });
    const second = exampleHousehold({ persons: [{ ...son, no: 1, role: 'applicant' }] });
    const both = planQuestion(
      [
        { id: 7, household: first },
        { id: 8, household: second },
      ],
      nothingKnown,
      terms,
    );
    expect(both.persons).toHaveLength(2);
    expect(both.slotsOf.get('7.2')).toMatchObject([
      { householdId: 7, personNo: 2 },
      { householdId: 8, personNo: 1 },
    ]);
  });

  test('asks separately about one number under two names: only the department can tell whose it is', () => {
    const person = examplePerson({ no: 1, name: '王小明' });
    const other: Person = { ...person, name: '王晓明' };
    const { persons } = planQuestion(
      [
        { id: 1, household: exampleHousehold({ persons: [person] }) },
        { id: 2, household: exampleHousehold({ persons: [other] }) },
      ],
      nothingKnown,
      terms,
    );
    expect(persons.map(({ name }) => name)).toEqual(['王小明', '王晓明']);
  });

  test('asks only for what is still unanswered', () => {
    const household = exampleHousehold({ persons: [examplePerson({ no: 1 })] });
    const known = new Map([
      [
        1,
        [
          exampleLookup({ resource: CARS, personNo: 1, outcome: 'none' }),
          exampleLookup({ resource: HOMES, personNo: 1, outcome: 'unanswered', why: 'timed-out' }),
        ],
      ],
    ]);
    expect(plan(household, known).wanted).toEqual([{ resource: HOMES, keys: ['1.1'] }]);
  });

  test('asks nothing when all is answered', () => {
    const household = exampleHousehold({ persons: [examplePerson({ no: 1 })] });
    const known = new Map([
      [
        1,
        [CARS, HOMES].map((resource) =>
          exampleLookup({ resource, personNo: 1, outcome: 'unknown-person' }),
        ),
      ],
    ]);
    expect(plan(household, known)).toMatchObject({ persons: [], wanted: [], notAsked: [] });
  });
});

describe('authorisation', () => {
  const on = (from: string, until: string | null) =>
    plan(
      exampleHousehold({
        persons: [
          examplePerson({
            no: 1,
            authorisation: {
              no: 'SQ-1',
              signer: 'self',
              from: asCalendarDate(from),
              until: until === null ? null : asCalendarDate(until),
            },
          }),
        ],
      }),
    );

  test.each([
    ['begins today', '2026-07-01', null],
    ['ends today', '2026-01-01', '2026-07-01'],
    ['has no end and its 365 days end today: 2025-07-01 + 365 days', '2025-07-01', null],
  ])('in force: %s', (_, from, until) => {
    expect(on(from, until).persons).toHaveLength(1);
  });

  test.each([
    ['begins tomorrow', '2026-07-02', null, 'not-authorised'],
    ['ended yesterday', '2026-01-01', '2026-06-30', 'authorisation-expired'],
    ['has no end and its 365 days ended yesterday', '2025-06-30', null, 'authorisation-expired'],
  ])('not in force, so nothing leaves the house: %s', (_, from, until, reason) => {
    const { persons, notAsked } = on(from, until);
    expect(persons).toEqual([]);
    expect(notAsked.map(({ why }) => why)).toEqual([reason, reason]);
  });

  test('a minor without a number is not asked about, and that is said', () => {
    const child = examplePerson({ no: 1, idNumber: null });
    expect(plan(exampleHousehold({ persons: [child] })).notAsked).toEqual([
      { householdId: 1, personNo: 1, resource: CARS, why: 'no-id-number' },
      { householdId: 1, personNo: 1, resource: HOMES, why: 'no-id-number' },
    ]);
  });
});
