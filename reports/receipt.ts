// The receipt (核对回执): how a report came about, for whoever must trust it or replay it later.

import { hash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Instant } from '../domain/calendar.ts';
import { type DigestAlgorithm, OPENSSL_DIGESTS } from '../domain/crypto-suite.ts';
import type { Household } from '../domain/household.ts';
import { type DepartmentId, isAnswered, type Lookup } from '../domain/lookup.ts';
import type { Receipt } from '../domain/report.ts';
import type { StandardsInForce } from '../domain/standard.ts';

export type ReceiptSource = {
  readonly engineVersion: string;
  readonly ruleVersion: string;
  readonly standards: StandardsInForce;
  readonly lookups: readonly Lookup[];
  /** digestOfEvidence */
  readonly evidenceDigest: string;
  readonly protections: readonly string[];
  /** The suite's; SHA-256 when left out. */
  readonly digestAlgorithm?: DigestAlgorithm;
};

export function buildReceipt(source: ReceiptSource): Receipt {
  return {
    engineVersion: source.engineVersion,
    ruleVersion: source.ruleVersion,
    standardsDigest: digestOfStandards(source.standards, source.digestAlgorithm),
    evidenceDigest: source.evidenceDigest,
    departments: departmentsAsked(source.lookups),
    protections: source.protections.toSorted(),
  };
}

const digestByStandards = {
  'sha-256': new WeakMap<StandardsInForce, string>(),
  sm3: new WeakMap<StandardsInForce, string>(),
};

/** Thousands of households share one region and date, so the digest of one set of standards is made once. */
export function digestOfStandards(
  standards: StandardsInForce,
  algorithm: DigestAlgorithm = 'sha-256',
): string {
  const known = digestByStandards[algorithm].get(standards);
  if (known !== undefined) return known;
  const digest = digestOf(algorithm, canonicalJson(Object.fromEntries(standards)));
  digestByStandards[algorithm].set(standards, digest);
  return digest;
}

/**
 * Over the household and what each department said, as they are stored: the same for the same, whatever order the
 * answers are read in. A canonical form of each record would cost more than the judging and tell nothing more.
 */
export function digestOfEvidence(
  household: Household,
  answerTexts: readonly string[],
  algorithm: DigestAlgorithm = 'sha-256',
): string {
  const text = `${JSON.stringify(household)}\n${answerTexts.toSorted().join('\n')}`;
  return digestOf(algorithm, text);
}

function digestOf(algorithm: DigestAlgorithm, text: string): string {
  return hash(OPENSSL_DIGESTS[algorithm], text);
}

/** A department's first question and last answer. A lookup without an authorisation was never sent. */
function departmentsAsked(lookups: readonly Lookup[]): Receipt['departments'] {
  const byDepartment = new Map<DepartmentId, Lookup[]>();
  for (const lookup of lookups) {
    const known = byDepartment.get(lookup.department);
    if (known === undefined) byDepartment.set(lookup.department, [lookup]);
    else known.push(lookup);
  }
  return [...byDepartment.keys()].sort().map((department) => {
    const all = byDepartment.get(department) ?? [];
    const sent = all.filter((lookup) => lookup.authorisationNo !== null);
    return {
      department,
      askedAt: earliest(sent.map((lookup) => lookup.askedAt)),
      answeredAt: latest(sent.filter(isAnswered).map((lookup) => lookup.answeredAt)),
      authorisationNos: [...new Set(sent.map((lookup) => lookup.authorisationNo ?? ''))].sort(),
    };
  });
}

/** Instants are UTC text of one form, so text order is time order. */
function earliest(instants: readonly Instant[]): Instant | null {
  return instants.reduce<Instant | null>(
    (first, at) => (first === null || at < first ? at : first),
    null,
  );
}

function latest(instants: readonly (Instant | null)[]): Instant | null {
  return instants.reduce<Instant | null>(
    (last, at) => (at !== null && (last === null || at > last) ? at : last),
    null,
  );
}
