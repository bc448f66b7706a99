// What the queue's server holds for work that waits.

import { DEFAULT_SCHEMA } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/** @param installation Redis keys of one begin with it; on PostgreSQL each has a database of its own */
export async function queueBytes(queueUrl: string, installation: string): Promise<number> {
  return queueUrl.startsWith('redis') ? redisBytes(queueUrl, installation) : tableBytes(queueUrl);
}

async function redisBytes(url: string, installation: string): Promise<number> {
  const redis = new Redis(url);
  let bytes = 0;
  const scan = redis.scanStream({ match: `hedui-${installation}*`, count: 1_000 });
  for await (const keys of scan as AsyncIterable<string[]>) {
    const sizes = await Promise.all(keys.map((key) => redis.memory('USAGE', key)));
    bytes += sizes.reduce<number>((sum, size) => sum + Number(size ?? 0), 0);
  }
  await redis.quit();
  return bytes;
}

async function tableBytes(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ bytes: string | null }>(
    `select sum(pg_total_relation_size(c.oid)) as bytes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r'`,
    [DEFAULT_SCHEMA],
  );
  await client.end();
  return Number(rows[0]?.bytes ?? 0);
}
