import { describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { keysFromText } from '../../../store/encryption/key-provider.ts';
import { generateKeyRing } from '../../../store/encryption/key-ring.ts';
import { openStore } from '../../../store/store.ts';
import { MIGRATIONS } from '../../../store/migrations/migration-list.ts';
import { freshDatabase } from '../../support/database.ts';
import { testKeys } from '../../support/store.ts';

jest.setTimeout(60_000);

describe('opening the store', () => {
  test('makes the tables once, though many open it at the same moment', async () => {
    const empty = await freshDatabase({ empty: true });
    const stores = await Promise.all(
      Array.from({ length: 4 }, () => openStore({ databaseUrl: empty.url, keys: testKeys })),
    );
    const health = await stores[0]!.health();
    expect(health).toMatchObject({
      migrations: MIGRATIONS.length,
      households: 0,
      ledgerPending: 0,
    });
    expect(health.serverVersion).toMatch(/^\d+/);
    for (const one of stores) await one.close();
    await empty.drop();
  });

  test('is refused where a newer version was, where keys differ and where no server is', async () => {
    const other = await freshDatabase();
    await (await openStore({ databaseUrl: other.url, keys: testKeys })).close();
    const wrongKeys = keysFromText(JSON.stringify(generateKeyRing()), 'test');
    await expect(openStore({ databaseUrl: other.url, keys: wrongKeys })).rejects.toMatchObject({
      code: 'KEY_WRONG',
    });
    const client = new pg.Client({ connectionString: other.url });
    await client.connect();
    await client.query(
      `insert into hedui_migrations (name, batch, migration_time) values ('9999-future', 9, now())`,
    );
    await client.end();
    await expect(openStore({ databaseUrl: other.url, keys: testKeys })).rejects.toMatchObject({
      code: 'STORE_SCHEMA_NEWER',
    });
    await other.drop();
    const nowhere = new URL(other.url);
    nowhere.port = '1';
    await expect(openStore({ databaseUrl: nowhere.href, keys: testKeys })).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      retryable: true,
    });
  });
});
