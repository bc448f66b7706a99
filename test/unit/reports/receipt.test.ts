import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asCalendarDate, type Instant } from '../../../domain/calendar.ts';
import type { Household } from '../../../domain/household.ts';
import type { DepartmentId, Lookup, ResourceId } from '../../../domain/lookup.ts';
import type { RegionCode } from '../../../domain/region.ts';
import type { Standard, StandardsInForce } from '../../../domain/standard.ts';
import { buildReceipt, digestOfEvidence } from '../../../reports/receipt.ts';

const HOUSEHOLD: Household = { ref: 'H1', region: '371002' as RegionCode, persons: [] };
const at = (minute: number) =>
  `2026-07-01T01:${String(minute).padStart(2, '0')}:00.000Z` as Instant;

function lookup(department: string, personNo: number, more: Partial<Lookup>): Lookup {
  return {
    department: department as DepartmentId,
    resource: `${department}.records` as ResourceId,
    personNo,
    outcome: 'none',
    why: null,
    records: 0,
    asOf: asCalendarDate('2026-07-01'),
    askedAt: at(0),
    answeredAt: at(1),
    authorisationNo: `A-${personNo}`,
    ...more,
  };
}

const unanswered = { outcome: 'unanswered', asOf: null, answeredAt: null } as const;
const LOOKUPS = [
  lookup('land', 2, { ...unanswered, why: 'timed-out', askedAt: at(3) }),
  lookup('land', 1, { ...unanswered, why: 'not-authorised', authorisationNo: null }),
  lookup('civil-affairs', 2, { askedAt: at(5), answeredAt: at(9) }),
  lookup('civil-affairs', 1, { askedAt: at(4), answeredAt: at(8) }),
  lookup('civil-affairs', 1, { resource: 'civil-affairs.funeral' as ResourceId, askedAt: at(6) }),
];

const receiptWith = (standards: StandardsInForce) =>
  buildReceipt({
    engineVersion: '0.1.0',
    ruleVersion: '1',
    standards,
    lookups: LOOKUPS,
    evidenceDigest: digestOfEvidence(HOUSEHOLD, []),
    protections: ['tls', 'encryption-at-rest'],
  });

describe('the receipt', () => {
  test('names each department once: first question, last answer, under which authorisations', () => {
    expect(receiptWith(new Map()).departments).toEqual([
      {
        department: 'civil-affairs',
        askedAt: at(4),
        answeredAt: at(9),
        authorisationNos: ['A-1', 'A-2'],
      },
      // Person 1 has no authorisation, so nothing was asked about them; person 2 was asked about, and no answer came.
      { department: 'land', askedAt: at(3), answeredAt: null, authorisationNos: ['A-2'] },
    ]);
  });

  test('lists protections in one order', () => {
    expect(receiptWith(new Map()).protections).toEqual(['encryption-at-rest', 'tls']);
  });

  test('digests standards by their values, not by the order they were read', () => {
    const standard = (key: string, value: number): [string, Standard] => [
      key,
      {
        key,
        value,
        unit: 'fen/month',
        comparator: '<',
        region: '371000' as RegionCode,
        from: asCalendarDate('2026-01-01'),
        until: null,
        source: { zh: '待确认', en: 'to be confirmed' },
        confirmed: false,
      },
    ];
    const digest = (...standards: [string, Standard][]) =>
      receiptWith(new Map(standards)).standardsDigest;
    const there = digest(standard('a', 1), standard('b', 2));
    expect(there).toMatch(/^[0-9a-f]{64}$/);
    expect(digest(standard('b', 2), standard('a', 1))).toBe(there);
    expect(digest(standard('a', 1), standard('b', 3))).not.toBe(there);
  });

  test('digests answers whatever order they are read in, and any change changes it', () => {
    const texts = ['of civil affairs', 'of land', 'of public security'];
    const digest = digestOfEvidence(HOUSEHOLD, texts);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(texts, { minLength: texts.length }),
        (shuffled) => digestOfEvidence(HOUSEHOLD, shuffled) === digest,
      ),
    );
    expect(digestOfEvidence({ ...HOUSEHOLD, ref: 'H2' }, texts)).not.toBe(digest);
    expect(digestOfEvidence(HOUSEHOLD, texts.slice(1))).not.toBe(digest);
    expect(digestOfEvidence(HOUSEHOLD, [...texts, ''])).not.toBe(digest);
  });
});
