// A whole flow, and then everything it wrote where it must not be read: the log at its most talkative, the metrics, what
// waits in the queue, every row of the database, the database server's own log. No person is in any of them.

import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import pg from 'pg';
import { pino } from 'pino';
import type { RegionCode } from '../../../domain/region.ts';
import type { Engine } from '../../../jobs/engine.ts';
import { openMetrics } from '../../../jobs/metrics.ts';
import { startWorking } from '../../../jobs/worker.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../../support/village.ts';

let village: Village;
let engine: Engine;
let sql: pg.Client;
/** Names, ID numbers, household numbers and numbers of authorisations. */
let planted: string[];
const log: string[] = [];

beforeAll(async () => {
  village = await openVillage();
  engine = await village.open();
  sql = new pg.Client({ connectionString: village.settings.databaseUrl ?? '' });
  await sql.connect();
  const rows = readFileSync(village.batchFile, 'utf8').trim().split('\n').slice(1);
  planted = [...new Set(rows.flatMap((row) => [0, 3, 4, 7].map((at) => row.split(',')[at] ?? '')))];
  expect(planted.length).toBeGreaterThan(20);
});
afterAll(async () => {
  await sql.end();
  await village.close();
});

function expectNobodyIn(what: string, text: string): void {
  expect([what, text.length > 0]).toEqual([what, true]);
  for (const secret of planted) expect([what, text.includes(secret)]).toEqual([what, false]);
}

/** Every row of every table, those of the queue too, as text; sealed values as hexadecimal. */
async function everyRow(): Promise<string> {
  const { rows: tables } = await sql.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql.query<{ text: string }>(`select t::text as text from ${name} t`);
    texts.push(name, ...rows.map(({ text }) => text));
  }
  return texts.join('\n');
}

/** Everything in Redis that belongs to this engine's queues; other tests share the server. */
async function everythingInRedis(): Promise<string> {
  const redis = new Redis(process.env['QUEUE_URL'] ?? '');
  try {
    const installation = await engine.store.installation();
    const keys = await redis.keys(`*${installation}*`);
    const texts = await Promise.all(keys.map(async (key) => `${key} ${await valueOf(redis, key)}`));
    return texts.join('\n');
  } finally {
    await redis.quit();
  }
}

async function valueOf(redis: Redis, key: string): Promise<string> {
  switch (await redis.type(key)) {
    case 'string':
      return (await redis.get(key)) ?? '';
    case 'hash':
      return JSON.stringify(await redis.hgetall(key));
    case 'list':
      return JSON.stringify(await redis.lrange(key, 0, -1));
    case 'zset':
      return JSON.stringify(await redis.zrange(key, 0, '-1'));
    case 'stream':
      return JSON.stringify(await redis.xrange(key, '-', '+'));
    default:
      return '';
  }
}

test('no person is in the log, the metrics, the queue, the database or the log of its server', async () => {
  const { batchId } = await submitVillage(village, engine, { region: '371002001' as RegionCode });
  expectNobodyIn('the database while jobs wait', await everyRow());
  if (engine.queues.engine === 'redis') {
    const waiting = await everythingInRedis();
    expect(waiting).toContain(batchId);
    expectNobodyIn('Redis while jobs wait', waiting);
  }

  const talkative = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });
  const logging = {
    ...engine,
    log: talkative,
    lookupRoom: { ...engine.lookupRoom, log: talkative },
  };
  const metrics = openMetrics(logging);
  const working = await startWorking(logging, metrics.watch);
  await untilDone(engine, batchId);
  await working.stop();
  await engine.store.withdrawals.add({
    authorisationNo: planted.find((one) => one.startsWith('SQ-')) ?? '',
    region: '371002' as RegionCode,
    by: 'li.na',
    reason: planted[1] ?? '',
    on: null,
  });
  await engine.store.ledger.sequence();
  // A mistake in a statement that holds a value: the server's log must not repeat it.
  await sql.query('select $1::int', [planted[2]]).catch(() => {});

  expectNobodyIn('the log', log.join(''));
  expectNobodyIn('the metrics', (await metrics.page()).text);
  expectNobodyIn('the database', await everyRow());
  if (engine.queues.engine === 'redis') expectNobodyIn('Redis', await everythingInRedis());
  const serverLog = join(tmpdir(), `hedui-test-${process.ppid}`, 'postgres.log');
  if (existsSync(serverLog)) expectNobodyIn('the server’s log', readFileSync(serverLog, 'utf8'));
});
