import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Instant } from '../../../domain/calendar.ts';
import {
  publishCheckpoint,
  publishedAt,
  type PublishRoom,
} from '../../../jobs/publish-checkpoint.ts';
import { continues } from '../../../store/ledger/proof-file.ts';
import { openStore, type Store } from '../../../store/store.ts';
import { type TestDatabase, freshDatabase } from '../../support/database.ts';
import { openClient, testKeys } from '../../support/store.ts';

let database: TestDatabase;
let store: Store;
let folder: string;

beforeEach(async () => {
  database = await freshDatabase();
  store = await openStore({ databaseUrl: database.url, keys: testKeys });
  folder = await mkdtemp(join(tmpdir(), 'hedui-published-'));
});
afterEach(async () => {
  await store.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const roomAt = (to: string): PublishRoom => ({ store, to, actor: 'tester' });
const happens = (...subjects: string[]) =>
  store.ledger.note(
    subjects.map((subject) => ({
      at: '2026-07-01T02:00:00.000Z' as Instant,
      actor: 'clerk',
      kind: 'look' as const,
      subject,
      purpose: null,
      content: subject,
    })),
  );

describe('checkpoints in a folder', () => {
  test('are published when there is something new, each as the continuation of the one before', async () => {
    await happens('a', 'b');
    expect((await publishCheckpoint(roomAt(folder)))?.continues).toBeNull();
    expect(await publishCheckpoint(roomAt(folder))).toBeNull();
    await happens('c', 'd');
    await publishCheckpoint(roomAt(folder));
    expect(await readdir(folder)).toEqual([
      'checkpoint-000000000002.json',
      'checkpoint-000000000005.json',
    ]);
    const [first, second] = await publishedAt(folder);
    if (!first || !second) throw new Error('two were published');
    expect(continues(second, first.checkpoint)).toBe(true);
    const published = [first.checkpoint, second.checkpoint];
    expect((await store.ledger.verify({ published })).faults).toEqual([]);
  });

  test('are not published on a ledger that was rewritten since', async () => {
    await happens('a', 'b');
    await publishCheckpoint(roomAt(folder));
    const sql = await openClient(database.url);
    await sql.query('set session_replication_role = replica');
    await sql.query('truncate ledger_checkpoints, ledger_leaves, ledger_pending, ledger_entries');
    await sql.end();
    await happens('a', 'x', 'c', 'd');
    await expect(publishCheckpoint(roomAt(folder))).rejects.toMatchObject({
      code: 'LEDGER_REWRITTEN',
    });
    expect(await readdir(folder)).toHaveLength(1);
  });

  test('that cannot be read are said', async () => {
    await writeFile(join(folder, 'checkpoint-000000000002.json'), '{');
    await happens('a');
    await expect(publishCheckpoint(roomAt(folder))).rejects.toMatchObject({
      code: 'PUBLISH_FAILED',
    });
  });
});

describe('checkpoints at an address', () => {
  let server: Server;
  let base: string;
  const kept = new Map<string, string>();

  beforeEach(async () => {
    kept.clear();
    server = createServer((request, response) => {
      const path = request.url ?? '';
      if (request.method !== 'PUT') {
        response.writeHead(kept.has(path) ? 200 : 404).end(kept.get(path));
        return;
      }
      void text(request).then((body) => {
        kept.set(path, body);
        response.writeHead(201).end();
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  test('are put there, and the next goes on from what is there', async () => {
    await happens('a', 'b');
    await publishCheckpoint(roomAt(`${base}/ledger`));
    await happens('c', 'd');
    const second = await publishCheckpoint(roomAt(`${base}/ledger/`));
    expect(second?.continues?.size).toBe(2);
    expect([...kept.keys()]).toContain('/ledger/checkpoint-000000000005.json');
    const [newest] = await publishedAt(`${base}/ledger`);
    expect(newest?.checkpoint).toEqual(second?.checkpoint);
  });

  test('that does not answer are tried again later', async () => {
    server.closeAllConnections();
    server.close();
    await happens('a');
    await expect(publishCheckpoint(roomAt(base))).rejects.toMatchObject({
      code: 'PUBLISH_FAILED',
      retryable: true,
    });
  });
});
