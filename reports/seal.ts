// Sealing: content, number and receipt become a document whose every field is under a digest and a signature.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { CalendarDate, Instant } from '../domain/calendar.ts';
import {
  DIGEST_ALGORITHMS,
  type DigestAlgorithm,
  OPENSSL_DIGESTS,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
} from '../domain/crypto-suite.ts';
import type { Receipt, ReportContent, SealedReport } from '../domain/report.ts';
import type { ReportNumber } from './number.ts';

/** Holds the private key; `sign` signs the digest's 32 bytes. */
export type Signer = {
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  readonly digestAlgorithm: DigestAlgorithm;
  sign(digest: Buffer): Buffer;
};

/** Holds a public key. */
export type Verifier = {
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  verify(digest: Buffer, signature: Buffer): boolean;
};

/** All of a report that is decided before it is sealed. */
export type ReportDraft = {
  readonly content: ReportContent;
  readonly receipt: Receipt;
  readonly number: ReportNumber;
  readonly version: number;
  readonly supersedes: string | null;
  readonly batch: string;
  readonly issuedAt: Instant;
  readonly validUntil: CalendarDate;
};

/** A sealed report and its canonical JSON in UTF-8, the bytes to keep. */
export type SealedWithJson = { readonly report: SealedReport; readonly json: Buffer };

export function sealReport(draft: ReportDraft, signer: Signer): SealedReport {
  return sealReportAsJson(draft, signer).report;
}

/**
 * Seals, and gives the canonical JSON of the whole too. Making canonical JSON of the content costs more than
 * hashing it, so it is made once: `digest` falls between `content` and `digestAlgorithm`, and `signature` between
 * `receipt` and `supersedes`, in the order of RFC 8785.
 */
export function sealReportAsJson(draft: ReportDraft, signer: Signer): SealedWithJson {
  const { content, receipt, number, version, supersedes, batch, issuedAt, validUntil } = draft;
  const format = 'hedui-report/1';
  const { digestAlgorithm } = signer;
  const beforeDigest = `{"batch":${canonicalJson(batch)},"content":${canonicalJson(content)}`;
  const afterDigest = `,${canonicalJson({ digestAlgorithm, format, issuedAt, number, receipt }).slice(1, -1)}`;
  const afterSignature = `,${canonicalJson({ supersedes, validUntil, version }).slice(1)}`;
  // Written out once: what is hashed is what is kept, but for the two fields between.
  const bytes = Buffer.from(beforeDigest + afterDigest + afterSignature);
  const digest = createHash(OPENSSL_DIGESTS[digestAlgorithm]).update(bytes).digest();
  const report: SealedReport = {
    format,
    number,
    version,
    supersedes,
    batch,
    issuedAt,
    validUntil,
    content,
    receipt,
    digestAlgorithm,
    digest: digest.toString('hex'),
    signature: {
      algorithm: signer.algorithm,
      keyId: signer.keyId,
      value: signer.sign(digest).toString('base64'),
    },
  };
  const placeOfDigest = Buffer.byteLength(beforeDigest);
  const placeOfSignature = bytes.length - Buffer.byteLength(afterSignature);
  const json = Buffer.concat([
    bytes.subarray(0, placeOfDigest),
    Buffer.from(`,"digest":"${report.digest}"`),
    bytes.subarray(placeOfDigest, placeOfSignature),
    Buffer.from(`,"signature":${canonicalJson(report.signature)}`),
    bytes.subarray(placeOfSignature),
  ]);
  return { report, json };
}

/** What a check of a report says. `unknown-key`: nothing is altered, but nobody here knows who signed. */
export type SealCheck = 'genuine' | 'altered' | 'unknown-key';

const ENVELOPE = z.looseObject({
  digestAlgorithm: z.enum(DIGEST_ALGORITHMS),
  digest: z.string(),
  signature: z.strictObject({
    algorithm: z.enum(SIGNATURE_ALGORITHMS),
    keyId: z.string(),
    // The signature's own fields are not under the digest, so only one spelling of its bytes counts.
    value: z.string().refine((text) => Buffer.from(text, 'base64').toString('base64') === text),
  }),
});

/** Checks the digest and the signature of a report, from whatever hands it came. */
export function checkSealedReport(
  report: unknown,
  verifierOf: (keyId: string) => Verifier | null,
): SealCheck {
  const envelope = ENVELOPE.safeParse(report);
  if (!envelope.success) return 'altered';
  const { digest, signature, ...sealed } = envelope.data;
  const computed = createHash(OPENSSL_DIGESTS[sealed.digestAlgorithm])
    .update(canonicalJson(sealed))
    .digest();
  if (computed.toString('hex') !== digest) return 'altered';
  const verifier = verifierOf(signature.keyId);
  if (verifier === null) return 'unknown-key';
  const isRight =
    verifier.algorithm === signature.algorithm &&
    verifier.verify(computed, Buffer.from(signature.value, 'base64'));
  return isRight ? 'genuine' : 'altered';
}
