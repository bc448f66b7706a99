// What must hold of every household, whatever its records.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../../domain/canonical-json.ts';
import type { Evidence, EvidenceId, WageMonth } from '../../../domain/evidence.ts';
import { yuanText } from '../../../domain/money.ts';
import { type VerificationInput, verifyHousehold } from '../../../matchers/verify-household.ts';
import { FINDING_SENTENCES } from '../../../config/messages/findings.ts';
import { caseInput, yuan } from '../../support/case-household.ts';
import { RANDOM_CASE } from '../../support/random-cases.ts';
import { testStandards } from '../../support/standards.ts';
import { traceFaults } from '../../support/trace-arithmetic.ts';

const RUNS = { numRuns: 100 };

/** An order of a list, drawn by fast-check. */
function shuffled<T>(list: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...list], { minLength: list.length });
}

function counted(input: VerificationInput): number {
  return verifyHousehold(input).income.reduce((sum, line) => sum + (line.countedFen ?? 0), 0);
}

function wageRecord(input: VerificationInput, change: Partial<WageMonth>): Evidence {
  const first = input.household.persons[0];
  if (first === undefined) throw new RangeError('a case has persons');
  return {
    id: 'human-resources.contribution/1/99' as EvidenceId,
    department: 'human-resources' as Evidence['department'],
    resource: 'human-resources.contribution' as Evidence['resource'],
    personNo: 1,
    subject: { name: first.name, idNumber: first.idNumber, sex: null, birthDate: null },
    sourceKey: 'added',
    asOf: input.verifiedOn,
    fetchedAt: '2026-07-01T01:00:00.000Z' as Evidence['fetchedAt'],
    facts: {
      kind: 'wage-month',
      month: '2026-06' as WageMonth['month'],
      amountFen: yuan(1234.56),
      basis: 'reported-wage',
      payer: 'added',
      ...change,
    },
  };
}

describe('verifyHousehold', () => {
  test('the order of evidence and lookups never matters', () => {
    const drawn = RANDOM_CASE.map(caseInput).chain((input) =>
      fc.tuple(fc.constant(input), shuffled(input.evidence), shuffled(input.lookups)),
    );
    fc.assert(
      fc.property(drawn, ([input, evidence, lookups]) => {
        const one = canonicalJson(verifyHousehold(input));
        expect(canonicalJson(verifyHousehold({ ...input, evidence, lookups }))).toBe(one);
      }),
      RUNS,
    );
  });

  test('a replay gives the same bytes, and its input is left as it was', () => {
    fc.assert(
      fc.property(RANDOM_CASE, (given) => {
        const input = caseInput(given);
        const before = canonicalJson([input.household, input.evidence, input.lookups]);
        const one = canonicalJson(verifyHousehold(input));
        const replayed = verifyHousehold({ ...caseInput(given), standards: testStandards() });
        expect(canonicalJson(replayed)).toBe(one);
        expect(canonicalJson([input.household, input.evidence, input.lookups])).toBe(before);
      }),
      RUNS,
    );
  });

  test('evidence and lookups that come twice change nothing', () => {
    fc.assert(
      fc.property(RANDOM_CASE, (given) => {
        const input = caseInput(given);
        const twice = {
          ...input,
          evidence: [...input.evidence, ...input.evidence],
          lookups: [...input.lookups, ...input.lookups],
        };
        expect(canonicalJson(verifyHousehold(twice))).toBe(canonicalJson(verifyHousehold(input)));
      }),
      RUNS,
    );
  });

  test('a wage outside the window changes nothing', () => {
    fc.assert(
      fc.property(RANDOM_CASE, fc.constantFrom('2025-06', '2026-07'), (given, month) => {
        const input = caseInput(given);
        fc.pre(given.records.deaths.length === 0);
        const record = wageRecord(input, { month: month as WageMonth['month'] });
        const { persons: before, ...rest } = verifyHousehold(input);
        const { persons: after, ...restAfter } = verifyHousehold({
          ...input,
          evidence: [...input.evidence, record],
        });
        expect(canonicalJson(restAfter)).toBe(canonicalJson(rest));
        expect(after[0]?.identity).toBe(before[0]?.identity ?? 'same');
      }),
      RUNS,
    );
  });

  test('more income never lowers the income that counts', () => {
    const added = fc.record({
      month: fc.constantFrom('2025-07', '2026-01', '2026-06') as fc.Arbitrary<WageMonth['month']>,
      amountFen: fc.integer({ min: 0, max: 500_000 }) as fc.Arbitrary<never>,
      basis: fc.constantFrom('reported-wage', 'contribution-base', 'taxed-income') as fc.Arbitrary<
        WageMonth['basis']
      >,
      payer: fc.constantFrom('A', 'B', null),
    });
    fc.assert(
      fc.property(RANDOM_CASE, added, (given, change) => {
        const input = caseInput(given);
        const more = [...input.evidence, wageRecord(input, change)];
        expect(counted({ ...input, evidence: more })).toBeGreaterThanOrEqual(counted(input));
      }),
      RUNS,
    );
  });

  test('a doubtful record is in no sum', () => {
    fc.assert(
      fc.property(RANDOM_CASE, (given) => {
        const input = caseInput(given);
        const record = wageRecord(input, {});
        const doubtful = { ...record, subject: { ...record.subject, name: '陌生人' } };
        const evidence = [...input.evidence, doubtful];
        expect(counted({ ...input, evidence })).toBe(counted(input));
        const { conclusion } = verifyHousehold({ ...input, evidence });
        expect(['doubts', 'exceeds']).toContain(conclusion);
      }),
      RUNS,
    );
  });

  test('every worked sum adds up, and every finding has its sentence', () => {
    fc.assert(
      fc.property(RANDOM_CASE, (given) => {
        const { findings, income } = verifyHousehold(caseInput(given));
        const traces = [...findings, ...income].flatMap(({ trace }) => trace ?? []);
        expect(traces.flatMap(traceFaults)).toEqual([]);
        for (const { kind, figures } of findings) {
          const sentence = FINDING_SENTENCES[kind];
          expect(sentence).toBeDefined();
          for (const [, name = ''] of (sentence?.zh ?? '').matchAll(/\{(\w+)\}/g)) {
            expect({ kind, figure: name, value: figures[name]?.value }).not.toMatchObject({
              value: undefined,
            });
          }
        }
      }),
      RUNS,
    );
  });

  test('an unanswered critical question never ends in no-anomaly', () => {
    fc.assert(
      fc.property(RANDOM_CASE, (given) => {
        const input = caseInput({
          ...given,
          answers: { 'public-security.vehicle/1': 'timed-out' },
        });
        expect(verifyHousehold(input).conclusion).not.toBe('no-anomaly');
      }),
      RUNS,
    );
  });

  test('figures are whole fen', () => {
    expect(yuanText(yuan(0.29))).toBe('0.29');
    expect(yuanText(yuan(1234.56))).toBe('1,234.56');
  });
});
