// The ledger: entries get their places, are vouched for, and are proven without it.

import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type pg from 'pg';
import type { Instant } from '../../../domain/calendar.ts';
import { keysFromText } from '../../../store/encryption/key-provider.ts';
import { generateKeyRing } from '../../../store/encryption/key-ring.ts';
import type { Checkpoint } from '../../../store/ledger/checkpoint.ts';
import { checkProof, continues } from '../../../store/ledger/proof-file.ts';
import { openStore, type Store } from '../../../store/store.ts';
import { freshDatabase } from '../../support/database.ts';
import { filledLedger, lookAt } from '../../support/ledger.ts';
import { testKeys, useStoreForEach } from '../../support/store.ts';

let store: Store;
let sql: pg.Client;
const opened = useStoreForEach();
beforeEach(() => {
  ({ store, sql } = opened);
});

describe('the ledger', () => {
  test('gives entries of many writers their places once, and vouches for them', async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, i) => store.ledger.note([lookAt(`a${i}`), lookAt(`b${i}`)])),
    );
    await Promise.all([store.ledger.sequence(), store.ledger.sequence()]);
    await store.ledger.note([lookAt('c')]);
    const checkpoint = await store.ledger.sequence();
    expect(await store.ledger.sequence()).toEqual(checkpoint);
    const { rows } = await sql.query('select count(*)::int as n from ledger_entries');
    expect(checkpoint?.size).toBe(rows[0].n);
    expect(await store.ledger.verify()).toMatchObject({ size: 21, waiting: 0, faults: [] });
  });

  test('vouches for whatever an entry says, in any script', async () => {
    const sayings = fc.sample(
      fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('\0')),
      { numRuns: 200, seed: 5 },
    );
    const strange = ['', '"\\\n\t\u0001\u007f', '核对 审计', '\u{20BB7}é', 'x'.repeat(5_000)];
    await store.ledger.note(
      [...strange, ...sayings].map((text, i) => ({
        ...lookAt(text),
        actor: `a${text}`,
        purpose: i % 3 === 0 ? null : text,
        at: new Date(Date.UTC(1999, 11, 31, 23, 59, 59, 990) + i * 7).toISOString() as Instant,
      })),
    );
    await store.ledger.sequence();
    expect(await store.ledger.verify()).toMatchObject({ size: 205, faults: [] });
  });

  test('refuses to be changed, shortened or emptied', async () => {
    await filledLedger(store);
    for (const table of ['ledger_entries', 'ledger_leaves', 'ledger_checkpoints']) {
      for (const change of [
        `delete from ${table}`,
        `truncate ${table} cascade`,
        `update ${table} set ${table === 'ledger_leaves' ? 'entry_id = entry_id' : 'at = now()'}`,
      ]) {
        await expect(sql.query(change)).rejects.toThrow('the ledger can only be added to');
      }
    }
  });

  test('proves an entry by a file that is checked without it', async () => {
    await filledLedger(store);
    const proof = await store.ledger.prove('look', 'c');
    if (proof === null) throw new Error('c is in the tree');
    expect(proof).toMatchObject({ leafIndex: 2, checkpoint: { size: 9 } });
    expect(checkProof(proof, testKeys.verifyingKeys)).toBe('proven');
    expect(checkProof(proof, [])).toBe('unknown-key');
    const other = { ...proof, entry: { ...proof.entry, subject: 'x' } };
    expect(checkProof(other, testKeys.verifyingKeys)).toBe('not-in-tree');
    const bigger = { ...proof, checkpoint: { ...proof.checkpoint, at: '2027-01-01T00:00:00Z' } };
    expect(checkProof(bigger as typeof proof, testKeys.verifyingKeys)).toBe('signature-wrong');
    expect(await store.ledger.prove('look', 'nothing')).toBeNull();
  });

  test('shows each published checkpoint to go on from the one before', async () => {
    const [first] = await filledLedger(store);
    const published = await store.ledger.publishable(first ?? null);
    expect(published?.continues?.size).toBe(5);
    expect(published && first && continues(published, first)).toBe(true);
    const another = { ...first, root: '00'.repeat(32) } as Checkpoint;
    expect(published && continues(published, another)).toBe(false);
  });
});

test('entries of both suites stand in one tree', async () => {
  const ring = generateKeyRing();
  const sm = keysFromText(JSON.stringify(ring), 'test', 'sm');
  const aes = keysFromText(JSON.stringify(ring), 'test', 'aes');
  const other = await freshDatabase();
  const first = await openStore({ databaseUrl: other.url, keys: sm });
  await first.ledger.note(['a', 'b'].map(lookAt));
  await first.ledger.sequence();
  await first.close();
  const second = await openStore({ databaseUrl: other.url, keys: aes });
  await second.ledger.note(['c'].map(lookAt));
  const checkpoint = await second.ledger.sequence();
  expect(checkpoint).toMatchObject({
    size: 3,
    treeDigest: 'sm3',
    signature: { algorithm: 'ed25519' },
  });
  expect((await second.ledger.verify()).faults).toEqual([]);
  const proof = await second.ledger.prove('look', 'a');
  expect(proof && checkProof(proof, aes.verifyingKeys)).toBe('proven');
  await second.close();
  await other.drop();
});
