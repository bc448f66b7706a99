// Roots of complete subtrees of the ledger, kept to make proofs fast: nothing rests on them.

import { beforeEach, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { rootOf } from '../../../store/ledger/merkle.ts';
import { checkProof, continues } from '../../../store/ledger/proof-file.ts';
import type { Store } from '../../../store/store.ts';
import { lookAt } from '../../support/ledger.ts';
import { testKeys, useStoreForEach } from '../../support/store.ts';

let store: Store;
let sql: pg.Client;
const opened = useStoreForEach();
beforeEach(() => {
  ({ store, sql } = opened);
});

/** Two whole tiles of 1024 leaves and 52 more, under two checkpoints. */
async function manyFilled(): Promise<void> {
  await store.ledger.note(Array.from({ length: 1_500 }, (_, i) => lookAt(`m${i}`)));
  await store.ledger.sequence();
  await store.ledger.note(Array.from({ length: 600 }, (_, i) => lookAt(`n${i}`)));
  await store.ledger.sequence();
}

const tiles = async () =>
  (await sql.query(`select place::int, encode(root, 'hex') as root from ledger_tiles order by 1`))
    .rows;

async function provenAs(subject: string): Promise<string | null> {
  const proof = await store.ledger.prove('look', subject);
  return proof && checkProof(proof, testKeys.verifyingKeys);
}

describe('roots of complete subtrees, kept to make proofs fast', () => {
  test('are those of their leaves, and proofs made from them are right', async () => {
    await manyFilled();
    const { rows } = await sql.query<{ leaf_hash: Buffer }>(
      `select e.leaf_hash from ledger_leaves l join ledger_entries e on e.id = l.entry_id
       order by leaf_index limit 2048`,
    );
    const leaves = rows.map(({ leaf_hash }) => leaf_hash);
    expect(await tiles()).toEqual([
      { place: 0, root: rootOf('sha-256', leaves.slice(0, 1024)).toString('hex') },
      { place: 1, root: rootOf('sha-256', leaves.slice(1024)).toString('hex') },
    ]);
    for (const subject of ['m0', 'm1023', 'm1024', 'n547', 'n548', 'n599']) {
      expect(await provenAs(subject)).toBe('proven');
    }
    const first = await store.ledger.checkpoint(1_500);
    const published = await store.ledger.publishable(first);
    expect(published && first && continues(published, first)).toBe(true);
  });

  test('spoil no proof when they are changed, and are found', async () => {
    await manyFilled();
    await sql.query(
      `update ledger_tiles set root = decode(repeat('00', 32), 'hex') where place = 1`,
    );
    expect(await provenAs('m3')).toBe('proven');
    expect((await store.ledger.verify()).faults).toEqual([{ kind: 'tile-differs', at: '1' }]);
  });

  test('are found when there are too many, and those do not hold up the ledger', async () => {
    await manyFilled();
    await sql.query(`insert into ledger_tiles values (2, decode(repeat('00', 32), 'hex'))`);
    expect((await store.ledger.verify()).faults).toEqual([{ kind: 'tile-differs', at: '2' }]);
    await store.ledger.note(Array.from({ length: 1_000 }, (_, i) => lookAt(`o${i}`)));
    await store.ledger.sequence();
    expect(await provenAs('m3')).toBe('proven');
    expect(await store.ledger.verify()).toMatchObject({ size: 3_100, faults: [] });
  });

  test('are made again when they are missing, as in a ledger that is older than they are', async () => {
    await manyFilled();
    const before = await tiles();
    await sql.query('truncate ledger_tiles');
    expect(await provenAs('m3')).toBe('proven');
    await store.ledger.note([lookAt('later')]);
    await store.ledger.sequence();
    expect(await tiles()).toEqual(before);
    expect((await store.ledger.verify()).faults).toEqual([]);
  });
});
