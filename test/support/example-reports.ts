// Sealed reports of invented households: nothing found, doubts, exceeds, incomplete, and one that replaces another.

import { generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Instant } from '../../domain/calendar.ts';
import type { Receipt, ReportContent, SealedReport } from '../../domain/report.ts';
import { reportNumber } from '../../reports/number.ts';
import type { ReportOffice } from '../../reports/office.ts';
import { type ReportDraft, sealReport, type Signer, type Verifier } from '../../reports/seal.ts';
import { validUntil } from '../../reports/validity.ts';
import { DOUBTS, EXCEEDS, INCOMPLETE, NO_ANOMALY } from './example-report-contents.ts';

const ISSUED_AT = '2026-07-02T01:30:00.000Z' as Instant;

export const EXAMPLE_OFFICE: ReportOffice = {
  city: { zh: '威海市', en: 'Weihai' },
  requestedBy: { zh: '环翠区鲸园街道办事处', en: 'Jingyuan Street Office, Huancui' },
  verifiedBy: {
    zh: '威海市居民家庭经济状况核对中心',
    en: 'Weihai Centre for Household Verification',
  },
  objection: {
    office: { zh: '鲸园街道办事处社会救助窗口', en: 'Jingyuan Street Office, assistance desk' },
    address: { zh: '（示例地址）', en: '(example address)' },
    phone: '0631-0000000',
    days: 10,
  },
};

const keys = generateKeyPairSync('ed25519');
export const EXAMPLE_SIGNER: Signer = {
  keyId: 'example-2026',
  algorithm: 'ed25519',
  digestAlgorithm: 'sha-256',
  sign: (digest) => sign(null, digest, keys.privateKey),
};
const EXAMPLE_VERIFIER: Verifier = {
  keyId: EXAMPLE_SIGNER.keyId,
  algorithm: 'ed25519',
  verify: (digest, signature) => verify(null, digest, keys.publicKey, signature),
};
export const verifierOf = (keyId: string): Verifier | null =>
  keyId === EXAMPLE_VERIFIER.keyId ? EXAMPLE_VERIFIER : null;

function receipt(content: ReportContent): Receipt {
  const departments = [...new Set(content.sources.map((line) => line.department))].sort();
  return {
    engineVersion: '0.1.0',
    ruleVersion: content.ruleVersion,
    standardsDigest: '3f'.repeat(32),
    evidenceDigest: 'a7'.repeat(32),
    departments: departments.map((department) => {
      const isSilent = content.sources.some(
        (line) => line.department === department && line.outcome === 'unanswered',
      );
      return {
        department,
        askedAt: '2026-07-01T01:02:03.000Z' as Instant,
        answeredAt: isSilent ? null : ('2026-07-01T02:10:00.000Z' as Instant),
        authorisationNos: content.persons.map((one) => one.authorisationNo),
      };
    }),
    protections: ['encryption-at-rest', 'rate-limit'],
  };
}

/** A draft of an example's content, the `serial`th report of the year. */
export function exampleDraft(content: ReportContent, serial: number): ReportDraft {
  return {
    content,
    receipt: receipt(content),
    number: reportNumber({ region: content.region, year: 2026, scheme: content.scheme, serial }),
    version: 1,
    supersedes: null,
    batch: 'b-20260701-01',
    issuedAt: ISSUED_AT,
    validUntil: validUntil(ISSUED_AT, 30),
  };
}

const incomplete = sealReport(exampleDraft(INCOMPLETE, 126), EXAMPLE_SIGNER);

/** The land department has answered since: the new report replaces the incomplete one. */
const superseding = sealReport(
  {
    ...exampleDraft({ ...NO_ANOMALY, householdRef: INCOMPLETE.householdRef }, 127),
    version: 2,
    supersedes: incomplete.number,
  },
  EXAMPLE_SIGNER,
);

export const EXAMPLE_REPORTS = {
  noAnomaly: sealReport(exampleDraft(NO_ANOMALY, 123), EXAMPLE_SIGNER),
  doubts: sealReport(exampleDraft(DOUBTS, 124), EXAMPLE_SIGNER),
  exceeds: sealReport(exampleDraft(EXCEEDS, 125), EXAMPLE_SIGNER),
  incomplete,
  superseding,
} as const satisfies Record<string, SealedReport>;
