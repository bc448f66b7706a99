import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import {
  type KeyRoom,
  retireVersion,
  rewrapOldKeys,
  turnKeyEncryptionKey,
  turnSigningKey,
} from '../../../jobs/turn-keys.ts';
import {
  keysFromFile,
  readKeyFile,
  replaceKeyFile,
} from '../../../store/encryption/key-sources.ts';
import { withNewVersion } from '../../../store/encryption/key-ring.ts';
import { openStore, type Store } from '../../../store/store.ts';
import { type TestDatabase, freshDatabase } from '../../support/database.ts';
import { openClient, runningBatch } from '../../support/store.ts';

let folder: string;
let database: TestDatabase;
let store: Store;
let sql: pg.Client;
let room: KeyRoom;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hedui-turn-'));
  database = await freshDatabase();
  const keyFile = join(folder, 'keys.json');
  store = await openStore({ databaseUrl: database.url, keys: await keysFromFile(keyFile) });
  sql = await openClient(database.url);
  room = { store, keyFile, actor: 'tester' };
});
afterEach(async () => {
  await sql.end();
  await store.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const versions = async () => {
  const { rows } = await sql.query('select distinct key_version from households order by 1');
  return rows.map((row) => row.key_version);
};

describe('turning the key-encryption key', () => {
  test('wraps every data key anew, and everything still opens, here and in a new process', async () => {
    const { chunks } = await runningBatch(store, 1_203, 1);
    const { rows: before } = await sql.query('select sealed from households order by id');
    const turned = await turnKeyEncryptionKey(room);
    expect(turned).toEqual({ version: 2, rewrapped: 1_203 + 1 });
    expect(await versions()).toEqual([2]);
    const { rows: after } = await sql.query('select sealed from households order by id');
    expect(after).toEqual(before);
    const other = await openStore({
      databaseUrl: database.url,
      keys: await keysFromFile(room.keyFile),
    });
    expect(await other.households.readChunk(chunks[0]?.id ?? '')).toHaveLength(500);
    await other.close();
    const { rows: noted } = await sql.query(
      `select kind, subject from ledger_entries where actor = 'tester' order by id`,
    );
    expect(noted).toEqual([
      { kind: 'key-made', subject: 'kek/2' },
      { kind: 'key-rewrapped', subject: 'kek/2' },
    ]);
  });

  test('leaves an erased household erased', async () => {
    const { chunks } = await runningBatch(store, 3, 1);
    await sql.query('update households set key_wrapped = null where seq = 2');
    await turnKeyEncryptionKey(room);
    expect(await store.households.readChunk(chunks[0]?.id ?? '')).toHaveLength(2);
    expect(await versions()).toEqual([2]);
  });

  test('takes up the version that an interrupted turning had made, and what it left under the old one', async () => {
    await runningBatch(store, 10, 1);
    await replaceKeyFile(room.keyFile, withNewVersion(await readKeyFile(room.keyFile)));
    expect((await turnKeyEncryptionKey(room)).version).toBe(2);
    expect(await rewrapOldKeys(room)).toEqual({ version: 2, rewrapped: 0 });
  });

  test('one at a time', async () => {
    await runningBatch(store, 10, 1);
    const both = await Promise.allSettled([turnKeyEncryptionKey(room), turnKeyEncryptionKey(room)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({
      code: 'KEYS_BEING_TURNED',
    });
  });

  test('an old version is retired only when nothing is wrapped under it', async () => {
    const { chunks } = await runningBatch(store, 10, 1);
    await expect(retireVersion(room, 1)).rejects.toMatchObject({ code: 'KEY_IN_USE' });
    await turnKeyEncryptionKey(room);
    const { rows } = await sql.query('select id, key_wrapped from households limit 1');
    await sql.query('update households set key_version = 1 where id = $1', [rows[0].id]);
    await expect(retireVersion(room, 1)).rejects.toMatchObject({ code: 'KEY_IN_USE' });
    await sql.query('update households set key_version = 2 where id = $1', [rows[0].id]);
    await retireVersion(room, 1);
    expect(await readFile(room.keyFile, 'utf8')).not.toContain('"1":');
    const other = await openStore({
      databaseUrl: database.url,
      keys: await keysFromFile(room.keyFile),
    });
    expect(await other.households.readChunk(chunks[0]?.id ?? '')).toHaveLength(10);
    await other.close();
  });
});

test('after a new signing key, older checkpoints are still verified', async () => {
  await runningBatch(store, 1, 1);
  await turnSigningKey(room, 'ed25519');
  await store.ledger.sequence();
  await turnSigningKey(room, 'ed25519');
  const keys = await keysFromFile(room.keyFile);
  const other = await openStore({ databaseUrl: database.url, keys });
  await other.ledger.sequence();
  const { rows } = await sql.query('select distinct key_id from ledger_checkpoints');
  expect(rows).toHaveLength(2);
  expect(await other.ledger.verify()).toMatchObject({ checkpoints: 2, faults: [] });
  await other.close();
});
