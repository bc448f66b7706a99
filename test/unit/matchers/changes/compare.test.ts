// What counts as a change, and what does not: the passing of a month, a department's silence, the household's own help.

import { describe, expect, test } from '@jest/globals';
import { asCalendarDate, asMonth, type Instant } from '../../../../domain/calendar.ts';
import type { Evidence, EvidenceFacts, EvidenceId } from '../../../../domain/evidence.ts';
import type { DepartmentId, Lookup, ResourceId } from '../../../../domain/lookup.ts';
import { fen } from '../../../../domain/money.ts';
import { compareAnswers } from '../../../../matchers/changes/compare.ts';
import type { ComparisonTerms } from '../../../../matchers/changes/compared.ts';
import { exampleHousehold } from '../../../support/example-household.ts';

const household = exampleHousehold({});
const [person] = household.persons;
const AT = '2026-07-01T00:00:00.000Z' as Instant;
const date = asCalendarDate;

const TERMS: ComparisonTerms = {
  materiality: { sharePermille: 200, monthlyFen: fen(200_00), balanceFen: fen(10_000_00) },
  own: { scheme: 'subsistence', county: '371002' },
  lastMonth: { before: asMonth('2026-06'), after: asMonth('2026-09') },
};

type Answered = { resource: string; facts: readonly EvidenceFacts[]; isAnswered?: boolean };

function said(...answers: Answered[]) {
  const lookups = answers.map(({ resource, facts, isAnswered = true }): Lookup => {
    const outcome = !isAnswered ? 'unanswered' : facts.length > 0 ? 'found' : 'none';
    return {
      department: resource.split('.')[0] as DepartmentId,
      resource: resource as ResourceId,
      personNo: 1,
      outcome,
      why: isAnswered ? null : 'timed-out',
      records: facts.length,
      asOf: isAnswered ? date('2026-07-01') : null,
      askedAt: AT,
      answeredAt: isAnswered ? AT : null,
      authorisationNo: 'SQ-1',
    };
  });
  const evidence = answers.flatMap(({ resource, facts }) =>
    facts.map(
      (own, place): Evidence => ({
        id: `${resource}/1/${place + 1}` as EvidenceId,
        department: resource.split('.')[0] as DepartmentId,
        resource: resource as ResourceId,
        personNo: 1,
        subject: {
          name: person?.name ?? '',
          idNumber: person?.idNumber ?? '',
          sex: null,
          birthDate: null,
        },
        sourceKey: String(place),
        asOf: date('2026-07-01'),
        fetchedAt: AT,
        facts: own,
      }),
    ),
  );
  return { lookups, evidence };
}

const kinds = (before: ReturnType<typeof said>, after: ReturnType<typeof said>, terms = TERMS) =>
  compareAnswers(household, before, after, terms).map(({ grade, kind }) => `${grade} ${kind}`);

const car = (plate: string, status: 'normal' | 'cancelled' = 'normal'): EvidenceFacts => ({
  kind: 'vehicle',
  plate,
  plateType: '02',
  model: '朗逸',
  use: 'private',
  status,
  firstRegisteredOn: date('2026-05-02'),
  displacementMl: 1598,
});
const wages = (from: string, months: number, yuan: number, payer = '甲公司'): EvidenceFacts[] =>
  Array.from({ length: months }, (_, place) => {
    const month = Number(from.slice(5)) + place;
    return {
      kind: 'wage-month',
      month: asMonth(`${from.slice(0, 4)}-${String(month).padStart(2, '0')}`),
      amountFen: fen(yuan * 100),
      basis: 'reported-wage',
      payer,
    };
  });
const help = (region: string, programme: 'subsistence' | 'low-income', until: string | null) =>
  ({
    kind: 'assistance-received',
    programme,
    caseNo: 'DB-1',
    region,
    from: date('2026-07-01'),
    until: until === null ? null : date(until),
    monthlyFen: fen(800_00),
    headcount: 2,
  }) as const;
const VEHICLES = 'public-security.vehicle';
const WAGES = 'human-resources.contribution';
const HELP = 'civil-affairs.assistance';

describe('a vehicle', () => {
  test('that was not there is a change, and so is one that is gone', () => {
    const [one, other] = [
      said({ resource: VEHICLES, facts: [car('鲁K1')] }),
      said({ resource: VEHICLES, facts: [car('鲁K2')] }),
    ];
    expect(kinds(one, other)).toEqual(['weighty vehicle-registered', 'notice vehicle-gone']);
    expect(kinds(one, one)).toEqual([]);
  });

  test('that is cancelled is gone, and a cancelled one that comes to light is none', () => {
    const owned = said({ resource: VEHICLES, facts: [car('鲁K1')] });
    const cancelled = said({ resource: VEHICLES, facts: [car('鲁K1', 'cancelled')] });
    expect(kinds(owned, cancelled)).toEqual(['notice vehicle-gone']);
    expect(kinds(said({ resource: VEHICLES, facts: [] }), cancelled)).toEqual([]);
  });

  test('of which the department is silent now, or was before, has not changed', () => {
    const owned = said({ resource: VEHICLES, facts: [car('鲁K1')] });
    const silent = said({ resource: VEHICLES, facts: [], isAnswered: false });
    expect(kinds(owned, silent)).toEqual([]);
    expect(kinds(silent, owned)).toEqual([]);
  });

  test('that is written to another name is a question of identity, not a change', () => {
    const after = said({ resource: VEHICLES, facts: [car('鲁K1')] });
    const others = {
      ...after,
      evidence: after.evidence.map((one) => ({
        ...one,
        subject: { ...one.subject, name: '别人' },
      })),
    };
    expect(kinds(said({ resource: VEHICLES, facts: [] }), others)).toEqual([]);
  });
});

