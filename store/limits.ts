// A department's rate limit, shared by all workers, as a reservation: each caller is told how long to wait, and
// the next is queued behind. One statement, so the database's row lock makes it fair.

import type { DepartmentId } from '../domain/lookup.ts';
import type { Database } from './database.ts';

export type Limits = ReturnType<typeof limitsIn>;

export function limitsIn(database: Database) {
  return {
    /**
     * Reserves requests (generic cell rate algorithm, ITU-T I.371): at most `burst` at once, `perSecond` over time.
     * @returns how long the caller must wait before sending them, in milliseconds
     */
    async admit(
      department: DepartmentId,
      requests: number,
      limit: { perSecond: number; burst: number },
    ): Promise<number> {
      const admitted = await database.one<{ wait_ms: number }>(
        `with given as (select clock_timestamp() as now, make_interval(secs => $2::float8 / $3) as use,
                               make_interval(secs => $4::float8 / $3) as tolerance)
         insert into department_rates as d (department, free_at) select $1, now + use from given
         on conflict (department) do update
           set free_at = greatest(d.free_at, clock_timestamp()) + (select use from given)
         returning greatest(0, 1000 * extract(epoch from
           d.free_at - (select tolerance from given) - clock_timestamp()))::float8 as wait_ms`,
        [department, requests, limit.perSecond, limit.burst],
      );
      return Math.ceil(admitted?.wait_ms ?? 0);
    },

    /** The department asks to be left alone for a while (Retry-After): whoever wants to ask next, waits. */
    async holdBack(department: DepartmentId, forMs: number): Promise<void> {
      await database.rows(
        `insert into department_rates as d (department, free_at)
           values ($1, clock_timestamp() + make_interval(secs => $2::float8 / 1000))
         on conflict (department) do update set free_at = greatest(d.free_at, excluded.free_at)`,
        [department, forMs],
      );
    },
  };
}
