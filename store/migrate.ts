// Brings a database's tables to the version of this program.

import type { Knex } from 'knex';
import pg from 'pg';
import { HeduiError } from '../domain/errors.ts';
import { asHeduiErrors } from './database.ts';
import { MIGRATIONS } from './migrations/migration-list.ts';
import { ensureViewerRole } from './viewer-role.ts';

const TABLE = 'hedui_migrations';
/** Any number does, as long as no other program locks by it: `hedui` in letters' places. */
const LOCK = 8_05_04_21_09;

/**
 * Safe to call from many processes at once.
 * @throws HeduiError STORE_ROLE_MISSING, STORE_SCHEMA_NEWER when a newer hedui has been at this database.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  await asHeduiErrors(() => migrateLocked(databaseUrl));
}

async function migrateLocked(databaseUrl: string): Promise<void> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'hedui migrate',
  });
  await client.connect();
  try {
    await ensureViewerRole(client);
    if (await isUpToDate(client)) return;
    // Not knex's own lock: that is a row, and stays locked when its holder is killed.
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    if (await isUpToDate(client)) return;
    await runMigrations(databaseUrl);
  } finally {
    await client.end();
  }
}

async function isUpToDate(client: pg.Client): Promise<boolean> {
  const there = await client.query('select to_regclass($1) as table', [TABLE]);
  if (there.rows[0].table === null) return false;
  const applied = await client.query(`select name from ${TABLE} order by id`);
  const names = applied.rows.map((row) => row.name);
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  if (names.some((name) => !known.has(name))) {
    throw new HeduiError('STORE_SCHEMA_NEWER', {
      zh: '数据库已由更新版本的 hedui 升级，请使用该版本。',
      en: 'This database was upgraded by a newer hedui. Use that version.',
    });
  }
  return names.length === MIGRATIONS.length;
}

async function runMigrations(databaseUrl: string): Promise<void> {
  // Loaded here because most starts need no migration, and knex takes longer to load than they take.
  const { default: knex } = await import('knex');
  const database = knex({ client: 'pg', connection: databaseUrl, pool: { min: 0, max: 1 } });
  const options: Knex.MigratorConfig = {
    tableName: TABLE,
    migrationSource: {
      getMigrations: async () => [...MIGRATIONS],
      getMigrationName: (migration: (typeof MIGRATIONS)[number]) => migration.name,
      getMigration: async (migration: (typeof MIGRATIONS)[number]) => migration,
    },
  };
  try {
    // We hold the advisory lock, so a row that says locked was left by a process that is gone.
    await database.migrate.forceFreeMigrationsLock(options);
    await database.migrate.latest(options);
  } finally {
    await database.destroy();
  }
}
