// The ledger, and every way in which an insider with SQL could change it: each is found.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import type { Instant } from '../../../domain/calendar.ts';
import { keysFromText } from '../../../store/encryption/key-provider.ts';
import { generateKeyRing } from '../../../store/encryption/key-ring.ts';
import { type Checkpoint, signCheckpoint } from '../../../store/ledger/checkpoint.ts';
import { checkProof, continues } from '../../../store/ledger/proof-file.ts';
import { openStore, type Store } from '../../../store/store.ts';
import { type TestDatabase, freshDatabase } from '../../support/database.ts';
import { inventedReport } from '../../support/households.ts';
import { openClient, runningBatch, testKeys } from '../../support/store.ts';

let database: TestDatabase;
let store: Store;
let sql: pg.Client;

beforeEach(async () => {
  database = await freshDatabase();
  store = await openStore({ databaseUrl: database.url, keys: testKeys });
  sql = await openClient(database.url);
}, 60_000);
afterEach(async () => {
  await sql.end();
  await store.close();
  await database.drop();
});

const entry = (subject: string) => ({
  at: '2026-07-01T02:00:00.000Z' as Instant,
  actor: 'clerk',
  kind: 'look' as const,
  subject,
  purpose: 'application',
  content: 'what was seen',
});

/** Five entries under one checkpoint, four more under a second. */
async function filled(): Promise<Checkpoint[]> {
  await store.ledger.note(['a', 'b', 'c', 'd', 'e'].map(entry));
  const first = await store.ledger.sequence();
  await store.ledger.note(['f', 'g', 'h', 'i'].map(entry));
  const second = await store.ledger.sequence();
  return [first, second].flatMap((one) => one ?? []);
}

/** Past the triggers, as only an administrator of the database can. */
async function tamper(...statements: string[]): Promise<void> {
  await sql.query('begin');
  await sql.query('set local session_replication_role = replica');
  for (const statement of statements) await sql.query(statement);
  await sql.query('commit');
}

async function kindsOf(options: Parameters<Store['ledger']['verify']>[0] = {}): Promise<string[]> {
  const { faults } = await store.ledger.verify(options);
  return [...new Set(faults.map(({ kind }) => kind))].toSorted();
}

describe('the ledger', () => {
  test('gives entries of many writers their places once, and vouches for them', async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, i) => store.ledger.note([entry(`a${i}`), entry(`b${i}`)])),
    );
    await Promise.all([store.ledger.sequence(), store.ledger.sequence()]);
    await store.ledger.note([entry('c')]);
    const checkpoint = await store.ledger.sequence();
    expect(await store.ledger.sequence()).toEqual(checkpoint);
    const { rows } = await sql.query('select count(*)::int as n from ledger_entries');
    expect(checkpoint?.size).toBe(rows[0].n);
    expect(await store.ledger.verify()).toMatchObject({ size: 21, waiting: 0, faults: [] });
  });

  test('refuses to be changed, shortened or emptied', async () => {
    await filled();
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
    await filled();
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
    const [first] = await filled();
    const published = await store.ledger.publishable(first ?? null);
    expect(published?.continues?.size).toBe(5);
    expect(published && first && continues(published, first)).toBe(true);
    const another = { ...first, root: '00'.repeat(32) } as Checkpoint;
    expect(published && continues(published, another)).toBe(false);
  });
});

