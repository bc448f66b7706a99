// The only file that knows which engine carries the queues: Redis, or PostgreSQL through BullMQ's own backend.

import {
  type BackendFactory,
  createPostgresBackend,
  DEFAULT_SCHEMA,
  type IQueueBackend,
  runMigrations,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { HeduiError } from '../domain/errors.ts';
import { outliveConnections } from '../store/database.ts';

export type Safekeeping = {
  /** Each change is written to disk (Redis: append-only file): a restart loses a second at most. */
  readonly writesEach: boolean;
  /** When memory runs out, the server would drop jobs rather than refuse new ones. */
  readonly mayDrop: boolean;
};

export type QueueEngine = {
  readonly name: 'redis' | 'postgres';
  readonly connection: unknown;
  readonly backend: BackendFactory<IQueueBackend, unknown> | undefined;
  safekeeping(): Promise<Safekeeping>;
  close(): Promise<void>;
};

/** The server that carries queues, whichever it is. @throws HeduiError QUEUE_UNREACHABLE */
export async function openQueueEngine(url: string): Promise<QueueEngine> {
  try {
    return url.startsWith('redis') ? await openRedis(url) : await openPostgres(url);
  } catch (cause) {
    const { protocol, host } = new URL(url);
    throw new HeduiError(
      'QUEUE_UNREACHABLE',
      {
        zh: `无法连接队列服务（${protocol}//${host}）。请检查 QUEUE_URL 以及该服务是否在运行。`,
        en: `The queue's server (${protocol}//${host}) cannot be reached. Check QUEUE_URL and that the server runs.`,
      },
      { cause, retryable: true },
    );
  }
}

async function openRedis(url: string): Promise<QueueEngine> {
  const probe = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: null });
  probe.on('error', () => undefined); // connect() below says what is wrong
  await probe.connect();
  probe.disconnect();
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  return {
    name: 'redis',
    connection,
    backend: undefined,
    async safekeeping() {
      const said = `${await connection.info('persistence')}\n${await connection.info('memory')}`;
      return {
        writesEach: /^aof_enabled:1/m.test(said),
        mayDrop: !/^maxmemory_policy:noeviction/m.test(said),
      };
    },
    async close() {
      await connection.quit();
    },
  };
}

/** One pool for all queues of the process, its search path on BullMQ's own schema. */
async function openPostgres(url: string): Promise<QueueEngine> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 24,
    keepAlive: true,
    options: `-c search_path=${DEFAULT_SCHEMA}`,
    application_name: 'hedui-queue',
  });
  pool.setMaxListeners(0); // each queue and worker of the process listens on it
  outliveConnections(pool);
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  return {
    name: 'postgres',
    connection: pool,
    backend: createPostgresBackend as BackendFactory<IQueueBackend, unknown>,
    safekeeping: async () => ({ writesEach: true, mayDrop: false }),
    async close() {
      await pool.end();
    },
  };
}
