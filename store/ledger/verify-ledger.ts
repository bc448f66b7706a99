// Verifying the ledger: every entry's leaf and every checkpoint computed anew, the reports held against what was written
// when they were sealed, and all of it held against checkpoints that were kept elsewhere.

import type { LedgerFaultKind } from '../../domain/ledger.ts';
import type { Database } from '../database.ts';
import type { VerifyingKey } from '../encryption/signatures.ts';
import { type Checkpoint, checkCheckpoint } from './checkpoint.ts';
import { CHECKPOINT_ROWS, type CheckpointRow, toCheckpoint } from './checkpoint-rows.ts';
import { entryHash } from './entries.ts';
import { type LeafRow, leafPages } from './leaves.ts';
import { Frontier } from './merkle.ts';

export type LedgerFault = {
  readonly kind: LedgerFaultKind;
  /** A leaf, the size of a checkpoint, an entry's id or a report's number: whatever the kind speaks of. */
  readonly at: string;
};

export type LedgerVerified = {
  /** Entries in the tree. */
  readonly size: number;
  readonly checkpoints: number;
  /** Entries that wait for their place. */
  readonly waiting: number;
  readonly faults: readonly LedgerFault[];
};

export type VerifyOptions = {
  readonly keys: readonly VerifyingKey[];
  /** Checkpoints that were kept outside; any order. */
  readonly published?: readonly Checkpoint[];
  readonly onProgress?: (verified: number, size: number) => void;
};

/** More of one kind tells nothing more. */
const MOST_FAULTS_OF_A_KIND = 20;

export async function verifyLedger(
  database: Database,
  { keys, published = [], onProgress = () => {} }: VerifyOptions,
): Promise<LedgerVerified> {
  const faults = new Faults();
  const checkpoints = await database.rows<CheckpointRow>(`${CHECKPOINT_ROWS} order by size`);
  const newest = checkpoints.at(-1);
  const size = newest?.size ?? 0;
  for (const row of checkpoints) {
    const check = checkCheckpoint(toCheckpoint(row), keys);
    if (check === 'wrong') faults.add('signature-wrong', row.size);
    if (check === 'unknown-key') faults.add('key-unknown', row.size);
  }
  const wanted = new Map<number, Checkpoint[]>();
  for (const one of published) {
    const check = checkCheckpoint(one, keys);
    if (check === 'wrong') faults.add('signature-wrong', one.size);
    if (check === 'unknown-key') faults.add('key-unknown', one.size);
    if (newest !== undefined && one.ledger !== newest.ledger)
      faults.add('another-ledger', one.size);
    else if (one.size > size) faults.add('rolled-back', one.size);
    else wanted.set(one.size, [...(wanted.get(one.size) ?? []), one]);
  }

  const frontier = new Frontier(newest?.tree_digest ?? 'sha-256');
  const rootsOf = new Map(checkpoints.map((row) => [row.size, row.root]));
  const compare = () => {
    const stored = rootsOf.get(frontier.size);
    const outside = wanted.get(frontier.size);
    if (stored === undefined && outside === undefined) return;
    const root = frontier.root();
    if (stored !== undefined && !stored.equals(root)) faults.add('root-differs', frontier.size);
    if (outside?.some((one) => one.root !== root.toString('hex'))) {
      faults.add('published-differs', frontier.size);
    }
  };
  reading: for await (const rows of leafPages(database, 0, size)) {
    for (const row of rows) {
      if (row.leaf_index !== frontier.size) break reading;
      frontier.append(leafOf(row, faults));
      compare();
    }
    onProgress(frontier.size, size);
  }
  // Behind a gap nothing has its place.
  if (frontier.size < size) faults.add('leaf-missing', frontier.size);
  const { waiting } = await places(database, size, faults);
  await compareReports(database, faults);
  return { size: frontier.size, checkpoints: checkpoints.length, waiting, faults: faults.all };
}

function leafOf(row: LeafRow, faults: Faults): Buffer {
  const hash = entryHash({
    at: row.at,
    actor: row.actor,
    kind: row.kind,
    subject: row.subject,
    purpose: row.purpose,
    digestAlgorithm: row.digest_algorithm,
    contentDigest: row.content_digest,
  });
  if (!hash.equals(row.leaf_hash)) faults.add('entry-altered', row.leaf_index);
  return hash;
}

/** Entries that are neither in the tree nor waiting, and leaves that no checkpoint covers: both past our own program. */
async function places(
  database: Database,
  size: number,
  faults: Faults,
): Promise<{ waiting: number }> {
  const unplaced = await database.rows<{ id: number }>(
    `select e.id from ledger_entries e
     where not exists (select from ledger_leaves l where l.entry_id = e.id)
       and not exists (select from ledger_pending p where p.entry_id = e.id)
     order by e.id limit ${MOST_FAULTS_OF_A_KIND}`,
  );
  for (const { id } of unplaced) faults.add('entry-unplaced', id);
  const uncovered = await database.one<{ size: number }>(
    'select max(leaf_index) + 1 as size from ledger_leaves where leaf_index >= $1',
    [size],
  );
  if (uncovered?.size) faults.add('checkpoint-missing', uncovered.size);
  const waiting = await database.one<{ count: number }>('select count(*) from ledger_pending');
  return { waiting: waiting?.count ?? 0 };
}

/** A report's row must be the one that was sealed; one that was sealed must have its row, even when its key was erased. */
async function compareReports(database: Database, faults: Faults): Promise<void> {
  const rows = await database.rows<{ kind: LedgerFaultKind; number: string }>(
    `with sealed as (select subject as number, content_digest as digest from ledger_entries where kind = 'seal')
     select case when s.number is null then 'report-unsealed' when r.number is null then 'report-missing'
                 else 'report-differs' end as kind,
            coalesce(r.number, s.number) as number
     from reports r full join sealed s on s.number = r.number
     where s.digest is distinct from r.digest
     order by 2 limit ${MOST_FAULTS_OF_A_KIND}`,
  );
  for (const { kind, number } of rows) faults.add(kind, number);
}

class Faults {
  readonly all: LedgerFault[] = [];
  readonly #counts = new Map<LedgerFaultKind, number>();

  add(kind: LedgerFaultKind, at: number | string): void {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (count <= MOST_FAULTS_OF_A_KIND) this.all.push({ kind, at: String(at) });
  }
}
