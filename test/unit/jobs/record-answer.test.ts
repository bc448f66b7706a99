import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EvidenceDraft, PersonAnswer } from '../../../connectors/connector.ts';
import { asCalendarDate, type Instant } from '../../../domain/calendar.ts';
import type { DepartmentId, ResourceId } from '../../../domain/lookup.ts';
import { NONE_WITHDRAWN } from '../../../domain/permit.ts';
import { planQuestion } from '../../../jobs/lookup/plan-question.ts';
import { type HouseholdAnswer, recordAnswers } from '../../../jobs/lookup/record-answer.ts';
import { exampleHousehold, examplePerson } from '../../support/example-household.ts';

const CARS = 'public-security.vehicle' as ResourceId;
const resources = { applicant: [CARS], member: [CARS], supporter: [] };
const terms = {
  resources,
  department: 'public-security' as DepartmentId,
  scheme: 'subsistence' as const,
  purpose: 'application' as const,
  withdrawn: NONE_WITHDRAWN,
  on: asCalendarDate('2026-07-01'),
  authorisationDays: () => 365,
};
const asked = {
  department: 'public-security' as DepartmentId,
  askedAt: '2026-07-01T01:00:00.000Z' as Instant,
  answeredAt: '2026-07-01T01:00:02.000Z' as Instant,
};
const households = [
  { id: 1, household: exampleHousehold({ persons: [examplePerson({ no: 1 })] }) },
  {
    id: 2,
    household: exampleHousehold({
      ref: 'H-2',
      persons: [examplePerson({ no: 1, idNumber: null }), examplePerson({ no: 2, role: 'member' })],
    }),
  },
];
const nothing = new Map<number, HouseholdAnswer>();
const plan = planQuestion(households, new Map(), terms);

function car(plate: string): EvidenceDraft {
  return {
    subject: { name: '张一', idNumber: null, sex: null, birthDate: null },
    sourceKey: plate,
    facts: {
      kind: 'vehicle',
      plate,
      plateType: '02',
      model: null,
      use: 'private',
      status: 'normal',
      firstRegisteredOn: null,
      displacementMl: null,
    },
  };
}

function found(key: string, ...records: EvidenceDraft[]): PersonAnswer {
  const asOf = asCalendarDate('2026-06-30');
  return { key, resource: CARS, outcome: 'found', why: null, asOf, records };
}
function silent(key: string, why: 'failed' | 'timed-out'): PersonAnswer {
  return { key, resource: CARS, outcome: 'unanswered', why, asOf: null, records: [] };
}

describe('an answer laid into its households', () => {
  test('lookup and evidence say who was asked, when, and under which authorisation', () => {
    const recorded = recordAnswers(households, nothing, plan, [found('1.1', car('鲁K1'))], asked);
    expect(recorded.get(1)).toMatchObject({
      lookups: [
        { personNo: 1, outcome: 'found', records: 1, asOf: '2026-06-30', authorisationNo: 'SQ-1' },
      ],
      evidence: [{ id: 'public-security.vehicle/1/1', personNo: 1, fetchedAt: asked.answeredAt }],
    });
  });

  test('who could not be asked about is recorded with the reason', () => {
    const recorded = recordAnswers(households, nothing, plan, [], asked);
    expect(recorded.get(2)?.lookups).toMatchObject([
      { personNo: 1, outcome: 'unanswered', why: 'no-id-number', authorisationNo: null },
    ]);
  });

  test('evidence has the same numbers in whatever order the department gave it', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(['鲁K1', '鲁K2', '鲁K3', '鲁K3'], { minLength: 4 }),
        (plates) => {
          const answer = found('1.1', ...plates.map(car));
          const evidence = recordAnswers(households, nothing, plan, [answer], asked).get(
            1,
          )?.evidence;
          expect(evidence?.map(({ id, sourceKey }) => [id, sourceKey])).toEqual([
            ['public-security.vehicle/1/1', '鲁K1'],
            ['public-security.vehicle/1/2', '鲁K2'],
            ['public-security.vehicle/1/3', '鲁K3'],
            ['public-security.vehicle/1/4', '鲁K3'],
          ]);
        },
      ),
    );
  });
});

describe('a person of two households', () => {
  const son = examplePerson({ no: 2, role: 'supporter' });
  const both = [
    { id: 1, household: exampleHousehold({ persons: [examplePerson({ no: 1 }), son] }) },
    { id: 2, household: exampleHousehold({ persons: [{ ...son, no: 1, role: 'applicant' }] }) },
  ];
  const PENSIONS = 'human-resources.pension' as ResourceId;
  const roles = { applicant: [CARS, PENSIONS], member: [CARS], supporter: [PENSIONS] };
  const asBoth = planQuestion(both, new Map(), { ...terms, resources: roles });
  const inBoth = (answer: PersonAnswer) => recordAnswers(both, nothing, asBoth, [answer], asked);

  test('an answer goes to the household whose role of the person it was asked for, and to no other', () => {
    expect([...inBoth(silent('1.2', 'failed')).keys()]).toEqual([2]);
    expect([...inBoth(found('1.2', car('鲁K1'))).keys()]).toEqual([2]);
    const pension = { ...silent('1.2', 'failed'), resource: PENSIONS };
    expect([...inBoth(pension).keys()]).toEqual([1, 2]);
  });

  test('a correction reaches only those whom it was told before', () => {
    const before = inBoth(found('1.2', car('鲁K1')));
    const corrected = { ...found('1.2', car('鲁K2')), corrected: true };
    const after = recordAnswers(both, before, asBoth, [corrected], asked);
    expect([...after.keys()]).toEqual([2]);
  });
});

describe('an answer that comes again', () => {
  const first = recordAnswers(households, nothing, plan, [silent('1.1', 'failed')], asked);

  test('replaces silence', () => {
    const second = recordAnswers(households, first, plan, [found('1.1', car('鲁K1'))], asked);
    expect(second.get(1)?.lookups.map(({ outcome }) => outcome)).toEqual(['found']);
    expect(second.get(1)?.evidence).toHaveLength(1);
  });

  test('never replaces what was answered', () => {
    const answered = recordAnswers(households, first, plan, [found('1.1', car('鲁K1'))], asked);
    const third = recordAnswers(households, answered, plan, [found('1.1', car('鲁K9'))], asked);
    expect(third.has(1)).toBe(false);
  });

  test('changes nothing when it is the same silence, so that no report is made anew for it', () => {
    const again = recordAnswers(households, first, plan, [silent('1.1', 'failed')], asked);
    expect(again.size).toBe(0);
  });

  test('another reason of silence is news', () => {
    const again = recordAnswers(households, first, plan, [silent('1.1', 'timed-out')], asked);
    expect(again.get(1)?.lookups[0]?.why).toBe('timed-out');
  });
});
