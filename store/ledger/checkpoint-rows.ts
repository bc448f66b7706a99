// Checkpoints as they are stored.

import type { Instant } from '../../domain/calendar.ts';
import type { DigestAlgorithm, SignatureAlgorithm } from '../../domain/crypto-suite.ts';
import type { Checkpoint } from './checkpoint.ts';

export type CheckpointRow = {
  ledger: string;
  size: number;
  tree_digest: DigestAlgorithm;
  root: Buffer;
  frontier: Buffer[];
  at: Instant;
  key_id: string;
  signature_algorithm: SignatureAlgorithm;
  signature: Buffer;
};

export const CHECKPOINT_ROWS = `
  select (select id::text from installation) as ledger, size, tree_digest, root, frontier, at, key_id,
         signature_algorithm, signature
  from ledger_checkpoints`;

export function toCheckpoint(row: CheckpointRow): Checkpoint {
  return {
    format: 'hedui-ledger-checkpoint/1',
    ledger: row.ledger,
    size: row.size,
    treeDigest: row.tree_digest,
    root: row.root.toString('hex'),
    at: row.at,
    signature: {
      algorithm: row.signature_algorithm,
      keyId: row.key_id,
      value: row.signature.toString('base64'),
    },
  };
}
