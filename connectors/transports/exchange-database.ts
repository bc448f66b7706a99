// A read-only connection to a department's exchange database.

import { type Knex, knex } from 'knex';
import type { Client } from 'pg';
import type { DepartmentDeclaration } from '../../config/departments.ts';

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
  });
  return {
    rows: async (sql, bindings) =>
      (await database.raw(sql, [...bindings] as Knex.RawBinding[])).rows,
    close: () => database.destroy(),
  };
}
