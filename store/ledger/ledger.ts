// The audit ledger: anyone adds entries in parallel, one at a time gives them their places in the tree and signs
// a checkpoint over it.

import type { Instant } from '../../domain/calendar.ts';
import {
  type DigestAlgorithm,
  type SignatureAlgorithm,
  SUITE_PARTS,
} from '../../domain/crypto-suite.ts';
import type { Database } from '../database.ts';
import type { KeyProvider } from '../encryption/key-provider.ts';
import { type Checkpoint, checkCheckpoint, signCheckpoint } from './checkpoint.ts';
import { addEntries, type Deed, entryHash, entryOf, type LedgerEntry } from './entries.ts';
import { Frontier } from './merkle.ts';

export type LedgerFault = {
  readonly kind: 'entry-altered' | 'leaf-missing' | 'root-differs' | 'signature-wrong';
  /** The leaf, or the checkpoint's size. */
  readonly at: number;
};

/** What is read and hashed at once. */
const LEAVES_AT_ONCE = 20_000;
const SEQUENCER_LOCK = 'ledger/sequencer';

type CheckpointRow = {
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

const CHECKPOINTS = `
  select (select id from installation) as ledger, size, tree_digest, root, frontier, at, key_id,
         signature_algorithm, signature
  from ledger_checkpoints`;

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
      return database.transaction(async (client) => {
        await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
          SEQUENCER_LOCK,
        ]);
        const { rows: last } = await client.query<CheckpointRow>(
          `${CHECKPOINTS} order by size desc limit 1`,
        );
        const before = last[0];
        const digest = before?.tree_digest ?? SUITE_PARTS[keys.suite].digest;
        const frontier = new Frontier(digest, before?.size, before?.frontier);
        const { rows: added } = await client.query<{ leaf_hash: Buffer }>(
          `with taken as (delete from ledger_pending returning entry_id),
                placed as (
                  insert into ledger_leaves (leaf_index, entry_id)
                  select $1::bigint + row_number() over (order by entry_id) - 1, entry_id from taken
                  returning leaf_index, entry_id)
           select e.leaf_hash from placed p join ledger_entries e on e.id = p.entry_id order by p.leaf_index`,
          [frontier.size],
        );
        if (added.length === 0) return before === undefined ? null : toCheckpoint(before);
        for (const { leaf_hash } of added) frontier.append(leaf_hash);
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
        return checkpoint;
      });
    },

    /** The newest first. */
    async checkpoints(limit: number): Promise<Checkpoint[]> {
      const rows = await database.rows<CheckpointRow>(
        `${CHECKPOINTS} order by size desc limit $1`,
        [limit],
      );
      return rows.map(toCheckpoint);
    },

    /** Over so many entries; null when there is none of exactly that size. */
    async checkpoint(size: number): Promise<Checkpoint | null> {
      const row = await database.one<CheckpointRow>(`${CHECKPOINTS} where size = $1`, [size]);
      return row && toCheckpoint(row);
    },

    /** Computes every leaf and every checkpoint anew and says what does not agree. */
    async verify(): Promise<{ size: number; checkpoints: number; faults: LedgerFault[] }> {
      const faults: LedgerFault[] = [];
      const checkpoints = await database.rows<CheckpointRow>(`${CHECKPOINTS} order by size`);
      const frontier = new Frontier(checkpoints[0]?.tree_digest ?? 'sha-256');
      for (const row of checkpoints) {
        while (frontier.size < row.size) {
          const until = Math.min(frontier.size + LEAVES_AT_ONCE, row.size);
          const hashes = await readLeaves(frontier.size, until, faults);
          if (hashes === null)
            return { size: frontier.size, checkpoints: checkpoints.length, faults };
          for (const hash of hashes) frontier.append(hash);
        }
        if (!frontier.root().equals(row.root)) {
          faults.push({ kind: 'root-differs', at: row.size });
        }
        if (checkCheckpoint(toCheckpoint(row), keys.verifyingKeys) !== 'right') {
          faults.push({ kind: 'signature-wrong', at: row.size });
        }
      }
      return { size: frontier.size, checkpoints: checkpoints.length, faults };
    },
  };

  /** Hashes of the leaves computed from their entries; null when one is missing. */
  async function readLeaves(
    from: number,
    until: number,
    faults: LedgerFault[],
  ): Promise<Buffer[] | null> {
    const rows = await database.rows<LeafRow>(
      `select l.leaf_index, e.at, e.actor, e.kind, e.subject, e.purpose, e.digest_algorithm, e.content_digest,
              e.leaf_hash
       from ledger_leaves l join ledger_entries e on e.id = l.entry_id
       where l.leaf_index >= $1 and l.leaf_index < $2 order by l.leaf_index`,
      [from, until],
    );
    const gap = rows.findIndex((row, place) => row.leaf_index !== from + place);
    if (gap >= 0 || rows.length < until - from) {
      faults.push({ kind: 'leaf-missing', at: from + (gap >= 0 ? gap : rows.length) });
      return null;
    }
    return rows.map(({ leaf_index, digest_algorithm, content_digest, leaf_hash, ...entry }) => {
      const hash = entryHash({
        ...entry,
        digestAlgorithm: digest_algorithm,
        contentDigest: content_digest,
      });
      if (!hash.equals(leaf_hash)) faults.push({ kind: 'entry-altered', at: leaf_index });
      return hash;
    });
  }
}

type LeafRow = Omit<LedgerEntry, 'contentDigest' | 'digestAlgorithm'> & {
  leaf_index: number;
  digest_algorithm: DigestAlgorithm;
  content_digest: Buffer;
  leaf_hash: Buffer;
};

function toCheckpoint(row: CheckpointRow): Checkpoint {
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
