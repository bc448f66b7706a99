// Reading the ledger's entries in the order of the tree, many at once and the next ones while these are worked on.

import type { Instant } from '../../domain/calendar.ts';
import type { DigestAlgorithm } from '../../domain/crypto-suite.ts';
import type { LedgerKind } from '../../domain/ledger.ts';
import type { Database } from '../database.ts';
import { Frontier } from './merkle.ts';
import type { RangeRoot } from './proofs.ts';

/** What is read and hashed at once. */
const LEAVES_AT_ONCE = 20_000;

/** An entry with its place in the tree, and the leaf that is stored beside it. */
export type LeafRow = {
  readonly leaf_index: number;
  readonly entry_id: number;
  at: Instant;
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

/** Instants as text: a million Date objects, made to be printed again, cost a fifth of the whole. */
const PLAIN_LEAF_ROWS = LEAF_ROWS.replace('e.at,', `(e.at at time zone 'UTC')::text as at,`);

/** `2026-07-01 02:00:00.12` → `2026-07-01T02:00:00.120Z` */
function isoOf(text: string): Instant {
  const millis = text.slice(20, 23).padEnd(3, '0');
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${millis}Z` as Instant;
}

/** Pages of leaves from `from` up to, and without, `until`; what is missing is missing in them. */
export async function* leafPages(
  database: Database,
  from: number,
  until: number,
): AsyncGenerator<readonly LeafRow[]> {
  const page = (start: number) =>
    database.rows<LeafRow>(
      `${PLAIN_LEAF_ROWS} where l.leaf_index >= $1 and l.leaf_index < $2 order by l.leaf_index`,
      [start, Math.min(start + LEAVES_AT_ONCE, until)],
    );
  let next = from < until ? page(from) : null;
  for (let start = from; next !== null; ) {
    const rows = await next;
    start += LEAVES_AT_ONCE;
    next = start < until ? page(start) : null;
    // Whoever stops early leaves a page that nobody waits for.
    next?.catch(() => {});
    for (const row of rows) row.at = isoOf(row.at);
    yield rows;
  }
}

/** Roots of ranges of the tree, from the leaves that are stored. */
export function rangesOf(database: Database, digest: DigestAlgorithm): RangeRoot {
  return async (from, until) => {
    const frontier = new Frontier(digest);
    for await (const rows of storedLeaves(database, from, until)) {
      for (const { leaf_hash } of rows) frontier.append(leaf_hash);
    }
    if (frontier.size !== until - from) throw new RangeError('leaves are missing in the ledger');
    return frontier.root();
  };
}

async function* storedLeaves(database: Database, from: number, until: number) {
  for (let start = from; start < until; start += LEAVES_AT_ONCE) {
    yield await database.rows<{ leaf_hash: Buffer }>(
      `select e.leaf_hash from ledger_leaves l join ledger_entries e on e.id = l.entry_id
       where l.leaf_index >= $1 and l.leaf_index < $2 order by l.leaf_index`,
      [start, Math.min(start + LEAVES_AT_ONCE, until)],
    );
  }
}
