// Clocks of steps that must be done in time, the cards given for them, and what they come to in a month.

import type { CalendarDate } from '../domain/calendar.ts';
import type { DepartmentId } from '../domain/lookup.ts';
import type { RegionCode } from '../domain/region.ts';
import type { SchemeId } from '../domain/scheme.ts';
import type { Card, CardLevel, Clock, SupervisionLine } from '../domain/supervision.ts';
import { type BatchId, batchIdOf } from './batch-ids.ts';
import type { Database } from './database.ts';

/** A batch whose clocks may still run, as its tables tell. Days are those of Asia/Shanghai. */
export type WatchedBatch = {
  readonly id: BatchId;
  readonly scheme: SchemeId;
  readonly region: RegionCode;
  readonly submittedOn: CalendarDate;
  /** The day on which every household had a report; null: not yet. */
  readonly reportedOn: CalendarDate | null;
  readonly departments: readonly {
    readonly department: DepartmentId;
    readonly isComplete: boolean;
    /** Of its last answer. */
    readonly answeredOn: CalendarDate | null;
  }[];
};

const CLOCK = `
  c.subject, c.kind, c.region, c.department, c.started_on as "startedOn", c.due_on as "dueOn", c.done_on as "doneOn"`;
const DAY = (column: string) => `(${column} at time zone 'Asia/Shanghai')::date`;

export type Supervision = ReturnType<typeof supervisionIn>;

export function supervisionIn(database: Database) {
  return {
    /** Submitted since a day, or with a clock that runs. */
    async batches(since: CalendarDate): Promise<WatchedBatch[]> {
      const batches = await database.rows<
        Omit<WatchedBatch, 'id' | 'departments'> & { id: number }
      >(
        `select b.id, b.scheme, b.region, ${DAY('b.submitted_at')} as "submittedOn",
                (select case when bool_and(c.sealed_at is not null) then ${DAY('max(c.sealed_at)')} end
                 from chunks c where c.batch_id = b.id) as "reportedOn"
         from batches b
         where b.kind = 'submitted' and b.state = 'running'
           and (b.submitted_at >= $1::date
                or exists (select from clocks k where k.done_on is null and split_part(k.subject, '/', 1) = 'B' || b.id))
         order by b.id`,
        [since],
      );
      const departments = await database.rows<{
        batch_id: number;
        department: DepartmentId;
        isComplete: boolean;
        answeredOn: CalendarDate | null;
      }>(
        `select a.batch_id, a.department,
                sum(a.complete) >= (select b.households from batches b where b.id = a.batch_id) as "isComplete",
                (select ${DAY('max(e.at)')} from exchanges e
                 where e.batch_id = a.batch_id and e.department = a.department and e.answered > 0) as "answeredOn"
         from chunk_answers a where a.batch_id = any($1) group by 1, 2`,
        [batches.map(({ id }) => id)],
      );
      return batches.map(({ id, ...batch }) => ({
        ...batch,
        id: batchIdOf(id),
        departments: departments
          .filter((one) => one.batch_id === id)
          .map(({ department, isComplete, answeredOn }) => ({
            department,
            isComplete,
            answeredOn,
          })),
      }));
    },

    /** Sets clocks, and stops those that are done. A time limit that was set stays as it was. */
    async keep(clocks: readonly Clock[]): Promise<void> {
      await database.rows(
        `insert into clocks (subject, kind, region, department, started_on, due_on, done_on)
         select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[], $6::date[], $7::date[])
         on conflict (subject) do update set done_on = coalesce(clocks.done_on, excluded.done_on)`,
        [
          clocks.map((one) => one.subject),
          clocks.map((one) => one.kind),
          clocks.map((one) => one.region),
          clocks.map((one) => one.department),
          clocks.map((one) => one.startedOn),
          clocks.map((one) => one.dueOn),
          clocks.map((one) => one.doneOn),
        ],
      );
    },

    async running(): Promise<Clock[]> {
      return database.rows<Clock>(
        `select ${CLOCK} from clocks c where c.done_on is null order by c.due_on, c.subject`,
      );
    },

    /** @returns those that had not been given before */
    async give(cards: readonly Card[]): Promise<Card[]> {
      const rows = await database.rows<{ subject: string; level: CardLevel }>(
        `insert into cards (subject, level, given_on)
         select * from unnest($1::text[], $2::text[], $3::date[]) on conflict do nothing returning subject, level`,
        [
          cards.map(({ clock }) => clock.subject),
          cards.map(({ level }) => level),
          cards.map(({ givenOn }) => givenOn),
        ],
      );
      const given = new Set(rows.map(({ subject, level }) => `${level} ${subject}`));
      return cards.filter(({ clock, level }) => given.has(`${level} ${clock.subject}`));
    },

    /** Steps that run and have a card, the gravest and longest overdue first. */
    async openCards(limit: number): Promise<Card[]> {
      const rows = await database.rows<Clock & { level: CardLevel; givenOn: CalendarDate }>(
        `select distinct on (c.subject) ${CLOCK}, k.level, k.given_on as "givenOn"
         from clocks c join cards k on k.subject = c.subject where c.done_on is null
         order by c.subject, k.level = 'red' desc`,
      );
      return rows
        .map(({ level, givenOn, ...clock }) => ({ level, givenOn, clock }))
        .toSorted(
          (one, other) =>
            Number(other.level === 'red') - Number(one.level === 'red') ||
            (one.clock.dueOn < other.clock.dueOn ? -1 : 1),
        )
        .slice(0, limit);
    },

    /** What began in a month, by department and by office. */
    async table(
      from: CalendarDate,
      until: CalendarDate,
      today: CalendarDate,
    ): Promise<SupervisionLine[]> {
      return database.rows<SupervisionLine>(
        `select coalesce(department, region) as "of", kind, count(*) as begun,
                count(*) filter (where done_on <= due_on) as "inTime",
                count(*) filter (where done_on > due_on) as late,
                count(*) filter (where done_on is null and $3 <= due_on) as running,
                count(*) filter (where done_on is null and $3 > due_on) as overdue
         from clocks where started_on between $1 and $2
         group by 1, 2 order by array_position(array['department', 'report', 'objection', 'correction'], kind), 1`,
        [from, until, today],
      );
    },
  };
}
