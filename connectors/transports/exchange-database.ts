// A read-only connection to a department's exchange database: PostgreSQL, or MySQL and MariaDB, by its address.

import knex, { type Knex } from 'knex';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import { errorCode } from '../error-code.ts';
import { mysqlSettings, sqlState } from './mysql-settings.ts';
import { postgresSettings } from './postgres-settings.ts';

/**
 * A server keeps to its own limit of time, which is the department's. One that has vanished from the network keeps to none:
 * whoever asked would wait for ever.
 */
const SERVER_ENDS_FIRST_MS = 1_000;

type Binding = string | readonly string[];

export type ExchangeDatabase = {
  /** `?? …` with one array as its binding: whether a column is one of its values. */
  readonly isOneOf: string;
  /** `??` stands for a name, `?` for a value. Every column comes as text, as the record schemas expect. */
  rows(
    sql: string,
    bindings: readonly Binding[],
  ): Promise<readonly Record<string, string | null>[]>;
  close(): Promise<void>;
};

export function openExchangeDatabase(declaration: DepartmentDeclaration): ExchangeDatabase {
  const { address, limits } = declaration;
  const answerWithinMs = limits.timeoutMs + SERVER_ENDS_FIRST_MS;
  const isMysql = /^(mysql|mariadb):/.test(address);
  const { onCreated, ...settings } = isMysql
    ? mysqlSettings(declaration, answerWithinMs)
    : postgresSettings(declaration);
  const database = knex({
    ...settings,
    pool: { min: 0, max: limits.concurrency, afterCreate: onCreated },
    acquireConnectionTimeout: limits.timeoutMs,
    // Failures come back as outcomes; knex would also print them, with whatever the server put into its message.
    log: { warn: () => {}, error: () => {}, deprecate: () => {}, debug: () => {} },
  });
  const query = async (sql: string, bindings: readonly Binding[]) => {
    const result = await database
      .raw(sql, [...bindings] as Knex.RawBinding[])
      .timeout(answerWithinMs)
      .catch(sayOutOfTime);
    return isMysql ? result[0] : result.rows;
  };
  return {
    isOneOf: isMysql ? 'in (?)' : '= any(?)',
    async rows(sql, bindings) {
      // Every connection of the pool may be a lost one.
      for (let stale = 0; stale < limits.concurrency; stale++) {
        try {
          return await query(sql, bindings);
        } catch (error) {
          if (!isConnectionLost(error)) throw error;
        }
      }
      return query(sql, bindings);
    },
    close: () => database.destroy(),
  };
}

/** Knex says the same of a query without an answer and of a server without a connection; only the first was asked. */
function sayOutOfTime(error: unknown): never {
  const isOutOfTime =
    error instanceof knex.KnexTimeoutError && error.message.startsWith('Defined query timeout');
  throw isOutOfTime ? Object.assign(new Error('no answer in time'), { code: '57014' }) : error;
}

/** An idle connection that the server cut is noticed only when it is used: worth another try on a new one. */
function isConnectionLost(error: unknown): boolean {
  const code = sqlState(error) ?? errorCode(error);
  return code === '' || /^(08|57P0|ECONNRESET$|EPIPE$|PROTOCOL_)/.test(code);
}
