// What a process of the engine has used so far: processor time, memory, statements sent to PostgreSQL.

import pg from 'pg';

export type Usage = {
  readonly cpuSeconds: number;
  /** The largest resident set so far. */
  readonly peakBytes: number;
  readonly statements: number;
};

let statements = 0;

/** Counts every statement that this process sends to PostgreSQL, the queue's and those to departments included. */
export function countStatements(): void {
  const { query } = Object.getOwnPropertyDescriptors(pg.Client.prototype);
  const send = query.value as (this: pg.Client, ...given: unknown[]) => unknown;
  Object.defineProperty(pg.Client.prototype, 'query', {
    ...query,
    value(this: pg.Client, ...given: unknown[]) {
      statements += 1;
      return send.apply(this, given);
    },
  });
}

export function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return {
    cpuSeconds: (user + system) / 1e6,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    statements,
  };
}
