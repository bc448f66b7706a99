// Sealing: content, number and receipt become a document whose every field is under a digest and a signature.

import { hash } from 'node:crypto';
import { z } from 'zod';
import {
  type ByteText,
  bytesOf,
  canonicalByteText,
  canonicalJson,
} from '../domain/canonical-json.ts';
import type { CalendarDate, Instant } from '../domain/calendar.ts';
import {
  DIGEST_ALGORITHMS,
  type DigestAlgorithm,
  OPENSSL_DIGESTS,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
} from '../domain/crypto-suite.ts';
import type { Receipt, ReportContent, SealedReport } from '../domain/report.ts';
import type { Standard } from '../domain/standard.ts';
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
  const beforeDigest = `{"batch":${canonicalByteText(batch)},"content":${contentText(content)}`;
  const afterDigest = `,${canonicalByteText({ digestAlgorithm, format, issuedAt, number, receipt }).slice(1, -1)}`;
  const afterSignature = `,${canonicalByteText({ supersedes, validUntil, version }).slice(1)}`;
  // Written out once: what is hashed is what is kept, but for the two fields between.
  const hashed = writtenOut(`${beforeDigest}${afterDigest}${afterSignature}` as ByteText);
  const digest = hash(OPENSSL_DIGESTS[digestAlgorithm], hashed, 'buffer');
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
  const signatureAt = beforeDigest.length + afterDigest.length;
  const json = Buffer.concat([
    hashed.subarray(0, beforeDigest.length),
    Buffer.from(`,"digest":"${report.digest}"`),
    hashed.subarray(beforeDigest.length, signatureAt),
    Buffer.from(`,"signature":${canonicalJson(report.signature)}`),
    hashed.subarray(signatureAt),
  ]);
  return { report, json };
}

/** Used again for each report: to be given 13 KB costs more than to fill them. */
let paper = Buffer.allocUnsafeSlow(64 * 1024);

/** @returns what holds until the next call */
function writtenOut(text: ByteText): Buffer {
  if (text.length > paper.length) paper = Buffer.allocUnsafeSlow(2 * text.length);
  return paper.subarray(0, paper.write(text, 'latin1'));
}

/** The standards of a region are the same list in thousands of reports, and a seventh of each. */
const standardsTexts = new WeakMap<readonly Standard[], string>();

/** As byte text, the canonical JSON of the content; the digest holds what is kept, so `standards` must not change once it is sealed. */
function contentText(content: ReportContent): string {
  const { standards, ...others } = content;
  let standardsText = standardsTexts.get(standards);
  if (standardsText === undefined) {
    standardsText = `"standards":${canonicalByteText(standards)}`;
    standardsTexts.set(standards, standardsText);
  }
  // Between `sources` and whichever of the later names there is.
  const { standardsOn, verifiedOn, ...before } = others;
  const after = standardsOn === undefined ? { verifiedOn } : { standardsOn, verifiedOn };
  return `${canonicalByteText(before).slice(0, -1)},${standardsText},${canonicalByteText(after).slice(1)}`;
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
  const computed = hash(
    OPENSSL_DIGESTS[sealed.digestAlgorithm],
    bytesOf(canonicalByteText(sealed)),
    'buffer',
  );
  if (computed.toString('hex') !== digest) return 'altered';
  const verifier = verifierOf(signature.keyId);
  if (verifier === null) return 'unknown-key';
  const isRight =
    verifier.algorithm === signature.algorithm &&
    verifier.verify(computed, Buffer.from(signature.value, 'base64'));
  return isRight ? 'genuine' : 'altered';
}
