// A database of its own for each run on given servers, gone afterwards with all that the queue's server keeps of it.

import { Redis } from 'ioredis';
import pg from 'pg';
import type { Servers } from './engine-run.ts';

export type Given = { readonly databaseUrl: string; readonly queueUrl: string | null };

let made = 0;

/** What runs that were killed have left behind. A run that still lives keeps its own: its process is in the name. */
export async function dropLeftovers({ databaseUrl, queueUrl }: Given): Promise<void> {
  const admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
  try {
    const { rows } = await admin.query<{ name: string }>(
      "select datname as name from pg_database where datname ~ '^hedui_bench_[0-9]+_[0-9]+$'",
    );
    for (const { name } of rows) {
      if (isAlive(Number(name.split('_')[2]))) continue;
      const url = new URL(databaseUrl);
      url.pathname = `/${name}`;
      await forgetQueues(queueUrl, url.href);
      await admin.query(`drop database if exists ${name} with (force)`);
    }
  } finally {
    await admin.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** @param given null: each run has an embedded server in its own home, from a cold start */
export async function withServers<T>(
  given: Given | null,
  work: (servers: Servers) => Promise<T>,
): Promise<T> {
  if (given === null) return work({ databaseUrl: null, queueUrl: null });
  made += 1;
  const name = `hedui_bench_${process.pid}_${made}`;
  const admin = new pg.Client({ connectionString: given.databaseUrl });
  await admin.connect();
  try {
    await admin.query(`create database ${name}`);
    const url = new URL(given.databaseUrl);
    url.pathname = `/${name}`;
    try {
      return await work({ databaseUrl: url.href, queueUrl: given.queueUrl });
    } finally {
      await forgetQueues(given.queueUrl, url.href);
      await admin.query(`drop database if exists ${name} with (force)`);
    }
  } finally {
    await admin.end();
  }
}

/** On Redis the keys of an installation begin with its id. */
async function forgetQueues(queueUrl: string | null, databaseUrl: string): Promise<void> {
  if (!queueUrl?.startsWith('redis')) return;
  const store = new pg.Client({ connectionString: databaseUrl });
  await store.connect();
  const tables = await store.query("select from pg_tables where tablename = 'installation'");
  const { rows } = tables.rowCount
    ? await store.query<{ id: string }>('select id from installation')
    : { rows: [] };
  await store.end();
  const redis = new Redis(queueUrl);
  for (const { id } of rows) {
    const keys = redis.scanStream({ match: `hedui-${id}*`, count: 1_000 });
    for await (const some of keys) if (some.length > 0) await redis.del(...some);
  }
  await redis.quit();
}
