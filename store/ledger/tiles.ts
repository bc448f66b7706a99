// Tiles: roots of complete subtrees, kept so that a proof need not read every leaf. Nothing rests on them: who is handed a
// proof computes the root anew, and so does whoever verifies the ledger.

import type { PoolClient } from 'pg';
import type { DigestAlgorithm } from '../../domain/crypto-suite.ts';
import { amid, type Rows } from '../database.ts';
import { storedLeaves } from './leaves.ts';
import { Frontier, TILE_LEAVES } from './merkle.ts';
import type { RangeRoot } from './proofs.ts';

export type Tile = { readonly place: number; readonly root: Buffer };

/** Whatever stood in their place: a row of somebody else's must not hold up the ledger. */
export async function addTiles(client: PoolClient, tiles: readonly Tile[]): Promise<void> {
  if (tiles.length === 0) return;
  await client.query(
    `insert into ledger_tiles (place, root) select * from unnest($1::bigint[], $2::bytea[])
     on conflict (place) do update set root = excluded.root`,
    [tiles.map(({ place }) => place), tiles.map(({ root }) => root)],
  );
}

/** Makes the tiles that a tree of so many leaves has and that are not kept: those of a ledger older than they are. */
export async function mendTiles(
  client: PoolClient,
  digest: DigestAlgorithm,
  size: number,
): Promise<void> {
  const { rows: missing } = await client.query<{ place: number }>(
    `select place from generate_series(0, $1::bigint - 1) as wanted (place)
     where (select count(*) from ledger_tiles where place < $1) < $1
       and not exists (select from ledger_tiles t where t.place = wanted.place)`,
    [Math.floor(size / TILE_LEAVES)],
  );
  const made: Tile[] = [];
  for (const { place } of missing) {
    const from = place * TILE_LEAVES;
    made.push({ place, root: await ofLeaves(amid(client), digest, from, from + TILE_LEAVES) });
  }
  await addTiles(client, made);
}

/** Roots of ranges of a tree, for one proof: of the tiles that lie in them, and of the leaves that are left. */
export async function rangesOf(
  rows: Rows,
  digest: DigestAlgorithm,
  size: number,
): Promise<RangeRoot> {
  const count = Math.floor(size / TILE_LEAVES);
  const tiles = await rows.rows<Tile>(
    'select place, root from ledger_tiles where place < $1 order by place',
    [count],
  );
  const within = new Map<number, Promise<readonly Buffer[]>>();
  const leavesOf = async (tile: number) => {
    const from = tile * TILE_LEAVES;
    const known = within.get(tile) ?? leavesBetween(rows, from, Math.min(size, from + TILE_LEAVES));
    within.set(tile, known);
    return known;
  };
  return async (from, until) => {
    // The cache has a gap: the leaves have none.
    if (tiles.length !== count) return ofLeaves(rows, digest, from, until);
    // A proof asks for ranges that begin with a tile or lie within one.
    const first = Math.floor(from / TILE_LEAVES);
    const past = Math.floor(until / TILE_LEAVES);
    const start = from - first * TILE_LEAVES;
    const ofTiles = new Frontier(digest);
    if (start === 0) {
      for (const { root } of tiles.slice(first, past)) ofTiles.append(root);
    } else if (until > (first + 1) * TILE_LEAVES) {
      return ofLeaves(rows, digest, from, until);
    }
    const frontier = new Frontier(digest, ofTiles.size * TILE_LEAVES, ofTiles.roots);
    const done = from + frontier.size;
    if (done < until) {
      const tile = Math.floor(done / TILE_LEAVES);
      const leaves = await leavesOf(tile);
      for (const leaf of leaves.slice(done - tile * TILE_LEAVES, until - tile * TILE_LEAVES)) {
        frontier.append(leaf);
      }
    }
    return frontier.root();
  };
}

async function leavesBetween(rows: Rows, from: number, until: number): Promise<Buffer[]> {
  const leaves: Buffer[] = [];
  for await (const page of storedLeaves(rows, from, until)) {
    for (const { leaf_hash } of page) leaves.push(leaf_hash);
  }
  return leaves;
}

/** The same from every leaf. */
export async function ofLeaves(
  rows: Rows,
  digest: DigestAlgorithm,
  from: number,
  until: number,
): Promise<Buffer> {
  const frontier = new Frontier(digest);
  for await (const leaves of storedLeaves(rows, from, until)) {
    for (const { leaf_hash } of leaves) frontier.append(leaf_hash);
  }
  if (frontier.size !== until - from) throw new RangeError('leaves are missing in the ledger');
  return frontier.root();
}