describe('an insider with SQL', () => {
  test('changes an entry', async () => {
    await filled();
    await tamper(`update ledger_entries set subject = 'x' where subject = 'b'`);
    expect(await store.ledger.verify()).toMatchObject({
      faults: [
        { kind: 'entry-altered', at: '1' },
        { kind: 'root-differs', at: '5' },
        { kind: 'root-differs', at: '9' },
      ],
    });
  });

  test('changes an entry and its stored leaf', async () => {
    await filled();
    await tamper(
      `update ledger_entries b set (subject, leaf_hash) = (select subject, leaf_hash from ledger_entries where subject = 'c')
       where subject = 'b'`,
    );
    expect(await kindsOf()).toEqual(['root-differs']);
  });

  test('deletes an entry, in the middle or at the end', async () => {
    await filled();
    await tamper(`delete from ledger_entries where subject = 'c'`);
    expect(await kindsOf()).toEqual(['leaf-missing']);
  });

  test('deletes the last entry with its leaf', async () => {
    await filled();
    await tamper('delete from ledger_leaves where leaf_index = 8');
    expect(await kindsOf()).toEqual(['entry-unplaced', 'leaf-missing']);
  });

  test('deletes the newest entries with all that covers them', async () => {
    const published = await filled();
    await tamper(
      'delete from ledger_checkpoints where size = 9',
      'delete from ledger_leaves where leaf_index >= 5',
      `delete from ledger_entries where subject in ('f', 'g', 'h', 'i')`,
    );
    expect(await kindsOf()).toEqual([]);
    expect(await kindsOf({ published })).toEqual(['rolled-back']);
  });

  test('inserts an entry that was never made', async () => {
    await filled();
    await tamper(
      `insert into ledger_entries (at, actor, kind, subject, digest_algorithm, content_digest, leaf_hash)
       select at, actor, kind, 'never', digest_algorithm, content_digest, leaf_hash from ledger_entries limit 1`,
    );
    expect(await kindsOf()).toEqual(['entry-unplaced']);
    await tamper(
      `insert into ledger_leaves select 9, id from ledger_entries where subject = 'never'`,
    );
    expect(await kindsOf()).toEqual(['checkpoint-missing']);
  });

  test('puts entries in another order', async () => {
    await filled();
    await tamper(
      'update ledger_leaves set leaf_index = 1000 where leaf_index = 1',
      'update ledger_leaves set leaf_index = 1 where leaf_index = 2',
      'update ledger_leaves set leaf_index = 2 where leaf_index = 1000',
    );
    expect(await kindsOf()).toEqual(['root-differs']);
  });

  test('rewrites the past and every root with it, and signs with a key of his own', async () => {
    const published = await filled();
    const own = keysFromText(JSON.stringify(generateKeyRing()), 'test');
    await tamper('truncate ledger_checkpoints, ledger_leaves, ledger_pending, ledger_entries');
    const his = await openStore({ databaseUrl: database.url, keys: { ...testKeys, ...own } }).catch(
      () => null,
    );
    // The store itself refuses keys that are not its own.
    expect(his).toBeNull();
    const forged = {
      ...testKeys,
      signing: own.signing,
    };
    const forger = await openStore({ databaseUrl: database.url, keys: forged });
    await forger.ledger.note(['a', 'x', 'c', 'd', 'e'].map(entry));
    await forger.ledger.sequence();
    await forger.close();
    expect(await kindsOf()).toEqual(['key-unknown']);
    expect(await kindsOf({ published })).toEqual([
      'key-unknown',
      'published-differs',
      'rolled-back',
    ]);
  });

  test('swaps the signatures of two checkpoints', async () => {
    await filled();
    await tamper(
      `update ledger_checkpoints c set signature = o.signature from ledger_checkpoints o where o.size <> c.size`,
    );
    expect(await kindsOf()).toEqual(['signature-wrong']);
  });

  test('puts the whole database back to an earlier state, old checkpoints and all', async () => {
    const [first, second] = await filled();
    await tamper(
      'delete from ledger_checkpoints where size = 9',
      'delete from ledger_leaves where leaf_index >= 5',
      `delete from ledger_entries where id > 5`,
    );
    await store.ledger.note(['f', 'other', 'h', 'i'].map(entry));
    await store.ledger.sequence();
    // Whole in itself; only what was kept outside tells.
    expect(await kindsOf()).toEqual([]);
    expect(await kindsOf({ published: first ? [first] : [] })).toEqual([]);
    expect(await kindsOf({ published: second ? [second] : [] })).toEqual(['published-differs']);
  });

  test('shows a checkpoint of another office, or one with a wrong signature, as published', async () => {
    const [first] = await filled();
    if (first === undefined) throw new Error('there is a checkpoint');
    const { signature, ...statement } = first;
    const foreign = signCheckpoint({ ...statement, ledger: 'another' }, testKeys.signing);
    expect(await kindsOf({ published: [foreign] })).toEqual(['another-ledger']);
    const wrong = {
      ...first,
      signature: { ...signature, value: Buffer.alloc(64).toString('base64') },
    };
    expect(await kindsOf({ published: [wrong] })).toEqual(['signature-wrong']);
  });

  test('replaces, deletes or slips in a report', async () => {
    const { batchId, chunks } = await runningBatch(store, 3, 1);
    const stored = await store.households.readChunk(chunks[0]?.id ?? '');
    const reports = stored.map(({ id, household }, place) => ({
      householdId: id,
      verification: 1,
      report: inventedReport(household, { number: `R-${place}`, batch: batchId }),
    }));
    await store.reports.seal(chunks[0]?.id ?? '', reports);
    await store.ledger.sequence();
    expect(await kindsOf()).toEqual([]);
    await tamper(
      `update reports set digest = decode(repeat('00', 32), 'hex') where number = 'R-0'`,
      `delete from reports where number = 'R-1'`,
      `update reports set number = 'R-9' where number = 'R-2'`,
    );
    const { faults } = await store.ledger.verify();
    expect(faults).toEqual([
      { kind: 'report-differs', at: 'R-0' },
      { kind: 'report-missing', at: 'R-1' },
      { kind: 'report-missing', at: 'R-2' },
      { kind: 'report-unsealed', at: 'R-9' },
    ]);
  });
});

test('entries of both suites stand in one tree', async () => {
  const ring = generateKeyRing();
  const sm = keysFromText(JSON.stringify(ring), 'test', 'sm');
  const aes = keysFromText(JSON.stringify(ring), 'test', 'aes');
  const other = await freshDatabase();
  const first = await openStore({ databaseUrl: other.url, keys: sm });
  await first.ledger.note(['a', 'b'].map(entry));
  await first.ledger.sequence();
  await first.close();
  const second = await openStore({ databaseUrl: other.url, keys: aes });
  await second.ledger.note(['c'].map(entry));
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
