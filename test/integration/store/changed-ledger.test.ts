// Every way in which an insider with SQL could change the ledger: each is found.

import { beforeEach, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { keysFromText } from '../../../store/encryption/key-provider.ts';
import { generateKeyRing } from '../../../store/encryption/key-ring.ts';
import { signCheckpoint } from '../../../store/ledger/checkpoint.ts';
import { openStore, type Store } from '../../../store/store.ts';
import { inventedReport } from '../../support/households.ts';
import { filledLedger, lookAt, tamper } from '../../support/ledger.ts';
import { runningBatch, testKeys, useStoreForEach } from '../../support/store.ts';

let store: Store;
let sql: pg.Client;
const opened = useStoreForEach();
beforeEach(() => {
  ({ store, sql } = opened);
});

async function kindsOf(options: Parameters<Store['ledger']['verify']>[0] = {}): Promise<string[]> {
  const { faults } = await store.ledger.verify(options);
  return [...new Set(faults.map(({ kind }) => kind))].toSorted();
}

describe('an insider with SQL', () => {
  test('changes an entry', async () => {
    await filledLedger(store);
    await tamper(sql, `update ledger_entries set subject = 'x' where subject = 'b'`);
    expect(await store.ledger.verify()).toMatchObject({
      faults: [
        { kind: 'entry-altered', at: '1' },
        { kind: 'root-differs', at: '5' },
        { kind: 'root-differs', at: '9' },
      ],
    });
  });

  test('changes an entry and its stored leaf', async () => {
    await filledLedger(store);
    await tamper(
      sql,
      `update ledger_entries b set (subject, leaf_hash) = (select subject, leaf_hash from ledger_entries where subject = 'c')
       where subject = 'b'`,
    );
    expect(await kindsOf()).toEqual(['root-differs']);
  });

  test('deletes an entry, in the middle or at the end', async () => {
    await filledLedger(store);
    await tamper(sql, `delete from ledger_entries where subject = 'c'`);
    expect(await kindsOf()).toEqual(['leaf-missing']);
  });

  test('deletes the last entry with its leaf', async () => {
    await filledLedger(store);
    await tamper(sql, 'delete from ledger_leaves where leaf_index = 8');
    expect(await kindsOf()).toEqual(['entry-unplaced', 'leaf-missing']);
  });

  test('deletes the newest entries with all that covers them', async () => {
    const published = await filledLedger(store);
    await tamper(
      sql,
      'delete from ledger_checkpoints where size = 9',
      'delete from ledger_leaves where leaf_index >= 5',
      `delete from ledger_entries where subject in ('f', 'g', 'h', 'i')`,
    );
    expect(await kindsOf()).toEqual([]);
    expect(await kindsOf({ published })).toEqual(['rolled-back']);
  });

  test('inserts an entry that was never made', async () => {
    await filledLedger(store);
    await tamper(
      sql,
      `insert into ledger_entries (at, actor, kind, subject, digest_algorithm, content_digest, leaf_hash)
       select at, actor, kind, 'never', digest_algorithm, content_digest, leaf_hash from ledger_entries limit 1`,
    );
    expect(await kindsOf()).toEqual(['entry-unplaced']);
    await tamper(
      sql,
      `insert into ledger_leaves select 9, id from ledger_entries where subject = 'never'`,
    );
    expect(await kindsOf()).toEqual(['checkpoint-missing']);
  });

  test('moves an entry by a millionth of a second', async () => {
    await filledLedger(store);
    await tamper(
      sql,
      `update ledger_entries set at = at + interval '1 microsecond' where subject = 'b'`,
    );
    expect(await kindsOf()).toEqual(['entry-altered', 'root-differs']);
  });

  test('puts entries in another order', async () => {
    await filledLedger(store);
    await tamper(
      sql,
      'update ledger_leaves set leaf_index = 1000 where leaf_index = 1',
      'update ledger_leaves set leaf_index = 1 where leaf_index = 2',
      'update ledger_leaves set leaf_index = 2 where leaf_index = 1000',
    );
    expect(await kindsOf()).toEqual(['root-differs']);
  });

  test('rewrites the past and every root with it, and signs with a key of his own', async () => {
    const published = await filledLedger(store);
    const own = keysFromText(JSON.stringify(generateKeyRing()), 'test');
    await tamper(sql, 'truncate ledger_checkpoints, ledger_leaves, ledger_pending, ledger_entries');
    const his = await openStore({
      databaseUrl: opened.database.url,
      keys: { ...testKeys, ...own },
    }).catch(() => null);
    // The store itself refuses keys that are not its own.
    expect(his).toBeNull();
    const forged = {
      ...testKeys,
      signing: own.signing,
    };
    const forger = await openStore({ databaseUrl: opened.database.url, keys: forged });
    await forger.ledger.note(['a', 'x', 'c', 'd', 'e'].map(lookAt));
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
    await filledLedger(store);
    await tamper(
      sql,
      `update ledger_checkpoints c set signature = o.signature from ledger_checkpoints o where o.size <> c.size`,
    );
    expect(await kindsOf()).toEqual(['signature-wrong']);
  });

  test('changes what the next checkpoint would be computed from', async () => {
    await filledLedger(store);
    await tamper(
      sql,
      `update ledger_checkpoints set frontier[1] = decode(repeat('00', 32), 'hex') where size = 9`,
    );
    expect(await kindsOf()).toEqual(['root-differs']);
  });

  test('puts the whole database back to an earlier state, old checkpoints and all', async () => {
    const [first, second] = await filledLedger(store);
    await tamper(
      sql,
      'delete from ledger_checkpoints where size = 9',
      'delete from ledger_leaves where leaf_index >= 5',
      `delete from ledger_entries where id > 5`,
    );
    await store.ledger.note(['f', 'other', 'h', 'i'].map(lookAt));
    await store.ledger.sequence();
    // Whole in itself; only what was kept outside tells.
    expect(await kindsOf()).toEqual([]);
    expect(await kindsOf({ published: first ? [first] : [] })).toEqual([]);
    expect(await kindsOf({ published: second ? [second] : [] })).toEqual(['published-differs']);
  });

  test('shows a checkpoint of another office, or one with a wrong signature, as published', async () => {
    const [first] = await filledLedger(store);
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
      sql,
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
