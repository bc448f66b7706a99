// Brings a database's tables to the version of this program.

import type { Knex } from 'knex';
import pg from 'pg';
import { HeduiError } from '../domain/errors.ts';
import { asHeduiErrors } from './database.ts';
import { type Migration, MIGRATIONS } from './migrations/migration-list.ts';
import { ensureViewerRole } from './viewer-role.ts';
import { DEAD_AFTER_SECONDS } from './worker-silence.ts';

const TABLE = 'hedui_migrations';
/** Any number does, as long as no other program locks by it: `hedui` in letters' places. */
const LOCK = 8_05_04_21_09;

/**
 * Safe to call from many processes at once. A program that finds migrations which it does not know works on, unless what it
 * was written for has been taken away.
 * @param migrations those that the program knows, in order
 * @returns the names of those that were applied
 * @throws HeduiError STORE_ROLE_MISSING, STORE_SCHEMA_NEWER when a newer hedui has been at this database and the schema no
 * longer carries this one, STORE_PROCESSES_OLDER when a migration would take away what a process still works with
 */
export async function migrate(
  databaseUrl: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<string[]> {
  return asHeduiErrors(() =>
    connected(databaseUrl, async (client) => {
      await ensureViewerRole(client);
      if ((await waiting(client, migrations)).length === 0) return [];
      // Not knex's own lock: that is a row, and stays locked when its holder is killed.
      await client.query('select pg_advisory_lock($1)', [LOCK]);
      const toApply = await waiting(client, migrations);
      for (const { needs } of toApply) {
        if (needs !== undefined) await refuseWhileOlderWork(client, needs, migrations);
      }
      if (toApply.length > 0) await apply(databaseUrl, migrations);
      return toApply.map(({ name }) => name);
    }),
  );
}

/** Migrations that a database lacks; none are applied. @throws HeduiError as `migrate` */
export async function migrationsWaiting(
  databaseUrl: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<string[]> {
  return asHeduiErrors(() =>
    connected(databaseUrl, async (client) =>
      (await waiting(client, migrations)).map(({ name }) => name),
    ),
  );
}

/** What the database says that a program must know; null: nothing beyond what it was opened with. */
export const NEEDED = 'select needs from schema_terms';

/** Whether a program that knows these migrations may work on a schema that needs one. */
export function isCarried(
  needs: string | null,
  migrations: readonly Migration[] = MIGRATIONS,
): boolean {
  return needs === null || migrations.some(({ name }) => name === needs);
}

async function connected<T>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'hedui migrate',
  });
  // A connection that is cut between two statements is told of here, and then by the next statement; unheard, it would end
  // the process.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function waiting(
  client: pg.Client,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  const isThere = async (table: string) =>
    (await client.query('select to_regclass($1) as table', [table])).rows[0].table !== null;
  if (!(await isThere(TABLE))) return migrations;
  const { rows } = await client.query<{ name: string }>(`select name from ${TABLE} order by id`);
  const applied = new Set(rows.map(({ name }) => name));
  const lacking = migrations.filter(({ name }) => !applied.has(name));
  const isNewer = applied.size + lacking.length > migrations.length;
  if (!isNewer) return lacking;
  const needs = (await isThere('schema_terms'))
    ? (await client.query<{ needs: string | null }>(NEEDED)).rows[0]?.needs
    : undefined;
  // A newer program has applied all that it knows, and so all that an older one knows.
  if (needs === undefined || !isCarried(needs, migrations) || lacking.length > 0) {
    throw schemaNewer();
  }
  return lacking;
}

const WORKS_STILL = `ended_at is null and seen_at > now() - interval '${DEAD_AFTER_SECONDS} seconds'`;

/** A migration's names rise with its place in the list. */
async function refuseWhileOlderWork(
  client: pg.Client,
  needs: string,
  migrations: readonly Migration[],
): Promise<void> {
  const { rows } = await client.query<{ who: string }>(
    `select host || ' ' || process_id as who from workers
     where ${WORKS_STILL} and (knows is null or not knows = any($1)) order by 1`,
    [migrations.map(({ name }) => name).filter((name) => name >= needs)],
  );
  if (rows.length === 0) return;
  const who = rows.map((row) => row.who).join(', ');
  throw new HeduiError('STORE_PROCESSES_OLDER', {
    zh: `仍有旧版本的 hedui 在运行（${who}），本次升级会移除其所需内容。请先结束这些进程再重试。`,
    en: `Older versions of hedui still work (${who}), and this upgrade takes away what they need. End them first, then try again.`,
  });
}

async function apply(databaseUrl: string, migrations: readonly Migration[]): Promise<void> {
  // Loaded here because most starts need no migration, and knex takes longer to load than they take.
  const { default: knex } = await import('knex');
  const database = knex({ client: 'pg', connection: databaseUrl, pool: { min: 0, max: 1 } });
  const options: Knex.MigratorConfig = {
    tableName: TABLE,
    migrationSource: {
      getMigrations: async () => [...migrations],
      getMigrationName: (migration: Migration) => migration.name,
      getMigration: async (migration: Migration) => ({ ...migration, up: withTerms(migration) }),
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

/** What it needs is written down in its own transaction. */
function withTerms({ up, needs }: Migration): Knex.Migration['up'] {
  if (needs === undefined) return up;
  return async (knex) => {
    await up(knex);
    await knex.raw('update schema_terms set needs = :needs where needs is null or needs < :needs', {
      needs,
    });
  };
}

export function schemaNewer(): HeduiError {
  return new HeduiError('STORE_SCHEMA_NEWER', {
    zh: '数据库已由更新版本的 hedui 升级，不再支持本版本，请使用更新的版本。',
    en: 'This database was upgraded by a newer hedui and no longer carries this version. Use the newer one.',
  });
}
