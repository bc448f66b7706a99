// The audit ledger: anyone adds entries in parallel, one at a time gives them their places in the tree and signs
// a checkpoint over it.

import type { Instant } from '../../domain/calendar.ts';
import { SUITE_PARTS } from '../../domain/crypto-suite.ts';
import type { LedgerKind } from '../../domain/ledger.ts';
import type { Database } from '../database.ts';
import type { KeyProvider } from '../encryption/key-provider.ts';
import { type Checkpoint, signCheckpoint } from './checkpoint.ts';
import { CHECKPOINT_ROWS, type CheckpointRow, toCheckpoint } from './checkpoint-rows.ts';
import { addEntries, type Deed, entryOf } from './entries.ts';
import { LEAF_ROWS, type LeafRow } from './leaves.ts';
import { Frontier } from './merkle.ts';
import { type Proof, proofOf, type Published } from './proof-file.ts';
import { consistencyProof, inclusionProof, verifyInclusion } from './proofs.ts';
import { addTiles, mendTiles, ofLeaves, rangesOf, type Tile } from './tiles.ts';
import { type LedgerVerified, type VerifyOptions, verifyLedger } from './verify-ledger.ts';

/** Placed in one transaction; what waits beyond that gets another checkpoint at once. */
const PLACED_AT_ONCE = 50_000;
const SEQUENCER_LOCK = 'ledger/sequencer';

export type Ledger = ReturnType<typeof ledgerIn>;

