// Which processes work on the queues: each says every few seconds that it is there.

import type { Instant } from '../domain/calendar.ts';
import type { Database } from './database.ts';
import { isCarried, NEEDED } from './migrate.ts';
import { MIGRATIONS } from './migrations/migration-list.ts';

export type WorkerProcess = {
  readonly id: string;
  readonly host: string;
  readonly processId: number;
  /** Of the engine. */
  readonly version: string;
  readonly startedAt: Instant;
  readonly seenAt: Instant;
  /** When it said that it ends; null: it has not, and may have been killed. */
  readonly endedAt: Instant | null;
  /** Seconds since it was seen, by the database's clock. */
  readonly silentSeconds: number;
};

export type Workers = ReturnType<typeof workersIn>;

export function workersIn(database: Database) {
  return {
    /** @returns whether the schema still carries this program (store/migrate.ts) */
    async seen(
      worker: Pick<WorkerProcess, 'id' | 'host' | 'processId' | 'version'>,
    ): Promise<boolean> {
      const row = await database.one<{ needs: string | null }>(
        `insert into workers (id, host, process_id, version, knows, started_at, seen_at)
         values ($1, $2, $3, $4, $5, now(), now())
         on conflict (id) do update set seen_at = now(), ended_at = null
         returning (${NEEDED}) as needs`,
        [worker.id, worker.host, worker.processId, worker.version, MIGRATIONS.at(-1)?.name],
      );
      return isCarried(row?.needs ?? null);
    },

    /** Forgets those that were not seen for so many hours. */
    async forget(hours: number): Promise<void> {
      await database.rows(
        'delete from workers where seen_at < now() - make_interval(hours => $1)',
        [hours],
      );
    },

    async ended(id: string): Promise<void> {
      await database.rows('update workers set ended_at = now(), seen_at = now() where id = $1', [
        id,
      ]);
    },

    /** Those seen within so many hours, the latest first. */
    async seenWithin(hours: number): Promise<WorkerProcess[]> {
      return database.rows<WorkerProcess>(
        `select id, host, process_id as "processId", version, started_at as "startedAt", seen_at as "seenAt",
                ended_at as "endedAt", extract(epoch from now() - seen_at)::float8 as "silentSeconds"
         from workers where seen_at >= now() - make_interval(hours => $1)
         order by ended_at is not null, started_at desc`,
        [hours],
      );
    },
  };
}
