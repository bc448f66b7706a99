// Connections to our database, and the way values come back from it.

import pg from 'pg';
import { HeduiError } from '../domain/errors.ts';
import { type RegionCode, regionPrefix } from '../domain/region.ts';
import type { Viewer } from '../domain/staff.ts';

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
/** What the client says of a connection that was lost, without a code. */
const LOST = /^Connection terminated|is not queryable$/;
const DISK_FULL = '53100';

export type Row = Record<string, unknown>;

/** Something to read from: the pool, or one connection amid a transaction. */
export type Rows = Pick<Database, 'rows'>;

export function amid(client: pg.PoolClient): Rows {
  return { rows: async (text, values) => (await client.query(text, values)).rows };
}

export type DatabaseOptions = {
  readonly databaseUrl: string;
  readonly poolSize: number;
  readonly applicationName: string;
};

export class Database {
  readonly #pool: pg.Pool;
  /** In whose name: null is the engine itself, which owns the tables and sees everything. */
  readonly #viewer: Viewer | null;

  private constructor(pool: pg.Pool, viewer: Viewer | null) {
    this.#pool = pool;
    this.#viewer = viewer;
  }

  /** The viewer's; undefined where there is none, and everything is seen. */
  get region(): RegionCode | undefined {
    return this.#viewer?.region;
  }

  static connect({ databaseUrl, poolSize, applicationName }: DatabaseOptions): Database {
    const pool = new pg.Pool({
      connectionString: databaseUrl,
      max: poolSize,
      application_name: applicationName,
      types,
    });
    outliveConnections(pool);
    return new Database(pool, null);
  }

  /** The same database as a viewer is shown it: row-level security applies to every statement. */
  as(viewer: Viewer): Database {
    return new Database(this.#pool, viewer);
  }

  async rows<Shape extends Row>(text: string, values: unknown[] = []): Promise<Shape[]> {
    if (this.#viewer !== null) {
      return this.transaction(async (client) => (await client.query<Shape>(text, values)).rows);
    }
    return asHeduiErrors(async () => (await this.#pool.query<Shape>(text, values)).rows);
  }

  async one<Shape extends Row>(text: string, values: unknown[] = []): Promise<Shape | null> {
    return (await this.rows<Shape>(text, values))[0] ?? null;
  }

  /** All of it or nothing. */
  async transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.#onConnection(async (client, giveUp) => {
      try {
        await client.query(this.#viewer === null ? 'begin' : beginAs(this.#viewer));
        const outcome = await work(client);
        await client.query('commit');
        return outcome;
      } catch (error) {
        await client.query('rollback').catch(giveUp);
        throw error;
      }
    });
  }

  /**
   * Work that one process at a time does, for as long as it takes. The lock is the connection's: it goes with a process that
   * is killed. A transaction's would hold back vacuum in every table until the work is over.
   * @returns null when another is at it
   */
  async whileAlone<T>(lock: string, work: () => Promise<T>): Promise<T | null> {
    return this.#onConnection(async (client, giveUp) => {
      const { rows } = await client.query<{ got: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as got',
        [lock],
      );
      if (rows[0]?.got !== true) return null;
      try {
        return await work();
      } finally {
        await client
          .query('select pg_advisory_unlock(hashtextextended($1, 0))', [lock])
          .catch(giveUp);
      }
    });
  }

  /** @param work is given what closes the connection afterwards: nobody knows what it was left in */
  async #onConnection<T>(
    work: (client: pg.PoolClient, giveUp: (error: Error) => void) => Promise<T>,
  ): Promise<T> {
    return asHeduiErrors(async () => {
      const client = await this.#pool.connect();
      let broken: Error | undefined;
      const giveUp = (error: Error) => {
        broken = error;
      };
      // A connection that breaks between two statements says so by an event, which would end the process unheard.
      client.on('error', giveUp);
      try {
        return await work(client, giveUp);
      } finally {
        client.off('error', giveUp);
        client.release(broken);
      }
    });
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

/**
 * A connection that breaks says so by an event, which would end the process unheard. One that was idle is replaced at the
 * next query, which reports what it meets; one that the server ends as soon as it is ready has nobody yet who listens.
 */
export function outliveConnections(pool: pg.Pool): void {
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
}

/** No page waits longer for one question. */
const VIEWER_WAITS_SECONDS = 15;

/** Begins a transaction that ends, with the role and the settings, at commit or rollback. */
function beginAs({ account, role, region, purpose }: Viewer): string {
  const prefix = regionPrefix(region);
  const settings = {
    'hedui.viewer_account': account,
    'hedui.viewer_role': role,
    'hedui.viewer_purpose': purpose ?? '',
    'hedui.viewer_from': prefix,
    // The character behind 9: codes hold digits only.
    'hedui.viewer_until': `${prefix}:`,
    statement_timeout: `${VIEWER_WAITS_SECONDS}s`,
    // Policies make plans look dear: compiling them took a third of a second where the rows took less than one millisecond.
    jit: 'off',
  };
  const set = Object.entries(settings).map(
    ([name, value]) => `set local ${name} = ${pg.escapeLiteral(value)};`,
  );
  return `begin; ${set.join(' ')} set local role hedui_viewer;`;
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
    if (isGone || LOST.test(message)) {
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
