// An office's own PostgreSQL gives hedui a user that owns its database and is no superuser.

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type { RegionCode } from '../../../domain/region.ts';
import { openStore, type Store } from '../../../store/store.ts';
import { freshDatabase, type TestDatabase } from '../../support/database.ts';
import { runningBatch, testKeys } from '../../support/store.ts';
const user = `hedui_owner_${randomBytes(4).toString('hex')}`;
const password = randomBytes(8).toString('hex');
let database: TestDatabase;
let admin: pg.Client;
let url: string;
const open = () => openStore({ databaseUrl: url, keys: testKeys });

beforeAll(async () => {
  database = await freshDatabase({ empty: true });
  admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  await admin.query(`create role ${user} login password '${password}'`);
  await admin.query(`alter database ${admin.database ?? ''} owner to ${user}`);
  await admin.query(`alter schema public owner to ${user}`);
  // Other databases of the server have made it, or it is made here as an administrator would.
  await admin.query(
    `do $$ begin create role hedui_viewer nologin;
     exception when duplicate_object or unique_violation then null; end $$`,
  );
  const as = new URL(database.url);
  as.username = user;
  as.password = password;
  url = as.href;
});
afterAll(async () => {
  await admin.query(`drop owned by ${user} cascade`);
  await admin.query(`alter database ${admin.database ?? ''} owner to current_user`);
  await admin.query(`drop role ${user}`);
  await admin.end();
  await database.drop();
});

test('says which statements the administrator has to run, and confines viewers once they were run', async () => {
  await expect(open()).rejects.toMatchObject({
    code: 'STORE_ROLE_MISSING',
    said: { en: expect.stringContaining(`grant hedui_viewer to "${user}"`) },
  });
  await admin.query(`grant hedui_viewer to ${user}`);
  const store: Store = await open();
  try {
    const { batchId } = await runningBatch(store, 3, 1);
    const seen = async (region: string) => {
      const viewer = { account: 'li.na', role: 'caseworker', purpose: null } as const;
      const records = store.as({ ...viewer, region: region as RegionCode });
      return (await records.batches.list({ limit: 10 })).map(({ id }) => id);
    };
    expect(await seen('371002')).toEqual([batchId]);
    expect(await seen('371082')).toEqual([]);
    expect(await store.batches.list({ limit: 10 })).toHaveLength(1);
  } finally {
    await store.close();
  }
});
