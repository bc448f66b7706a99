// Verifying the ledger: every entry's leaf and every checkpoint computed anew, the reports held against what was written
// when they were sealed, and all of it held against checkpoints that were kept elsewhere.

import type { LedgerFaultKind } from '../../domain/ledger.ts';
import type { Database } from '../database.ts';
import type { VerifyingKey } from '../encryption/signatures.ts';
import { type Checkpoint, checkCheckpoint } from './checkpoint.ts';
import { CHECKPOINT_ROWS, type CheckpointRow, toCheckpoint } from './checkpoint-rows.ts';
import { allLists } from './list-rows.ts';
import { listDigest } from './lookup-list.ts';
import { Frontier } from './merkle.ts';
import { readLeaves } from './read-leaves.ts';
import type { Tile } from './tiles.ts';

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
  // First, since the tree grows meanwhile: of these each lies under a checkpoint that is read now.
  const tiles = await tilesIn(database);
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

  // Beside each other: the server has a processor of its own for what it compares itself.
  const [tree, placed, ...others] = await Promise.all([
    verifyTree(database, checkpoints, wanted, tiles, onProgress),
    comparePlaces(database, size),
    compareReports(database),
    compareLists(database),
  ]);
  const parts = [faults, tree.faults, placed.faults, ...others];
  return {
    size: tree.size,
    checkpoints: checkpoints.length,
    waiting: placed.waiting,
    faults: parts.flatMap(({ all }) => all),
  };
}

/**
 * Every leaf and every root.
 * @param checkpoints by size
 * @param wanted those that were kept outside, by size
 * @param tiles emptied of those that are right
 */
async function verifyTree(
  database: Database,
  checkpoints: readonly CheckpointRow[],
  wanted: ReadonlyMap<number, readonly Checkpoint[]>,
  tiles: Map<number, Buffer>,
  onProgress: (verified: number, size: number) => void,
): Promise<{ size: number; faults: Faults }> {
  const faults = new Faults();
  const newest = checkpoints.at(-1);
  const size = newest?.size ?? 0;
  const frontier = new Frontier(newest?.tree_digest ?? 'sha-256', 0, [], (root, place) => {
    if (tiles.get(place)?.equals(root) === false) faults.add('tile-differs', place);
    tiles.delete(place);
  });
  const storedAt = new Map(checkpoints.map((row) => [row.size, row]));
  const compare = () => {
    const stored = storedAt.get(frontier.size);
    const outside = wanted.get(frontier.size);
    if (stored === undefined && outside === undefined) return;
    const root = frontier.root();
    if (stored !== undefined && !(stored.root.equals(root) && goesOnFrom(stored, frontier))) {
      faults.add('root-differs', frontier.size);
    }
    if (outside?.some((one) => one.root !== root.toString('hex'))) {
      faults.add('published-differs', frontier.size);
    }
  };
  await database.transaction(async (client) => {
    for await (const leaves of readLeaves(client, size)) {
      for (const leaf of leaves) {
        // Behind a gap nothing has its place; what comes is read to its end all the same.
        if (leaf.index !== frontier.size) break;
        if (!leaf.isAsStored) faults.add('entry-altered', leaf.index);
        frontier.appendText(leaf.hash);
        compare();
      }
      onProgress(frontier.size, size);
    }
  });
  if (frontier.size < size) faults.add('leaf-missing', frontier.size);
  // One that is missing is made again; one too many was put there.
  else for (const place of tiles.keys()) faults.add('tile-differs', place);
  return { size: frontier.size, faults };
}

/** The next checkpoint is computed from these. */
function goesOnFrom({ frontier: stored }: CheckpointRow, { roots }: Frontier): boolean {
  return (
    stored.length === roots.length &&
    stored.every((one, place) => one.equals(roots[place] as Buffer))
  );
}

async function tilesIn(database: Database): Promise<Map<number, Buffer>> {
  const rows = await database.rows<Tile>('select place, root from ledger_tiles order by place');
  return new Map(rows.map(({ place, root }) => [place, root]));
}

/** Entries that are neither in the tree nor waiting, and leaves that no checkpoint covers: both past our own program. */
async function comparePlaces(
  database: Database,
  size: number,
): Promise<{ waiting: number; faults: Faults }> {
  const faults = new Faults();
  const unplaced = await database.rows<{ id: number }>(
    `select e.id from ledger_entries e
     where not exists (select from ledger_leaves l where l.entry_id = e.id)
       and not exists (select from ledger_pending p where p.entry_id = e.id)
     order by e.id limit ${MOST_FAULTS_OF_A_KIND}`,
  );
  for (const { id } of unplaced) faults.add('entry-unplaced', id);
  // The tree grows meanwhile: leaves and the checkpoint over them come in one transaction, and are looked at in one statement.
  const uncovered = await database.one<{ size: number }>(
    `select max(leaf_index) + 1 as size from ledger_leaves
     where leaf_index >= greatest($1, (select max(size) from ledger_checkpoints))`,
    [size],
  );
  if (uncovered?.size) faults.add('checkpoint-missing', uncovered.size);
  const waiting = await database.one<{ count: number }>('select count(*) from ledger_pending');
  return { waiting: waiting?.count ?? 0, faults };
}

/** A report's row must be the one that was sealed; one that was sealed must have its row, even when its key was erased. */
async function compareReports(database: Database): Promise<Faults> {
  const faults = new Faults();
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
  return faults;
}

/** Behind each entry of a lookup stands its list, and no other. */
async function compareLists(database: Database): Promise<Faults> {
  const faults = new Faults();
  const rows = await database.rows<{ kind: LedgerFaultKind; subject: string }>(
    `with asked as (select subject, content_digest as digest from ledger_entries where kind = 'lookup'),
          listed as (select 'B' || batch_id || '-' || chunk_seq || '/' || department as subject, digest from lookup_lists)
     select case when l.digest is null then 'lookups-missing' else 'lookups-unrecorded' end as kind,
            coalesce(a.subject, l.subject) as subject
     from asked a full join listed l on l.digest = a.digest and l.subject = a.subject
     where a.digest is null or l.digest is null
     order by 2 limit ${MOST_FAULTS_OF_A_KIND}`,
  );
  for (const { kind, subject } of rows) faults.add(kind, subject);
  for await (const lists of allLists(database)) {
    for (const { subject, digest_algorithm, digest, list } of lists) {
      if (!listDigest(digest_algorithm, list).equals(digest)) faults.add('lookups-differ', subject);
    }
  }
  return faults;
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
