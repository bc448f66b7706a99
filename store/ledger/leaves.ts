// Entries with their places in the tree, and leaves as they are stored.

import type { Instant } from '../../domain/calendar.ts';
import type { DigestAlgorithm } from '../../domain/crypto-suite.ts';
import type { LedgerKind } from '../../domain/ledger.ts';
import type { Rows } from '../database.ts';

/** Read at once. */
const LEAVES_AT_ONCE = 20_000;

/** An entry with its place in the tree, and the leaf that is stored beside it. */
export type LeafRow = {
  readonly leaf_index: number;
  readonly entry_id: number;
  readonly at: Instant;
  readonly actor: string;
  readonly kind: LedgerKind;
  readonly subject: string;
  readonly purpose: string | null;
  readonly digest_algorithm: DigestAlgorithm;
  readonly content_digest: Buffer;
  readonly leaf_hash: Buffer;
};

export const LEAF_ROWS = `
  select l.leaf_index, l.entry_id, e.at, e.actor, e.kind, e.subject, e.purpose, e.digest_algorithm, e.content_digest,
         e.leaf_hash
  from ledger_leaves l join ledger_entries e on e.id = l.entry_id`;

/** What is stored of leaves from `from` up to, and without, `until`, many at once. */
export async function* storedLeaves(rows: Rows, from: number, until: number) {
  for (let start = from; start < until; start += LEAVES_AT_ONCE) {
    yield await rows.rows<{ leaf_hash: Buffer }>(
      `select e.leaf_hash from ledger_leaves l join ledger_entries e on e.id = l.entry_id
       where l.leaf_index >= $1 and l.leaf_index < $2 order by l.leaf_index`,
      [start, Math.min(start + LEAVES_AT_ONCE, until)],
    );
  }
}
