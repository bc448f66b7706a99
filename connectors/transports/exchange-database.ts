// A read-only connection to a department's exchange database.

import knex, { type Knex } from 'knex';
import type { Client } from 'pg';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import { errorCode } from '../error-code.ts';

type Binding = string | readonly string[];

export type ExchangeDatabase = {
  /** `??` stands for a name, `?` for a value. Every column comes as text, as the record schemas expect. */
  rows(
    sql: string,
    bindings: readonly Binding[],
  ): Promise<readonly Record<string, string | null>[]>;
  close(): Promise<void>;
};

export function openExchangeDatabase({
  address,
  credentials,
  limits,
}: DepartmentDeclaration): ExchangeDatabase {
  const { user, password } = credentials;
  const database = knex({
    client: 'pg',
    connection: {
      connectionString: address,
      ...(user && { user }),
      ...(password && { password }),
      connectionTimeoutMillis: limits.timeoutMs,
      // Text for every type: a date must not become a Date, nor a decimal a float.
      types: { getTypeParser: () => (text: string) => text },
    },
    pool: {
      min: 0,
      max: limits.concurrency,
      afterCreate: (client: Client, done: (error: Error | null, client: Client) => void) => {
        const session = `set default_transaction_read_only = on; set statement_timeout = ${limits.timeoutMs}`;
        client.query(session, (error) => done(error, client));
      },
    },
    acquireConnectionTimeout: limits.timeoutMs,
    // Failures come back as outcomes; knex would also print them, with whatever the server put into its message.
    log: { warn: () => {}, error: () => {}, deprecate: () => {}, debug: () => {} },
  });
  const query = async (sql: string, bindings: readonly Binding[]) =>
    (await database.raw(sql, [...bindings] as Knex.RawBinding[])).rows;
  return {
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
  const code = errorCode(error);
  return code === '' || code === 'ECONNRESET' || /^(08|57P0)/.test(code);
}
