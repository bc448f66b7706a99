// A store of its own for a test file, and batches in it.

import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import pg from 'pg';
import type { CalendarDate } from '../../domain/calendar.ts';
import type { RegionCode } from '../../domain/region.ts';
import { keysFromText } from '../../store/encryption/key-provider.ts';
import { generateKeyRing } from '../../store/encryption/key-ring.ts';
import { type Store, openStore } from '../../store/store.ts';
import { type TestDatabase, freshDatabase } from './database.ts';
import { inventedHouseholds } from './households.ts';

/** What is in it before tests run; filled by `useStore` and `useStoreForEach`. */
export type StoreInTest = {
  database: TestDatabase;
  store: Store;
  /** For looking past the store. */
  sql: pg.Client;
};

export const testKeys = keysFromText(JSON.stringify(generateKeyRing()), 'test');

/** Call at the top of a test file: opens a store before its tests and drops its database after them. */
export function useStore(): StoreInTest {
  const opened = {} as StoreInTest;
  beforeAll(async () => {
    Object.assign(opened, await openStoreInTest());
  });
  afterAll(async () => closeStoreInTest(opened));
  return opened;
}

/** The same anew for each test. */
export function useStoreForEach(): StoreInTest {
  const opened = {} as StoreInTest;
  beforeEach(async () => {
    Object.assign(opened, await openStoreInTest());
  });
  afterEach(async () => closeStoreInTest(opened));
  return opened;
}

async function openStoreInTest(): Promise<StoreInTest> {
  const database = await freshDatabase();
  const store = await openStore({ databaseUrl: database.url, keys: testKeys });
  return { database, store, sql: await openClient(database.url) };
}

async function closeStoreInTest({ database, store, sql }: StoreInTest): Promise<void> {
  await sql.end();
  await store.close();
  await database.drop();
}

/** For looking past the store. */
export async function openClient(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

let files = 0;

export async function openBatch(store: Store): Promise<string> {
  files += 1;
  return store.batches.open({
    scheme: 'subsistence',
    purpose: 'application',
    region: '371002' as RegionCode,
    fileName: '张三家.csv',
    fileDigest: files.toString(16).padStart(64, '0'),
    submittedBy: 'clerk',
    verifiedOn: '2026-07-01' as CalendarDate,
  });
}

/** A running batch of households numbered from `from` on, cut into chunks. */
export async function runningBatch(store: Store, count: number, from: number, chunkSize = 500) {
  const batchId = await openBatch(store);
  await store.households.add(batchId, inventedHouseholds(count, from));
  await store.batches.finishReceiving(batchId, { rows: count * 3, header: ['姓名'] });
  const chunks = await store.households.cutChunks(batchId, chunkSize);
  await store.batches.markQueued(batchId);
  return { batchId, chunks };
}

export async function only<T>(list: Promise<T[]>): Promise<T> {
  const [first, ...others] = await list;
  if (first === undefined || others.length > 0) throw new Error('expected exactly one');
  return first;
}
