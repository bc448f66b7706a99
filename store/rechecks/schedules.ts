// Which nights were worked through, and which schedules are paused.

import { type CalendarDate, type Instant, instant } from '../../domain/calendar.ts';
import type { DigestAlgorithm } from '../../domain/crypto-suite.ts';
import type { Database } from '../database.ts';
import { addEntries, type Deed, entryOf } from '../ledger/entries.ts';

export type ScheduleState = {
  readonly name: string;
  readonly pausedAt: Instant | null;
  readonly pausedBy: string | null;
  readonly pauseReason: string | null;
  readonly ranAt: Instant | null;
  readonly summary: unknown;
};

export type Night = {
  readonly night: CalendarDate;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly summary: unknown;
};

const NIGHT = 'night, started_at as "startedAt", finished_at as "finishedAt", summary';

export type Schedules = ReturnType<typeof schedulesIn>;

export function schedulesIn(database: Database, digest: DigestAlgorithm) {
  return {
    async states(): Promise<Map<string, ScheduleState>> {
      const rows = await database.rows<ScheduleState>(
        `select name, paused_at as "pausedAt", paused_by as "pausedBy", pause_reason as "pauseReason",
                ran_at as "ranAt", summary from schedules`,
      );
      return new Map(rows.map((state) => [state.name, state]));
    },

    /** @returns false when it was paused already */
    async pause(name: string, by: string, reason: string): Promise<boolean> {
      return database.transaction(async (client) => {
        const { rowCount } = await client.query(
          `insert into schedules (name, paused_at, paused_by, pause_reason) values ($1, now(), $2, $3)
           on conflict (name) do update set paused_at = now(), paused_by = $2, pause_reason = $3
           where schedules.paused_at is null`,
          [name, by, reason],
        );
        if (rowCount === 1)
          await addEntries(client, [entryOf(deedOf(name, by, { paused: reason }), digest)]);
        return rowCount === 1;
      });
    },

    /** @returns false when it was not paused */
    async resume(name: string, by: string): Promise<boolean> {
      return database.transaction(async (client) => {
        const { rowCount } = await client.query(
          `update schedules set paused_at = null, paused_by = null, pause_reason = null
           where name = $1 and paused_at is not null`,
          [name],
        );
        if (rowCount === 1)
          await addEntries(client, [entryOf(deedOf(name, by, { paused: null }), digest)]);
        return rowCount === 1;
      });
    },

    /** Notes that a schedule exists from now on. */
    async begin(name: string, at: Date): Promise<void> {
      await database.rows(
        'insert into schedules (name, ran_at) values ($1, $2) on conflict (name) do update set ran_at = coalesce(schedules.ran_at, $2)',
        [name, instant(at)],
      );
    },

    async ran(name: string, summary: unknown, at: Date): Promise<void> {
      await database.rows(
        `insert into schedules (name, ran_at, summary) values ($1, $2, $3)
         on conflict (name) do update set ran_at = excluded.ran_at, summary = excluded.summary`,
        [name, instant(at), JSON.stringify(summary)],
      );
    },

    /** @returns false when the night was worked through already. One that was begun and not ended is begun again. */
    async beginNight(night: CalendarDate, at: Date): Promise<boolean> {
      const rows = await database.rows(
        `insert into nights (night, started_at) values ($1, $2)
         on conflict (night) do update set started_at = excluded.started_at where nights.finished_at is null
         returning night`,
        [night, instant(at)],
      );
      return rows.length === 1;
    },

    /** The last night before this one that was worked through; null: none was. */
    async lastNightBefore(night: CalendarDate): Promise<CalendarDate | null> {
      const last = await database.one<{ night: CalendarDate }>(
        'select max(night) as night from nights where night < $1 and finished_at is not null',
        [night],
      );
      return last?.night ?? null;
    },

    async endNight(night: CalendarDate, summary: unknown, at: Date): Promise<void> {
      await database.rows('update nights set finished_at = $2, summary = $3 where night = $1', [
        night,
        instant(at),
        JSON.stringify(summary),
      ]);
    },

    async nights(limit: number): Promise<Night[]> {
      return database.rows<Night>(`select ${NIGHT} from nights order by night desc limit $1`, [
        limit,
      ]);
    },
  };
}

function deedOf(schedule: string, actor: string, content: unknown): Deed {
  const subject = `schedule/${schedule}`;
  return { at: instant(new Date()), actor, kind: 'configured', subject, purpose: null, content };
}
