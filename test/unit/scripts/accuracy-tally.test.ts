import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asCalendarDate } from '../../../domain/calendar.ts';
import type { Fen } from '../../../domain/money.ts';
import type { Finding } from '../../../domain/finding.ts';
import { judgeFindings } from '../../../scripts/accuracy/judge-findings.ts';
import type { CityTruth, TruePerson } from '../../../scripts/accuracy/city-truth.ts';
import { HOUSEHOLD, type Situation } from '../../../scripts/accuracy/expectations.ts';
import {
  addTallies,
  percentText,
  precisionOf,
  recallOf,
  tallyOf,
} from '../../../scripts/accuracy/tally.ts';
import type { RelationCode } from '../../../domain/relation.ts';
import { testStandards } from '../../support/standards.ts';
import { exampleHousehold, examplePerson } from '../../support/example-household.ts';

describe('a tally', () => {
  test('of persons 1 2 3 said, where 2 3 4 5 are so: two right, one wrong, two missed', () => {
    const tally = tallyOf(new Set([1, 2, 3]), new Set([2, 3, 4, 5]));
    expect(tally).toEqual({ right: 2, wrong: 1, missed: 2 });
    // 2 of the 3 said are so; 2 of the 4 that are so were said.
    expect(precisionOf(tally)).toBe(2 / 3);
    expect(recallOf(tally)).toBe(0.5);
  });

  test('of nothing has neither precision nor recall', () => {
    const none = tallyOf(new Set(), new Set());
    expect([precisionOf(none), recallOf(none)]).toEqual([null, null]);
    expect(percentText(null)).toBe('–');
  });

  test('is never rounded up to all', () => {
    expect(percentText(1)).toBe('100.00 %');
    expect(percentText(999_999 / 1_000_000)).toBe('99.99 %');
    expect(percentText(2 / 3)).toBe('66.67 %');
  });

  test('of parts, added up, is that of the whole', () => {
    const numbers = fc.uniqueArray(fc.nat({ max: 40 }));
    fc.assert(
      fc.property(numbers, numbers, (said, so) => {
        const part = (isOfPart: (n: number) => boolean) =>
          tallyOf(new Set(said.filter(isOfPart)), new Set(so.filter(isOfPart)));
        const parts = addTallies(
          part((n) => n < 20),
          part((n) => n >= 20),
        );
        expect(parts).toEqual(tallyOf(new Set(said), new Set(so)));
      }),
    );
  });
});

/** 张一, a widow who owns a car and earned 9,000.00, and her son 张二, whose name the form gives as 张三. */
const SITUATION: Situation = (() => {
  const mother = examplePerson({
    no: 1,
    declared: { ...examplePerson({ no: 1 }).declared, wageFen: 20_000 as Fen, vehicles: 0 },
  });
  const son = examplePerson({
    no: 2,
    role: 'member',
    relation: '20' as RelationCode,
    name: '张三',
  });
  const someone: TruePerson = {
    name: '张一',
    formerName: null,
    isRegisteredHere: true,
    isDead: false,
    marital: 'widowed',
    spouse: null,
    wageFen: 900_000,
    cashWageFen: 0,
    transfersFen: 0,
  };
  const truth: CityTruth = {
    persons: new Map([
      [mother.idNumber ?? '', someone],
      [son.idNumber ?? '', { ...someone, name: '张二', marital: 'single', wageFen: 0 }],
    ]),
    households: new Map(),
    planted: new Map(),
    oddRecords: new Map(),
  };
  return {
    household: exampleHousehold({ persons: [mother, son] }),
    standards: testStandards(),
    truth,
    own: {
      members: 2,
      countedIncomeFen: 900_000,
      cashWageFen: 0,
      homes: 1,
      homesRegistered: 1,
      cars: 1,
      programmes: [],
      depositsFen: 0,
      securitiesFen: 0,
      policiesFen: 0,
      companies: 0,
      medicalFen: 0,
    },
    scheme: 'subsistence',
    on: asCalendarDate('2026-07-01'),
  };
})();

const found = (kind: string, severity: Finding['severity'], ...personNos: number[]): Finding => ({
  id: 'F1',
  rule: 'any',
  kind,
  severity,
  personNos,
  figures: {},
  evidence: [],
  article: { document: 'any', article: null, confirmed: true },
  trace: null,
});

describe('findings against the truth', () => {
  test('right, wrong and missed are told by kind and by person', () => {
    const { tallies, wrong, exceeds, unmeasured } = judgeFindings(
      [
        found('vehicles-above-limit', 'exceeds'),
        found('homes-above-limit', 'exceeds'),
        found('spouse-not-declared', 'doubt', 1),
        found('number-under-another-name', 'doubt', 2),
        found('supporter-works', 'info', 2),
      ],
      SITUATION,
    );
    expect(tallies.get('vehicles-above-limit')).toEqual({ right: 1, wrong: 0, missed: 0 });
    // One home is within the limit of one.
    expect(tallies.get('homes-above-limit')).toEqual({ right: 0, wrong: 1, missed: 0 });
    expect(exceeds).toEqual({ right: 1, wrong: 1, missed: 0 });
    expect(tallies.get('number-under-another-name')).toEqual({ right: 1, wrong: 0, missed: 0 });
    // 9,000.00 earned, 12 × 200.00 = 2,400.00 declared; allowed is 12 × 50.00 = 600.00: under-declared, and not said.
    expect(tallies.get('wage-under-declared')).toEqual({ right: 0, wrong: 0, missed: 1 });
    expect([...wrong]).toEqual([
      [HOUSEHOLD, ['homes-above-limit']],
      [1, ['spouse-not-declared']],
    ]);
    expect([...unmeasured]).toEqual(['supporter-works']);
  });

  test('a more careful finding is enough for recall, and never counts as right', () => {
    const { tallies } = judgeFindings([found('wage-undeclared', 'doubt', 1)], SITUATION);
    expect(tallies.get('wage-under-declared')).toEqual({ right: 0, wrong: 0, missed: 0 });
  });
});
