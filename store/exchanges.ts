// How departments behaved: one record a question, for the scorecard. Holds no personal data.

import type { Instant } from '../domain/calendar.ts';
import type { DepartmentId } from '../domain/lookup.ts';
import { type ChunkId, chunkNumbers } from './batch-ids.ts';
import type { Database } from './database.ts';

export type Exchange = {
  readonly department: DepartmentId;
  readonly chunkId: ChunkId;
  /** Requests or files sent. */
  readonly requests: number;
  readonly persons: number;
  /** Lookups answered, and not. */
  readonly answered: number;
  readonly unanswered: number;
  readonly faults: readonly { readonly kind: string; readonly count: number }[];
  readonly ms: number;
  readonly at: Instant;
};

export type Exchanges = ReturnType<typeof exchangesIn>;

export function exchangesIn(database: Database) {
  return {
    async record(exchange: Exchange): Promise<void> {
      const { batch, seq } = chunkNumbers(exchange.chunkId);
      await database.rows(
        `insert into exchanges (department, batch_id, chunk_seq, requests, persons, answered, unanswered,
                                faults, ms, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          exchange.department,
          batch,
          seq,
          exchange.requests,
          exchange.persons,
          exchange.answered,
          exchange.unanswered,
          JSON.stringify(exchange.faults),
          Math.round(exchange.ms),
          exchange.at,
        ],
      );
    },
  };
}
