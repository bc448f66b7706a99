import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import pg from 'pg';
import { beSeen } from '../../../jobs/be-seen.ts';
import { migrate, migrationsWaiting } from '../../../store/migrate.ts';
import { keysFromText } from '../../../store/encryption/key-provider.ts';
import { generateKeyRing } from '../../../store/encryption/key-ring.ts';
import { openStore } from '../../../store/store.ts';
import { MIGRATIONS } from '../../../store/migrations/migration-list.ts';
import { freshDatabase } from '../../support/database.ts';
import { testKeys } from '../../support/store.ts';

describe('opening the store', () => {
  test('applies migrations in the order of their names, by which versions are told apart', () => {
    const names = MIGRATIONS.map(({ name }) => name);
    expect(names).toEqual(names.toSorted());
  });

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
    await asOwner(other.url, [
      `insert into hedui_migrations (name, batch, migration_time) values ('9999-future', 9, now())`,
      `update schema_terms set needs = '9999-future'`,
    ]);
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

/** What a later version of the program would bring. */
const ADDS = {
  name: '9001-adds',
  up: (knex: Knex) => knex.schema.createTable('later_things', (table) => table.text('name')),
  down: (knex: Knex) => knex.schema.dropTable('later_things'),
};
const TAKES_AWAY = {
  name: '9002-takes-away',
  needs: '9001-adds',
  up: (knex: Knex) => knex.schema.alterTable('workers', (table) => table.dropColumn('version')),
  down: () => Promise.resolve(),
};

describe('two versions on one database', () => {
  test('what only adds lets the older one work on, and start again', async () => {
    const shared = await freshDatabase();
    expect(await migrationsWaiting(shared.url, [...MIGRATIONS, ADDS])).toEqual(['9001-adds']);
    expect(await migrate(shared.url, [...MIGRATIONS, ADDS])).toEqual(['9001-adds']);
    expect(await migrate(shared.url, [...MIGRATIONS, ADDS])).toEqual([]);

    const older = await openStore({ databaseUrl: shared.url, keys: testKeys });
    expect(await older.isCarried()).toBe(true);
    await older.close();
    await shared.drop();
  });

  test('what takes away waits until no older worker is left, and then keeps older ones out', async () => {
    const shared = await freshDatabase();
    const older = await openStore({ databaseUrl: shared.url, keys: testKeys });
    const self = { id: randomUUID(), host: 'desk-7', processId: 4711, version: '0.1.0' };
    expect(await older.workers.seen(self)).toBe(true);

    const newer = [...MIGRATIONS, ADDS, TAKES_AWAY];
    await expect(migrate(shared.url, newer)).rejects.toMatchObject({
      code: 'STORE_PROCESSES_OLDER',
      message: expect.stringContaining('desk-7 4711'),
    });
    // Nothing was applied, not even what only adds.
    expect(await migrationsWaiting(shared.url, newer)).toEqual(['9001-adds', '9002-takes-away']);

    await older.workers.ended(self.id);
    expect(await migrate(shared.url, newer)).toEqual(['9001-adds', '9002-takes-away']);
    expect(await older.isCarried()).toBe(false);
    await older.close();
    await expect(openStore({ databaseUrl: shared.url, keys: testKeys })).rejects.toMatchObject({
      code: 'STORE_SCHEMA_NEWER',
    });
    // The version between them needs no more than it knows.
    expect(await migrationsWaiting(shared.url, [...MIGRATIONS, ADDS])).toEqual([]);
    await shared.drop();
  });

  test('a worker that was silent while it was taken away is told at its next sign of life', async () => {
    const shared = await freshDatabase();
    const older = await openStore({ databaseUrl: shared.url, keys: testKeys });
    await asOwner(shared.url, [`update schema_terms set needs = '9999-future'`]);
    const outdated = new AbortController();
    const seen = await beSeen(older.workers, {
      onError: (error) => {
        throw error;
      },
      onOutdated: () => outdated.abort(),
    });
    expect(outdated.signal.aborted).toBe(true);
    await seen.stop();
    await older.close();
    await shared.drop();
  });
});

async function asOwner(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
