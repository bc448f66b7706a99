// The audit ledger: anyone adds entries in parallel, one at a time gives them their places in the tree and signs
// a checkpoint over it.

import { sign, verify } from 'node:crypto';
import type { Instant } from '../../domain/calendar.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Database } from '../database.ts';
import type { SigningKey } from '../encryption/key-provider.ts';
import { type LedgerEntry, addEntries, entryHash } from './entries.ts';
import { Frontier } from './merkle.ts';

/** A signed statement of the whole ledger up to a size. Kept elsewhere too, it proves that nothing was changed. */
export type Checkpoint = {
  readonly size: number;
  /** Hex. */
  readonly root: string;
  readonly at: Instant;
  readonly keyId: string;
  /** ed25519 over the canonical JSON of the other fields, base64. */
  readonly signature: string;
};

export type LedgerFault = {
  readonly kind: 'entry-altered' | 'leaf-missing' | 'root-differs' | 'signature-wrong';
  /** The leaf, or the checkpoint's size. */
  readonly at: number;
};

/** What is read and hashed at once. */
const LEAVES_AT_ONCE = 20_000;
const SEQUENCER_LOCK = 'ledger/sequencer';

type CheckpointRow = {
  size: number;
  root: Buffer;
  frontier: Buffer[];
  at: Instant;
  key_id: string;
  signature: Buffer;
};

export type Ledger = ReturnType<typeof ledgerIn>;

export function ledgerIn(database: Database, signing: SigningKey) {
  return {
    async append(entries: readonly LedgerEntry[]): Promise<void> {
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
          'select * from ledger_checkpoints order by size desc limit 1',
        );
        const before = last[0];
        const frontier = new Frontier(before?.size, before?.frontier);
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
        const statement = {
          size: frontier.size,
          root: frontier.root().toString('hex'),
          at: new Date().toISOString() as Instant,
          keyId: signing.keyId,
        };
        const signature = sign(null, statementBytes(statement), signing.privateKey);
        await client.query(
          `insert into ledger_checkpoints (size, root, frontier, at, key_id, signature)
           values ($1, $2, $3, $4, $5, $6)`,
          [statement.size, frontier.root(), frontier.roots, statement.at, signing.keyId, signature],
        );
        return { ...statement, signature: signature.toString('base64') };
      });
    },

    /** Computes every leaf and every checkpoint anew and says what does not agree. */
    async verify(): Promise<{ size: number; checkpoints: number; faults: LedgerFault[] }> {
      const faults: LedgerFault[] = [];
      const checkpoints = await database.rows<CheckpointRow>(
        'select * from ledger_checkpoints order by size',
      );
      const frontier = new Frontier();
      for (const checkpoint of checkpoints) {
        while (frontier.size < checkpoint.size) {
          const until = Math.min(frontier.size + LEAVES_AT_ONCE, checkpoint.size);
          const hashes = await readLeaves(frontier.size, until, faults);
          if (hashes === null)
            return { size: frontier.size, checkpoints: checkpoints.length, faults };
          for (const hash of hashes) frontier.append(hash);
        }
        const { signature, ...statement } = toCheckpoint(checkpoint);
        if (!frontier.root().equals(checkpoint.root)) {
          faults.push({ kind: 'root-differs', at: checkpoint.size });
        }
        // A checkpoint of an earlier signing key is checked against the copy of that key, not here.
        const isOurs = statement.keyId === signing.keyId;
        const bytes = Buffer.from(signature, 'base64');
        if (isOurs && !verify(null, statementBytes(statement), signing.publicKey, bytes)) {
          faults.push({ kind: 'signature-wrong', at: checkpoint.size });
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
      `select l.leaf_index, e.at, e.actor, e.kind, e.subject, e.purpose, e.content_digest, e.leaf_hash
       from ledger_leaves l join ledger_entries e on e.id = l.entry_id
       where l.leaf_index >= $1 and l.leaf_index < $2 order by l.leaf_index`,
      [from, until],
    );
    const gap = rows.findIndex((row, place) => row.leaf_index !== from + place);
    if (gap >= 0 || rows.length < until - from) {
      faults.push({ kind: 'leaf-missing', at: from + (gap >= 0 ? gap : rows.length) });
      return null;
    }
    return rows.map(({ leaf_index, content_digest, leaf_hash, ...entry }) => {
      const hash = entryHash({ ...entry, contentDigest: content_digest });
      if (!hash.equals(leaf_hash)) faults.push({ kind: 'entry-altered', at: leaf_index });
      return hash;
    });
  }
}

type LeafRow = Omit<LedgerEntry, 'contentDigest'> & {
  leaf_index: number;
  content_digest: Buffer;
  leaf_hash: Buffer;
};

function statementBytes(statement: Omit<Checkpoint, 'signature'>): Buffer {
  return Buffer.from(canonicalJson({ ...statement, format: 'hedui-ledger-checkpoint/1' }));
}

function toCheckpoint(row: CheckpointRow): Checkpoint {
  return {
    size: row.size,
    root: row.root.toString('hex'),
    at: row.at,
    keyId: row.key_id,
    signature: row.signature.toString('base64'),
  };
}
