// A database for each test file, cloned from a template that has the tables already. The server is that of
// DATABASE_URL, or an embedded one that all Jest workers of the run share and that removes itself after.

import { createHash, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { acquireEmbedded } from '../../store/embedded/acquire.ts';
import { migrate } from '../../store/migrate.ts';
import { MIGRATIONS } from '../../store/migrations/migration-list.ts';

export type TestDatabase = {
  readonly url: string;
  /** Drops the database, whoever is still connected. */
  drop(): Promise<void>;
};

/** Held until this worker process ends: another file may follow. */
let server: Promise<string> | undefined;

async function serverUrl(): Promise<string> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') return given;
  // Jest's workers have the same parent.
  const folder = join(tmpdir(), `hedui-test-${process.ppid}`);
  server ??= acquireEmbedded({ folder, disposable: true }).then(({ url }) => url);
  return server;
}

/** @param empty without tables, for what is about making them. */
export async function freshDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const base = await serverUrl();
  const name = `hedui_test_${randomBytes(6).toString('hex')}`;
  await asAdmin(base, async (admin) => {
    const template = empty ? 'template0' : await makeTemplate(base, admin);
    await admin.query(`create database ${name} template ${template}`);
  });
  return {
    url: urlOf(base, name),
    drop: () =>
      asAdmin(base, async (admin) => {
        await admin.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

/** Named by what makes its tables, so that a changed migration gets another template. */
async function makeTemplate(base: string, admin: pg.Client): Promise<string> {
  const source = MIGRATIONS.map(({ name, up }) => `${name} ${String(up)}`).join('\n');
  const name = `hedui_template_${createHash('sha256').update(source).digest('hex').slice(0, 12)}`;
  // One after the other; the lock goes with the connection.
  await admin.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
  const { rows } = await admin.query('select from pg_database where datname = $1', [name]);
  if (rows.length === 0) {
    await admin.query(`drop database if exists ${name}_making with (force)`);
    await admin.query(`create database ${name}_making template template0`);
    await migrate(urlOf(base, `${name}_making`));
    await admin.query(`alter database ${name}_making rename to ${name}`);
  }
  return name;
}

async function asAdmin(base: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: base });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function urlOf(base: string, database: string): string {
  const url = new URL(base);
  url.pathname = `/${database}`;
  return url.href;
}
