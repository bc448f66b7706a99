import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerOfText, answerText, type Said } from '../../../domain/answer-text.ts';
import { lookupLine, lookupsOfLines } from '../../../domain/lookup-lines.ts';
import type { CalendarDate, Instant } from '../../../domain/calendar.ts';
import type { Evidence, EvidenceFacts, EvidenceId } from '../../../domain/evidence.ts';
import { type DepartmentId, LOOKUP_OUTCOMES, type ResourceId } from '../../../domain/lookup.ts';

const LAND = 'land' as DepartmentId;

const text = fc.oneof(fc.string(), fc.constantFrom('张三', '鲁K12345', '-1', '"', '\u2028', ''));
const resource = fc.constantFrom('land.a', 'land.b').map((name) => name as ResourceId);
const at = fc.constantFrom('2026-07-01T01:00:00.000Z', '2026-07-01T01:00:01.000Z');
const on = fc.constantFrom('2026-06-30', '2026-07-01');

const lookup = fc.record({
  department: fc.constant(LAND),
  resource,
  personNo: fc.integer({ min: 1, max: 9 }),
  outcome: fc.constantFrom(...LOOKUP_OUTCOMES),
  why: fc.option(fc.constant('timed-out' as const)),
  records: fc.nat(9),
  asOf: fc.option(on.map((day) => day as CalendarDate)),
  askedAt: at.map((when) => when as Instant),
  answeredAt: fc.option(at.map((when) => when as Instant)),
  authorisationNo: fc.option(text),
});

const facts = fc.oneof(
  fc.record({ kind: fc.constant('wage-month'), month: text, amountFen: fc.nat(), payer: text }),
  fc.record({ kind: fc.constant('wage-month'), payer: text, month: text }),
  fc.record({
    kind: fc.constant('real-estate'),
    share: fc.option(fc.record({ of: fc.nat(), in: fc.nat() })),
    mortgaged: fc.boolean(),
  }),
);

const evidence = fc
  .record({
    resource,
    personNo: fc.integer({ min: 1, max: 9 }),
    number: fc.integer({ min: 1, max: 99 }),
    subject: fc.record({
      name: fc.option(fc.constantFrom('张三', '李四')),
      idNumber: fc.option(fc.constantFrom('371002198001011234', '3710021980****1234')),
      sex: fc.option(fc.constant('male' as const)),
      birthDate: fc.option(on.map((day) => day as CalendarDate)),
    }),
    sourceKey: text,
    asOf: on.map((day) => day as CalendarDate),
    fetchedAt: at.map((when) => when as Instant),
    facts,
  })
  .map(
    ({ number, facts: said, ...of }): Evidence => ({
      ...of,
      id: `${of.resource}/${of.personNo}/${number}` as EvidenceId,
      department: LAND,
      facts: said as unknown as EvidenceFacts,
    }),
  );

const said: fc.Arbitrary<Said> = fc.record({
  lookups: fc.array(lookup, { maxLength: 6 }),
  evidence: fc.array(evidence, { maxLength: 6 }),
});

describe('an answer as text', () => {
  test('gives the answer back, fields in their order', () => {
    fc.assert(
      fc.property(said, (answer) => {
        const back = answerOfText(answerText(answer), LAND);
        expect(back).toEqual(answer);
        const order = (one: Said) => one.evidence.map((record) => Object.keys(record.facts));
        expect(order(back)).toEqual(order(answer));
      }),
    );
  });

  test('taken apart and put together again is the same text, so that its digest stays', () => {
    fc.assert(
      fc.property(said, (answer) => {
        const first = answerText(answer);
        expect(answerText(answerOfText(first, LAND))).toBe(first);
      }),
    );
  });

  test('tells apart what differs', () => {
    fc.assert(
      fc.property(said, said, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(answerText(one) === answerText(other)).toBe(isSame);
      }),
    );
  });
});

test('the lines of a person’s lookups give them back, whatever an authorisation is numbered', () => {
  fc.assert(
    fc.property(fc.array(lookup, { maxLength: 4 }), fc.string(), (some, authorisationNo) => {
      const lookups = some.map((one) => ({ ...one, personNo: 2, authorisationNo }));
      const lines = lookups.map(lookupLine).join('');
      expect(lookupsOfLines(lines, LAND, 2)).toEqual(lookups);
    }),
  );
});
