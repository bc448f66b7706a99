// What must hold of every household, whatever its records.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../../domain/canonical-json.ts';
import type { Evidence, EvidenceFacts, EvidenceId } from '../../../domain/evidence.ts';
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

/** A record of the applicant, besides those that the case has. */
function recordOf(input: VerificationInput, resource: string, facts: EvidenceFacts): Evidence {
  const first = input.household.persons[0];
  if (first === undefined) throw new RangeError('a case has persons');
  return {
    id: `${resource}/1/99` as EvidenceId,
    department: resource.slice(0, resource.indexOf('.')) as Evidence['department'],
    resource: resource as Evidence['resource'],
    personNo: 1,
    subject: { name: first.name, idNumber: first.idNumber, sex: null, birthDate: null },
    sourceKey: 'added',
    asOf: input.verifiedOn,
    fetchedAt: '2026-07-01T01:00:00.000Z' as Evidence['fetchedAt'],
    facts,
  };
}

const WAGE = {
  kind: 'wage-month',
  month: '2026-06',
  amountFen: 123_456,
  basis: 'reported-wage',
  payer: 'added',
};

/** Wages, benefits and outlays of other months; terms, certificates and help that have ended. */
const IRRELEVANT: readonly (readonly [resource: string, facts: object])[] = [
  ['human-resources.contribution', { ...WAGE, month: '2025-06' }],
  ['human-resources.contribution', { ...WAGE, month: '2026-07' }],
  [
    'human-resources.pension',
    {
      kind: 'benefit-payment',
      benefit: 'employee-pension',
      month: '2025-06',
      amountFen: 100_000,
      basicFen: null,
    },
  ],
  [
    'tax.income',
    {
      kind: 'income-month',
      month: '2026-07',
      incomeClass: 'business',
      item: 'sole-trade',
      grossFen: 100_000,
      netFen: null,
      payer: null,
    },
  ],
  [
    'medical-insurance.outlay',
    { kind: 'medical-outlay', from: '2024-07', until: '2025-06', ownFen: 100_000 },
  ],
  ['justice.custody', { kind: 'custody', form: 'prison', from: '2020-01-01', until: '2026-06-30' }],
  ['veterans.service', { kind: 'military-service', from: '2020-01-01', until: '2026-06-30' }],
  [
    'civil-affairs.assistance',
    {
      kind: 'assistance-received',
      programme: 'subsistence',
      caseNo: 'C9',
      region: '371002',
      from: '2020-01-01',
      until: '2026-06-30',
      monthlyFen: 50_000,
      headcount: 1,
    },
  ],
];

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
        const replayed = verifyHousehold({
          ...caseInput(given),
          standards: testStandards(given.standards),
        });
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

  test('a record that says nothing for today changes nothing', () => {
    fc.assert(
      fc.property(RANDOM_CASE, fc.constantFrom(...IRRELEVANT), (given, [resource, facts]) => {
        const input = caseInput(given);
        fc.pre(given.records.deaths.length === 0);
        fc.pre(given.records.register.every(({ status }) => status !== 'deceased'));
        const record = recordOf(input, resource, facts as unknown as EvidenceFacts);
        const { persons: before, ...rest } = verifyHousehold(input);
        const { persons: after, ...restAfter } = verifyHousehold({
          ...input,
          evidence: [...input.evidence, record],
        });
        // A record under another name elsewhere may be explained by this one; nothing else may change.
        fc.pre(!rest.findings.some(({ kind }) => kind === 'number-under-another-name'));
        expect(canonicalJson(restAfter)).toBe(canonicalJson(rest));
        expect(after[0]?.identity).toBe(before[0]?.identity ?? 'same');
      }),
      RUNS,
    );
  });

  test('more income never lowers the income that counts', () => {
    const month = fc.constantFrom('2025-07', '2026-01', '2026-06');
    const amountFen = fc.integer({ min: 0, max: 500_000 });
    const added = fc.oneof(
      fc.tuple(
        fc.constant('human-resources.contribution'),
        fc.record({
          kind: fc.constant('wage-month'),
          month,
          amountFen,
          basis: fc.constantFrom('reported-wage', 'contribution-base', 'taxed-income'),
          payer: fc.constantFrom('A', 'B', null),
        }),
      ),
      fc.tuple(
        fc.constant('human-resources.pension'),
        fc.record({
          kind: fc.constant('benefit-payment'),
          benefit: fc.constantFrom('employee-pension', 'unemployment', 'veteran'),
          month,
          amountFen,
          basicFen: fc.constant(null),
        }),
      ),
      fc.tuple(
        fc.constant('tax.income'),
        fc.record({
          kind: fc.constant('income-month'),
          month,
          incomeClass: fc.constantFrom('business', 'property'),
          item: fc.constantFrom('rent', 'sole-trade'),
          grossFen: amountFen,
          netFen: fc.constant(null),
          payer: fc.constant('A'),
        }),
      ),
    );
    fc.assert(
      fc.property(RANDOM_CASE, added, (given, [resource, facts]) => {
        const input = caseInput(given);
        const record = recordOf(input, resource, facts as unknown as EvidenceFacts);
        const more = [...input.evidence, record];
        expect(counted({ ...input, evidence: more })).toBeGreaterThanOrEqual(counted(input));
      }),
      RUNS,
    );
  });

  test('a doubtful record is in no sum', () => {
    fc.assert(
      fc.property(RANDOM_CASE, (given) => {
        const input = caseInput(given);
        const record = recordOf(
          input,
          'human-resources.contribution',
          WAGE as unknown as EvidenceFacts,
        );
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
