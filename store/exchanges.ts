// How departments behaved: one record a question, for the scorecard. Holds no personal data.

import type { CalendarDate, Instant } from '../domain/calendar.ts';
import type { DepartmentId } from '../domain/lookup.ts';
import { type ChunkId, chunkNumbers } from './batch-ids.ts';
import type { Database } from './database.ts';

export type Exchange = {
  readonly department: DepartmentId;
  readonly chunkId: ChunkId;
  /** Requests or files sent. */
  readonly requests: number;
  /** Of the requests: not answered, or not in a form that can be understood. */
  readonly failedRequests: number;
  readonly persons: number;
  /** Lookups answered, and not. */
  readonly answered: number;
  readonly unanswered: number;
  /** Households about which it corrected what it had said before. */
  readonly corrected: number;
  readonly records: number;
  /** Of the records: broke their schema. */
  readonly flawedRecords: number;
  readonly faults: readonly { readonly kind: string; readonly count: number }[];
  /** Of each request that was answered. */
  readonly responseMs: readonly number[];
  /** The oldest day that its data was said to be of; null when nothing was answered. */
  readonly asOf: CalendarDate | null;
  /** The whole question, the waiting for the rate limit included. */
  readonly ms: number;
  readonly at: Instant;
};

/** One department since a day. Shares are null where there is nothing to divide by. */
export type Score = {
  readonly department: DepartmentId;
  readonly requests: number;
  readonly failedRequests: number;
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
  readonly records: number;
  readonly flawedRecords: number;
  readonly recordsToday: number;
  /** Lookups answered, and those unanswered when their chunk was last asked about. */
  readonly answered: number;
  readonly unanswered: number;
  readonly corrected: number;
  /** Of the data of the last answer. */
  readonly asOf: CalendarDate | null;
  readonly lastAnsweredAt: Instant | null;
};

export type ErrorCount = {
  readonly department: DepartmentId;
  readonly kind: string;
  readonly count: number;
};

/** One department on one day (Asia/Shanghai). */
export type DayOfService = {
  readonly day: CalendarDate;
  readonly requests: number;
  readonly failedRequests: number;
  readonly answered: number;
  readonly unanswered: number;
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
};

export type Exchanges = ReturnType<typeof exchangesIn>;

export function exchangesIn(database: Database) {
  return {
    async record(exchange: Exchange): Promise<void> {
      const { batch, seq } = chunkNumbers(exchange.chunkId);
      await database.rows(
        `insert into exchanges (department, batch_id, chunk_seq, requests, failed_requests, persons, answered,
                                unanswered, corrected, records, flawed_records, faults, response_ms, as_of, ms, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
        [
          exchange.department,
          batch,
          seq,
          exchange.requests,
          exchange.failedRequests,
          exchange.persons,
          exchange.answered,
          exchange.unanswered,
          exchange.corrected,
          exchange.records,
          exchange.flawedRecords,
          JSON.stringify(exchange.faults),
          exchange.responseMs,
          exchange.asOf,
          Math.round(exchange.ms),
          exchange.at,
        ],
      );
    },

    /** @param startOfToday midnight in Asia/Shanghai */
    async scores(since: Instant, startOfToday: Instant): Promise<Score[]> {
      return database.rows<Score>(
        `with since as (select * from exchanges where at >= $1),
         times as (
           select department,
                  percentile_cont(0.5) within group (order by ms) as median_ms,
                  percentile_cont(0.95) within group (order by ms) as p95_ms
           from (select department, unnest(response_ms) as ms from since) as responses group by department),
         left_over as (
           select department, sum(unanswered) as unanswered
           from (select distinct on (department, batch_id, chunk_seq) department, unanswered
                 from since order by department, batch_id, chunk_seq, at desc, id desc) as last
           group by department)
         select e.department, sum(e.requests) as requests, sum(e.failed_requests) as "failedRequests",
                round(t.median_ms)::int as "medianMs", round(t.p95_ms)::int as "p95Ms",
                sum(e.records) as records, sum(e.flawed_records) as "flawedRecords",
                coalesce(sum(e.records) filter (where e.at >= $2), 0) as "recordsToday",
                sum(e.answered) as answered, l.unanswered, sum(e.corrected) as corrected,
                (array_agg(e.as_of order by e.at desc) filter (where e.as_of is not null))[1]::text as "asOf",
                max(e.at) filter (where e.answered > 0) as "lastAnsweredAt"
         from since e left join times t using (department) join left_over l using (department)
         group by e.department, t.median_ms, t.p95_ms, l.unanswered order by e.department`,
        [since, startOfToday],
      );
    },

    /** How one department served day by day. */
    async days(department: DepartmentId, since: Instant): Promise<DayOfService[]> {
      return database.rows<DayOfService>(
        `with since as (
           select *, (at at time zone 'Asia/Shanghai')::date as day from exchanges
           where department = $1 and at >= $2),
         times as (
           select day, percentile_cont(0.5) within group (order by one) as median_ms,
                  percentile_cont(0.95) within group (order by one) as p95_ms
           from since, unnest(response_ms) as one group by day)
         select s.day, sum(s.requests) as requests, sum(s.failed_requests) as "failedRequests",
                sum(s.answered) as answered, sum(s.unanswered) as unanswered,
                round(t.median_ms)::int as "medianMs", round(t.p95_ms)::int as "p95Ms"
         from since s left join times t using (day)
         group by s.day, t.median_ms, t.p95_ms order by s.day`,
        [department, since],
      );
    },

    /** Faults by kind, the most frequent first. */
    async errors(since: Instant): Promise<ErrorCount[]> {
      return database.rows<ErrorCount>(
        `select department, f.kind, sum(f.count) as count
         from exchanges, jsonb_to_recordset(faults) as f (kind text, count int)
         where at >= $1 group by department, f.kind order by department, count desc, f.kind`,
        [since],
      );
    },
  };
}