export function ledgerIn(database: Database, keys: KeyProvider) {
  return {
    /** Records what was done. In the transaction of the deed itself, `addEntries` does. */
    async note(deeds: readonly Deed[]): Promise<void> {
      const { digest } = SUITE_PARTS[keys.suite];
      const entries = deeds.map((deed) => entryOf(deed, digest));
      await database.transaction((client) => addEntries(client, entries));
    },

    /**
     * Gives waiting entries their leaves and signs a checkpoint over the tree.
     * @returns the newest checkpoint; null while the ledger is empty.
     */
    async sequence(): Promise<Checkpoint | null> {
      for (;;) {
        const { checkpoint, placed } = await placeSome();
        if (placed < PLACED_AT_ONCE) return checkpoint;
      }
    },

    /** The newest first. */
    async checkpoints(limit: number): Promise<Checkpoint[]> {
      const rows = await database.rows<CheckpointRow>(
        `${CHECKPOINT_ROWS} order by size desc limit $1`,
        [limit],
      );
      return rows.map(toCheckpoint);
    },

    /** Over so many entries; null when there is none of exactly that size. */
    async checkpoint(size: number): Promise<Checkpoint | null> {
      const row = await database.one<CheckpointRow>(`${CHECKPOINT_ROWS} where size = $1`, [size]);
      return row && toCheckpoint(row);
    },

    /** null while the ledger is empty */
    async newest(): Promise<Checkpoint | null> {
      const row = await newestRow();
      return row && toCheckpoint(row);
    },

    /**
     * Proves that the newest entry of a kind about a subject is in the tree.
     * @param at when that was, where it is known: then not every entry is looked through
     * @returns null when there is no such entry, or it has no place yet: see sequence()
     */
    async prove(
      kind: LedgerKind,
      subject: string,
      at: Instant | null = null,
    ): Promise<Proof | null> {
      const row =
        (at && (await newestAbout(kind, subject, at))) ?? (await newestAbout(kind, subject));
      const top = await newestRow();
      if (row === null || top === null) return null;
      const path = await pathOf(row, top);
      const { actor, purpose, digest_algorithm, content_digest } = row;
      const own = { at: row.at, actor, kind: row.kind, subject: row.subject, purpose };
      const entry = { ...own, digestAlgorithm: digest_algorithm, contentDigest: content_digest };
      return proofOf(entry, row.leaf_index, path, toCheckpoint(top));
    },

    /** The newest checkpoint with the proof that it goes on from an older one. */
    async publishable(before: Checkpoint | null): Promise<Published | null> {
      const top = await newestRow();
      if (top === null) return null;
      const checkpoint = toCheckpoint(top);
      const format = 'hedui-published-checkpoint/1';
      if (before === null || before.size > top.size) return { format, checkpoint, continues: null };
      const ranges = await rangesOf(database, top.tree_digest, top.size);
      const path = await consistencyProof(before.size, top.size, ranges);
      return {
        format,
        checkpoint,
        continues: {
          size: before.size,
          root: before.root,
          path: path.map((hash) => hash.toString('hex')),
        },
      };
    },

    /** Computes everything anew and says what does not agree. */
    async verify(options: Partial<VerifyOptions> = {}): Promise<LedgerVerified> {
      return verifyLedger(database, { keys: keys.verifyingKeys, ...options });
    },
  };

  async function newestAbout(
    kind: LedgerKind,
    subject: string,
    at?: Instant,
  ): Promise<LeafRow | null> {
    return database.one<LeafRow>(
      `${LEAF_ROWS} where e.kind = $1 and e.subject = $2 ${at === undefined ? '' : 'and e.at = $3'}
       order by l.leaf_index desc limit 1`,
      [kind, subject, ...(at === undefined ? [] : [at])],
    );
  }

  /** A tile that somebody changed must not spoil a proof: then every leaf is read. */
  async function pathOf({ leaf_index, leaf_hash }: LeafRow, top: CheckpointRow): Promise<Buffer[]> {
    const { size, root, tree_digest: digest } = top;
    const path = await inclusionProof(leaf_index, size, await rangesOf(database, digest, size));
    if (verifyInclusion(digest, leaf_hash, leaf_index, size, path, root)) return path;
    return inclusionProof(leaf_index, size, (from, until) =>
      ofLeaves(database, digest, from, until),
    );
  }

  async function newestRow(): Promise<CheckpointRow | null> {
    return database.one<CheckpointRow>(`${CHECKPOINT_ROWS} order by size desc limit 1`);
  }

  async function placeSome(): Promise<{ checkpoint: Checkpoint | null; placed: number }> {
    return database.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [SEQUENCER_LOCK]);
      const { rows: last } = await client.query<CheckpointRow>(
        `${CHECKPOINT_ROWS} order by size desc limit 1`,
      );
      const before = last[0];
      const digest = before?.tree_digest ?? SUITE_PARTS[keys.suite].digest;
      const tiles: Tile[] = [];
      const frontier = new Frontier(digest, before?.size, before?.frontier, (root, place) =>
        tiles.push({ root, place }),
      );
      await mendTiles(client, digest, frontier.size);
      const { rows: added } = await client.query<{ leaf_hash: Buffer }>(
        `with taken as (
                delete from ledger_pending where entry_id in (
                  select entry_id from ledger_pending order by entry_id limit ${PLACED_AT_ONCE})
                returning entry_id),
              placed as (
                insert into ledger_leaves (leaf_index, entry_id)
                select $1::bigint + row_number() over (order by entry_id) - 1, entry_id from taken
                returning leaf_index, entry_id)
         select e.leaf_hash from placed p join ledger_entries e on e.id = p.entry_id order by p.leaf_index`,
        [frontier.size],
      );
      if (added.length === 0) {
        return { checkpoint: before === undefined ? null : toCheckpoint(before), placed: 0 };
      }
      for (const { leaf_hash } of added) frontier.append(leaf_hash);
      await addTiles(client, tiles);
      const { rows: own } = await client.query<{ id: string }>('select id from installation');
      const checkpoint = signCheckpoint(
        {
          format: 'hedui-ledger-checkpoint/1',
          ledger: own[0]?.id ?? '',
          size: frontier.size,
          treeDigest: digest,
          root: frontier.root().toString('hex'),
          at: new Date().toISOString() as Instant,
        },
        keys.signing,
      );
      const { signature } = checkpoint;
      await client.query(
        `insert into ledger_checkpoints
           (size, tree_digest, root, frontier, at, key_id, signature_algorithm, signature)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          checkpoint.size,
          digest,
          frontier.root(),
          frontier.roots,
          checkpoint.at,
          signature.keyId,
          signature.algorithm,
          Buffer.from(signature.value, 'base64'),
        ],
      );
      return { checkpoint, placed: added.length };
    });
  }
}
