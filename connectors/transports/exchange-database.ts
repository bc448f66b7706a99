// A read-only connection to a department's exchange database: PostgreSQL, or MySQL and MariaDB, by its address.

import knex, { type Knex } from 'knex';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import { errorCode } from '../error-code.ts';
import { mysqlSettings, sqlState } from './mysql-settings.ts';
import { postgresSettings } from './postgres-settings.ts';

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
  const isMysql = /^(mysql|mariadb):/.test(address);
  const { onCreated, ...settings } = isMysql
    ? mysqlSettings(declaration)
    : postgresSettings(declaration);
  const database = knex({
    ...settings,
    pool: { min: 0, max: limits.concurrency, afterCreate: onCreated },
    acquireConnectionTimeout: limits.timeoutMs,
    // Failures come back as outcomes; knex would also print them, with whatever the server put into its message.
    log: { warn: () => {}, error: () => {}, deprecate: () => {}, debug: () => {} },
  });
  const query = async (sql: string, bindings: readonly Binding[]) => {
    const result = await database.raw(sql, [...bindings] as Knex.RawBinding[]);
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

/** An idle connection that the server cut is noticed only when it is used: worth another try on a new one. */
function isConnectionLost(error: unknown): boolean {
  const code = sqlState(error) ?? errorCode(error);
  return code === '' || /^(08|57P0|ECONNRESET$|EPIPE$|PROTOCOL_)/.test(code);
}
