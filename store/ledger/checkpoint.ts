// A checkpoint: a signed statement of the whole ledger up to a size. Kept elsewhere too, it proves that nothing before
// it was changed since.

import type { Instant } from '../../domain/calendar.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { DigestAlgorithm, SignatureAlgorithm } from '../../domain/crypto-suite.ts';
import type { SigningKey, VerifyingKey } from '../encryption/signatures.ts';

export type CheckpointStatement = {
  readonly format: 'hedui-ledger-checkpoint/1';
  /** What tells this ledger from every other. */
  readonly ledger: string;
  readonly size: number;
  readonly treeDigest: DigestAlgorithm;
  /** Hex. */
  readonly root: string;
  readonly at: Instant;
};

export type Checkpoint = CheckpointStatement & {
  readonly signature: {
    readonly algorithm: SignatureAlgorithm;
    readonly keyId: string;
    /** base64, over the canonical JSON of the statement. */
    readonly value: string;
  };
};

export function signCheckpoint(statement: CheckpointStatement, key: SigningKey): Checkpoint {
  const value = key.sign(statementBytes(statement)).toString('base64');
  return { ...statement, signature: { algorithm: key.algorithm, keyId: key.keyId, value } };
}

export type SignatureCheck = 'right' | 'wrong' | 'unknown-key';

export function checkCheckpoint(
  { signature, ...statement }: Checkpoint,
  keys: readonly VerifyingKey[],
): SignatureCheck {
  const key = keys.find(({ keyId }) => keyId === signature.keyId);
  if (key === undefined) return 'unknown-key';
  const isRight =
    key.algorithm === signature.algorithm &&
    key.verify(statementBytes(statement), Buffer.from(signature.value, 'base64'));
  return isRight ? 'right' : 'wrong';
}

function statementBytes(statement: CheckpointStatement): Buffer {
  return Buffer.from(canonicalJson(statement));
}