describe('wages', () => {
  const before = said({ resource: WAGES, facts: wages('2026-01', 6, 2_000) });

  test('that go on are no change, however far the window has moved', () => {
    expect(kinds(before, said({ resource: WAGES, facts: wages('2026-04', 6, 2_000) }))).toEqual([]);
  });

  test('by a new payer: from which month', () => {
    const none = said({ resource: WAGES, facts: [] });
    const [change] = compareAnswers(
      household,
      none,
      said({ resource: WAGES, facts: wages('2026-08', 2, 2_600) }),
      TERMS,
    );
    expect(change).toMatchObject({
      kind: 'work-began',
      figures: { payer: { text: '甲公司' }, from: { month: '2026-08' }, monthly: { fen: 260_000 } },
    });
  });

  test('that lack the last month may only be late; that lack two have ended', () => {
    const late = said({ resource: WAGES, facts: wages('2026-04', 5, 2_000) });
    const ended = said({ resource: WAGES, facts: wages('2026-04', 4, 2_000) });
    expect(kinds(before, late)).toEqual([]);
    expect(kinds(before, ended)).toEqual(['notice work-ended']);
  });

  test.each([
    [2_300, []],
    [2_500, ['weighty wage-rose']],
    [1_500, ['notice wage-fell']],
  ])('of 2,000 yuan that become %i: %j', (yuan, expected) => {
    expect(kinds(before, said({ resource: WAGES, facts: wages('2026-04', 6, yuan) }))).toEqual(
      expected,
    );
  });

  test('of one good month are no rise', () => {
    const months = wages('2026-04', 6, 2_000);
    const bonus = [...months.slice(0, 5), ...wages('2026-09', 1, 9_000)];
    expect(kinds(before, said({ resource: WAGES, facts: bonus }))).toEqual([]);
  });
});

describe('a subsidy that is paid once a year, in June', () => {
  const SUBSIDIES = 'agriculture.subsidy';
  const paid = (...months: string[]) =>
    said({
      resource: SUBSIDIES,
      facts: months.map((month) => ({
        kind: 'benefit-payment',
        benefit: 'agricultural-subsidy',
        month: asMonth(month),
        amountFen: fen(480_00),
        basicFen: null,
      })),
    });
  const between = (before: string, after: string): ComparisonTerms => ({
    ...TERMS,
    lastMonth: { before: asMonth(before), after: asMonth(after) },
  });

  test('has neither ended in autumn nor begun the next summer', () => {
    const terms = between('2026-07', '2026-12');
    expect(kinds(paid('2026-06'), paid('2026-06'), terms)).toEqual([]);
    expect(kinds(paid('2026-06'), paid('2027-06'), between('2026-12', '2027-06'))).toEqual([]);
  });

  test('is late for two months, and then has ended', () => {
    // Last paid in June 2026: missing in June and July 2027 it may be late, in August it is gone.
    expect(kinds(paid('2026-06'), paid(), between('2026-12', '2027-07'))).toEqual([]);
    expect(kinds(paid('2026-06'), paid(), between('2026-12', '2027-08'))).toEqual([
      'notice benefit-ended',
    ]);
  });

  test('that nobody had before has begun', () => {
    const terms = between('2026-05', '2026-06');
    expect(kinds(paid(), paid('2026-06'), terms)).toEqual(['weighty benefit-began']);
  });
});

describe('help that comes to light', () => {
  const none = said({ resource: HELP, facts: [] });

  test.each([
    ['its own', help('371002', 'subsistence', null), []],
    ['from another county', help('371083', 'subsistence', null), ['urgent assistance-elsewhere']],
    ['of another scheme', help('371002', 'low-income', null), ['urgent assistance-elsewhere']],
    ['that has ended', help('371083', 'subsistence', '2026-08-01'), []],
  ])('%s: %j', (_, facts, expected) => {
    expect(kinds(none, said({ resource: HELP, facts: [facts] }))).toEqual(expected);
  });

  test('a death comes before a car, and one death is told once', () => {
    const dead: EvidenceFacts = {
      kind: 'death',
      on: date('2026-08-01'),
      crematedOn: null,
      place: null,
    };
    const before = said(
      { resource: VEHICLES, facts: [] },
      { resource: 'civil-affairs.funeral', facts: [] },
    );
    const after = said(
      { resource: VEHICLES, facts: [car('鲁K1')] },
      { resource: 'civil-affairs.funeral', facts: [dead] },
    );
    expect(kinds(before, after)).toEqual(['urgent death', 'weighty vehicle-registered']);
    expect(kinds(after, after)).toEqual([]);
  });
});
