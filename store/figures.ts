// Figures of what was verified, kept a chunk and summed for each region. They name no household and no person.

import type { CalendarDate } from '../domain/calendar.ts';
import { type RegionCode, regionPrefix } from '../domain/region.ts';
import type { Conclusion } from '../domain/report.ts';
import type { SchemeId } from '../domain/scheme.ts';
import type { Database } from './database.ts';

export type FiguresQuery = {
  /** First days of months, both included. */
  readonly from: CalendarDate;
  readonly until: CalendarDate;
  readonly region?: RegionCode | undefined;
  readonly scheme?: SchemeId | undefined;
};

/** Reports of a month with one conclusion. */
export type MonthTally = {
  readonly month: CalendarDate;
  readonly conclusion: Conclusion;
  readonly reports: number;
};

export type KindTally = {
  readonly kind: string;
  readonly reports: number;
};

/** What people made of findings. */
export type ReviewTally = {
  /** A kind of finding, or the region of an office. */
  readonly of: string;
  readonly confirmed: number;
  readonly dismissed: number;
};

/** Batches submitted in a month, and how long their households waited. */
export type MonthOfWaiting = {
  readonly month: CalendarDate;
  readonly batches: number;
  readonly households: number;
  /** Of these, with a report. */
  readonly reported: number;
  /** From submission until the chunk was sealed; null while nothing is. Weighed by households. */
  readonly medianSeconds: number | null;
  readonly p95Seconds: number | null;
};

/** Chunks that are counted in one transaction. */
const CHUNKS_AT_ONCE = 200;
const COUNTER_LOCK = 'figures/counter';

export type Figures = ReturnType<typeof figuresIn>;

export function figuresIn(database: Database) {
  return {
    /**
     * Counts the chunks whose reports have changed. One at a time does.
     * @returns how many places were taken from the list: more may wait when it is not 0
     */
    async countChanged(): Promise<number> {
      return database.transaction(async (client) => {
        const { rows: lock } = await client.query<{ mine: boolean }>(
          'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as mine',
          [COUNTER_LOCK],
        );
        if (lock[0]?.mine !== true) return 0;
        const { rows: taken } = await client.query<{
          batch_id: number;
          first_seq: number;
          last_seq: number;
        }>(
          `delete from reports_to_count where ctid = any(array(select ctid from reports_to_count limit $1))
           returning batch_id, first_seq, last_seq`,
          [CHUNKS_AT_ONCE],
        );
        if (taken.length === 0) return 0;
        const { rows: chunks } = await client.query<{ batch_id: number; seq: number }>(
          `select distinct c.batch_id, c.seq
           from unnest($1::bigint[], $2::int[], $3::int[]) as t (batch_id, first_seq, last_seq)
           join chunks c on c.batch_id = t.batch_id and c.first_seq <= t.last_seq and c.last_seq >= t.first_seq`,
          [
            taken.map((one) => one.batch_id),
            taken.map((one) => one.first_seq),
            taken.map((one) => one.last_seq),
          ],
        );
        const given = [chunks.map((one) => one.batch_id), chunks.map((one) => one.seq)];
        // At once, so that they are taken from the sums of their regions in one statement.
        await client.query(
          `delete from chunk_tallies f using unnest($1::bigint[], $2::int[]) as t (batch_id, seq)
           where f.batch_id = t.batch_id and f.chunk_seq = t.seq`,
          given,
        );
        await client.query(
          `delete from chunk_figures f using unnest($1::bigint[], $2::int[]) as t (batch_id, seq)
           where f.batch_id = t.batch_id and f.chunk_seq = t.seq`,
          given,
        );
        await client.query(COUNT_CHUNKS, given);
        return taken.length;
      });
    },

    /** Current reports by month of issue and conclusion. */
    async months(query: FiguresQuery): Promise<MonthTally[]> {
      return database.rows<MonthTally>(
        `select month, conclusion, sum(reports) as reports from region_tallies
         where kind = '' and ${TALLIES_OF} group by 1, 2 having sum(reports) > 0 order by 1, 2`,
        valuesOf(query),
      );
    },

    /** Reports by kind of finding, the most frequent first. */
    async kinds(query: FiguresQuery): Promise<KindTally[]> {
      return database.rows<KindTally>(
        `select kind, sum(reports) as reports from region_tallies
         where kind <> '' and ${TALLIES_OF} group by 1 having sum(reports) > 0 order by 2 desc, 1`,
        valuesOf(query),
      );
    },

    /** What people confirmed and dismissed, by kind of finding or by office, the most dismissed first. */
    async reviews(by: 'kind' | 'region', query: FiguresQuery): Promise<ReviewTally[]> {
      return database.rows<ReviewTally>(
        `select ${by} as of, coalesce(sum(reviews) filter (where decision = 'confirm'), 0) as confirmed,
                coalesce(sum(reviews) filter (where decision = 'dismiss'), 0) as dismissed
         from review_tallies where ${REVIEWS_OF} group by 1 order by 3 desc, 1`,
        valuesOf(query),
      );
    },

    /** How long households wait for their report, by month of submission. */
    async waiting(query: FiguresQuery): Promise<MonthOfWaiting[]> {
      return database.rows<MonthOfWaiting>(
        `with asked as (
           select date_trunc('month', submitted_at at time zone 'Asia/Shanghai')::date as month, batch_id, households,
                  sealed_at, extract(epoch from sealed_at - submitted_at)::float8 as seconds
           from chunk_figures
           where submitted_at >= ($1::date)::timestamp at time zone 'Asia/Shanghai'
             and submitted_at < ($2::date + interval '1 month') at time zone 'Asia/Shanghai'
             and ($3::text is null or region >= $3 and region < $3 || ':')
             and ($4::text is null or scheme = $4)),
         placed as (
           select *, sum(households) over (partition by month order by seconds nulls last) as upto,
                  sum(households) filter (where sealed_at is not null) over (partition by month) as sealed
           from asked)
         select month, count(distinct batch_id) as batches, sum(households) as households,
                coalesce(sum(households) filter (where sealed_at is not null), 0) as reported,
                min(seconds) filter (where upto >= sealed * 0.5) as "medianSeconds",
                min(seconds) filter (where upto >= sealed * 0.95) as "p95Seconds"
         from placed group by month order by month`,
        valuesOf(query),
      );
    },
  };
}

