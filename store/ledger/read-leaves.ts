// Every leaf of the tree computed anew, from rows as they come by PostgreSQL's binary COPY.
// https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"

import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { readInt64 } from '../binary-values.ts';
import { ENTRY_FIELDS, LeafHasher, NOTHING } from './hash-leaves.ts';
import type { HashText } from './merkle.ts';

export type LeafRead = {
  readonly index: number;
  /** Of the entry as it stands there now. */
  readonly hash: HashText;
  /** Whether the leaf that is stored beside it is the same. */
  readonly isAsStored: boolean;
};

const COLUMNS = [...ENTRY_FIELDS.map((field) => `e.${field}`), 'e.leaf_hash', 'l.leaf_index'];
const LEAF_HASH = COLUMNS.length - 2;
const LEAF_INDEX = COLUMNS.length - 1;
const HEADER_BYTES = 19;
/**
 * Leaf by leaf, each with its entry, which lie in nearly the same order: the first come at once and are hashed while the server
 * fetches more. A join that sorts first keeps us waiting, and takes a second processor for it.
 */
const IN_ORDER = `
  set local enable_hashjoin = off;
  set local enable_mergejoin = off;
  set local enable_sort = off;
  set local max_parallel_workers_per_gather = 0;
  set local jit = off`;

/**
 * Leaves from the first up to, and without, `until`, in order, some thousands at a time; a gap is a gap in their indexes.
 * @param client in a transaction of its own
 */
export async function* readLeaves(
  client: PoolClient,
  until: number,
): AsyncGenerator<readonly LeafRead[]> {
  await client.query(IN_ORDER);
  const copy = client.query(
    copyTo(
      `copy (select ${COLUMNS.join(', ')} from ledger_leaves l join ledger_entries e on e.id = l.entry_id
             where l.leaf_index < ${until} order by l.leaf_index) to stdout (format binary)`,
      { highWaterMark: 1024 * 1024 },
    ),
  );
  const rows = new LeafRows();
  for await (const bytes of copy) {
    const leaves = rows.take(bytes as Buffer);
    if (leaves.length > 0) yield leaves;
  }
}

class LeafRows {
  bytes: Buffer = Buffer.alloc(0);
  /** Of the columns of the row that was looked at last. */
  readonly starts: number[] = COLUMNS.map(() => NOTHING);
  readonly ends: number[] = COLUMNS.map(() => NOTHING);
  #at = 0;
  #isBegun = false;
  readonly #hasher = new LeafHasher();

  /** The rows that are whole by now. */
  take(bytes: Buffer): LeafRead[] {
    this.bytes =
      this.#at === this.bytes.length
        ? bytes
        : Buffer.concat([this.bytes.subarray(this.#at), bytes]);
    this.#at = 0;
    if (!this.#isBegun) {
      if (this.bytes.length < HEADER_BYTES) return [];
      this.#at = HEADER_BYTES;
      this.#isBegun = true;
    }
    const leaves: LeafRead[] = [];
    while (this.#findColumns()) {
      leaves.push(this.#leaf());
      this.#at = this.ends[LEAF_INDEX] as number;
    }
    return leaves;
  }

  /** @returns false while the row that begins here is not whole, and at the end of all */
  #findColumns(): boolean {
    const { bytes } = this;
    let at = this.#at;
    if (at + 2 > bytes.length || bytes.readInt16BE(at) !== COLUMNS.length) return false;
    at += 2;
    for (let column = 0; column < COLUMNS.length; column++) {
      if (at + 4 > bytes.length) return false;
      const length = bytes.readInt32BE(at);
      at += 4;
      this.starts[column] = length < 0 ? NOTHING : at;
      at += Math.max(0, length);
      this.ends[column] = at;
    }
    return at <= bytes.length;
  }

  #leaf(): LeafRead {
    const { bytes, starts, ends } = this;
    const own = this.#hasher.hash(this);
    return {
      index: readInt64(bytes, starts[LEAF_INDEX] as number),
      hash: own,
      isAsStored: bytes.toString('latin1', starts[LEAF_HASH], ends[LEAF_HASH]) === own,
    };
  }
}
