// A proof as a file: one entry, its way to the root, and the signed checkpoint with that root. Small, and checked without
// the database: here, and by docs/check-a-proof.html in a browser.

import { z } from 'zod';
import type { Instant } from '../../domain/calendar.ts';
import { DIGEST_ALGORITHMS, SIGNATURE_ALGORITHMS } from '../../domain/crypto-suite.ts';
import { LEDGER_KINDS } from '../../domain/ledger.ts';
import type { VerifyingKey } from '../encryption/signatures.ts';
import { type Checkpoint, checkCheckpoint } from './checkpoint.ts';
import { entryHash, type LedgerEntry } from './entries.ts';
import { verifyConsistency, verifyInclusion } from './proofs.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const instantText = z.iso.datetime().transform((text) => text as Instant);
const place = z.int().nonnegative();

export const CHECKPOINT = z.strictObject({
  format: z.literal('hedui-ledger-checkpoint/1'),
  ledger: z.string(),
  size: place,
  treeDigest: z.enum(DIGEST_ALGORITHMS),
  root: hash,
  at: instantText,
  signature: z.strictObject({
    algorithm: z.enum(SIGNATURE_ALGORITHMS),
    keyId: z.string(),
    value: z.base64(),
  }),
});

export const PROOF = z.strictObject({
  format: z.literal('hedui-ledger-proof/1'),
  entry: z.strictObject({
    at: instantText,
    actor: z.string(),
    kind: z.enum(LEDGER_KINDS),
    subject: z.string(),
    purpose: z.string().nullable(),
    digestAlgorithm: z.enum(DIGEST_ALGORITHMS),
    contentDigest: hash,
  }),
  leafIndex: place,
  /** Hashes of the neighbours, from the leaf up (RFC 6962, 2.1.1). */
  path: z.array(hash).max(64),
  checkpoint: CHECKPOINT,
});
export type Proof = z.infer<typeof PROOF>;

/** What a department was asked about one household, with the list and the entry in which that stands. */
export const LOOKUP_PROOF = z.strictObject({
  format: z.literal('hedui-lookup-proof/1'),
  household: place,
  verification: place,
  department: z.string(),
  salt: hash,
  /** As domain/answer-text.ts writes lookups. */
  lookups: z.string(),
  list: z.base64(),
  ledger: PROOF,
});
export type LookupProof = z.infer<typeof LOOKUP_PROOF>;

/** The same of one person; of the household's others it holds digests alone. */
export const PERSON_LOOKUP_PROOF = z.strictObject({
  format: z.literal('hedui-person-lookup-proof/1'),
  household: place,
  verification: place,
  department: z.string(),
  /** Their number in the household; 1 is the applicant. */
  person: place,
  salt: hash,
  /** As domain/lookup-lines.ts writes them. */
  lookups: z.string(),
  others: z.array(z.strictObject({ person: place, digest: hash })),
  list: z.base64(),
  ledger: PROOF,
});
export type PersonLookupProof = z.infer<typeof PERSON_LOOKUP_PROOF>;

/** A checkpoint as it is published: with the proof that it goes on from the one published before. */
export const PUBLISHED = z.strictObject({
  format: z.literal('hedui-published-checkpoint/1'),
  checkpoint: CHECKPOINT,
  continues: z.strictObject({ size: place, root: hash, path: z.array(hash).max(128) }).nullable(),
});
export type Published = z.infer<typeof PUBLISHED>;

export type ProofCheck = 'proven' | 'not-in-tree' | 'signature-wrong' | 'unknown-key';

export function proofOf(
  entry: LedgerEntry,
  leafIndex: number,
  path: readonly Buffer[],
  checkpoint: Checkpoint,
): Proof {
  return {
    format: 'hedui-ledger-proof/1',
    entry: { ...entry, contentDigest: entry.contentDigest.toString('hex') },
    leafIndex,
    path: path.map((one) => one.toString('hex')),
    checkpoint,
  };
}

export function checkProof(
  { entry, leafIndex, path, checkpoint }: Proof,
  keys: readonly VerifyingKey[],
): ProofCheck {
  const leaf = entryHash({ ...entry, contentDigest: bytes(entry.contentDigest) });
  const { treeDigest, size, root } = checkpoint;
  if (!verifyInclusion(treeDigest, leaf, leafIndex, size, path.map(bytes), bytes(root))) {
    return 'not-in-tree';
  }
  const check = checkCheckpoint(checkpoint, keys);
  return check === 'right' ? 'proven' : check === 'wrong' ? 'signature-wrong' : 'unknown-key';
}

/** Whether a published checkpoint goes on from one that was published before. */
export function continues({ checkpoint, continues: from }: Published, before: Checkpoint): boolean {
  return (
    from !== null &&
    from.size === before.size &&
    from.root === before.root &&
    checkpoint.ledger === before.ledger &&
    checkpoint.treeDigest === before.treeDigest &&
    verifyConsistency(
      checkpoint.treeDigest,
      { size: before.size, root: bytes(before.root) },
      { size: checkpoint.size, root: bytes(checkpoint.root) },
      from.path.map(bytes),
    )
  );
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}