const COUNT_CHUNKS = `
  with given as (
    select c.batch_id, c.seq, c.first_seq, c.last_seq, c.households, c.sealed_at, b.region, b.scheme, b.purpose,
           b.submitted_by, b.submitted_at
    from unnest($1::bigint[], $2::int[]) as t (batch_id, seq)
    join chunks c on c.batch_id = t.batch_id and c.seq = t.seq join batches b on b.id = c.batch_id),
  figures as (
    insert into chunk_figures
      (batch_id, chunk_seq, region, scheme, purpose, submitted_by, submitted_at, sealed_at, households)
    select batch_id, seq, region, scheme, purpose, submitted_by, submitted_at, sealed_at, households from given)
  insert into chunk_tallies (batch_id, chunk_seq, region, scheme, month, conclusion, kind, reports)
  select g.batch_id, g.seq, g.region, g.scheme,
         date_trunc('month', r.issued_at at time zone 'Asia/Shanghai')::date as month, r.conclusion, k.kind, count(*)
  from given g
  join reports r on r.batch_id = g.batch_id and r.seq between g.first_seq and g.last_seq and r.is_current
  cross join lateral unnest(r.finding_kinds || array[null]::text[]) as k (kind)
  group by g.batch_id, g.seq, g.region, g.scheme, 5, r.conclusion, k.kind`;

const TALLIES_OF = `prefix = (select figures_prefix($3)) and month between $1 and $2
  and ($4::text is null or scheme = $4)`;

const REVIEWS_OF = `month between $1 and $2
  and ($3::text is null or region >= $3 and region < $3 || ':')
  and ($4::text is null or scheme = $4)`;

function valuesOf({ from, until, region, scheme }: FiguresQuery): unknown[] {
  return [from, until, region === undefined ? null : regionPrefix(region), scheme ?? null];
}
