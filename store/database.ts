// Connections to our database, and the way values come back from it.

import pg from 'pg';
import { HeduiError } from '../domain/errors.ts';

/** Object identifiers of PostgreSQL's types, pg_type.dat. */
const OID = { int8: 20, date: 1082, timestamptz: 1184 };

const types = new pg.TypeOverrides();
// A date as a Date object belongs to another day in another time zone.
types.setTypeParser(OID.date, 'text', (text) => text);
types.setTypeParser(OID.int8, 'text', safeInteger);
types.setTypeParser(OID.timestamptz, 'text', (text) => new Date(text).toISOString());

/** Ids and counts; none comes near 2^53. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint beyond the safe integers');
  return value;
}

/** SQLSTATE classes that say the server is gone, starting or full, not that the statement is wrong. */
const UNREACHABLE = /^(08|57P0|53300|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|EHOSTUNREACH)/;
const DISK_FULL = '53100';

export type Row = Record<string, unknown>;

export class Database {
  readonly #pool: pg.Pool;

  constructor(options: { databaseUrl: string; poolSize: number; applicationName: string }) {
    this.#pool = new pg.Pool({
      connectionString: options.databaseUrl,
      max: options.poolSize,
      application_name: options.applicationName,
      types,
    });
    // A connection that breaks while idle is replaced at the next query, which reports what it meets.
    this.#pool.on('error', () => {});
  }

  async rows<Shape extends Row>(text: string, values: unknown[] = []): Promise<Shape[]> {
    return asHeduiErrors(async () => (await this.#pool.query<Shape>(text, values)).rows);
  }

  async one<Shape extends Row>(text: string, values: unknown[] = []): Promise<Shape | null> {
    return (await this.rows<Shape>(text, values))[0] ?? null;
  }

  /** All of it or nothing. */
  async transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return asHeduiErrors(async () => {
      const client = await this.#pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('begin');
        const outcome = await work(client);
        await client.query('commit');
        return outcome;
      } catch (error) {
        await client.query('rollback').catch((lost: Error) => (broken = lost));
        throw error;
      } finally {
        client.release(broken);
      }
    });
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

export async function asHeduiErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === DISK_FULL) {
      throw new HeduiError(
        'STORE_DISK_FULL',
        {
          zh: '数据库所在磁盘已满，请清理后重试。',
          en: "The database's disk is full. Free some space and try again.",
        },
        { cause: error, retryable: true },
      );
    }
    const message = error instanceof Error ? error.message : '';
    const isGone = typeof code === 'string' && UNREACHABLE.test(code);
    if (isGone || message.startsWith('Connection terminated')) {
      throw new HeduiError(
        'STORE_UNREACHABLE',
        {
          zh: '无法连接数据库。请检查 DATABASE_URL 和数据库服务器，然后重试。',
          en: 'The database cannot be reached. Check DATABASE_URL and the server, then try again.',
        },
        { cause: error, retryable: true },
      );
    }
    throw error;
  }
}
