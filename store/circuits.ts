// The circuit breaker of each department, shared by all workers: whether it may be asked at all just now.

import type { Instant } from '../domain/calendar.ts';
import type { DepartmentId } from '../domain/lookup.ts';
import type { Database } from './database.ts';

export type CircuitState = 'closed' | 'open' | 'half-open';

export type Circuit = {
  readonly department: DepartmentId;
  readonly state: CircuitState;
  /** In a row, of all workers together. */
  readonly failures: number;
  /** null while it is closed. */
  readonly openedAt: Instant | null;
  /** Open: when it is tried again. Half-open: when the trial counts as lost. */
  readonly until: Instant | null;
};

/** `try`: the caller, and nobody else, makes the trial that decides. */
export type Entry =
  | { readonly may: 'ask' }
  | { readonly may: 'try' }
  | { readonly may: 'wait'; readonly forMs: number };

/** A failure longer ago than this is not in a row with the next one. */
const IN_A_ROW_WITHIN = '5 minutes';
/** While one tries, the others look again this often: a trial is mostly over within a request's time. */
const TRIAL_LOOK_MS = 1_000;
/** The pause doubles with each opening in a row, up to 2⁴ times. */
const MOST_DOUBLINGS = 4;

export type Circuits = ReturnType<typeof circuitsIn>;

export function circuitsIn(database: Database) {
  /** null: the circuit is closed. */
  async function closedForMs(department: DepartmentId): Promise<number | null> {
    const known = await database.one<{ state: CircuitState; wait_ms: number }>(
      `select state, ceil(1000 * extract(epoch from until - clock_timestamp()))::float8 as wait_ms
       from department_circuits where department = $1`,
      [department],
    );
    if (known === null || known.state === 'closed') return null;
    const mostMs = known.state === 'half-open' ? TRIAL_LOOK_MS : Number.POSITIVE_INFINITY;
    return Math.max(0, Math.min(known.wait_ms, mostMs));
  }

  return {
    /** @param trialMs after which a trial that nobody reported on is lost (its worker died) */
    async enter(department: DepartmentId, trialMs: number): Promise<Entry> {
      const forMs = await closedForMs(department);
      if (forMs === null) return { may: 'ask' };
      if (forMs > 0) return { may: 'wait', forMs };
      const taken = await database.one(
        `update department_circuits
         set state = 'half-open', until = clock_timestamp() + make_interval(secs => $2::float8 / 1000)
         where department = $1 and state <> 'closed' and until <= clock_timestamp() returning department`,
        [department, trialMs],
      );
      return taken === null ? { may: 'wait', forMs: TRIAL_LOOK_MS } : { may: 'try' };
    },

    /** How long nobody may ask; 0: a trial is due, or anybody may. Takes no trial. */
    async waitMs(department: DepartmentId): Promise<number> {
      return (await closedForMs(department)) ?? 0;
    },

    /** Counts a failure. @returns the state after it */
    async failed(
      department: DepartmentId,
      { failures, openMs }: { failures: number; openMs: number },
    ): Promise<CircuitState> {
      const after = await database.one<{ state: CircuitState }>(
        `with given as (select clock_timestamp() as now, make_interval(secs => $3::float8 / 1000) as pause)
         insert into department_circuits as c (department, state, failures, failed_at, openings, opened_at, until)
           select $1, case when $2 <= 1 then 'open' else 'closed' end, 1, now,
                  case when $2 <= 1 then 1 else 0 end,
                  case when $2 <= 1 then now end, case when $2 <= 1 then now + pause end
           from given
         on conflict (department) do update set (state, failures, failed_at, openings, opened_at, until) = (
           select case when opens then 'open' else c.state end, row, now,
                  c.openings + opens::int,
                  case when opens then coalesce(c.opened_at, now) else c.opened_at end,
                  case when opens then now + pause * power(2, least(c.openings, $4)) else c.until end
           from (select now, pause, row, c.state = 'half-open' or (c.state = 'closed' and row >= $2) as opens
                 from (select now, pause,
                              case when c.failed_at > now - interval '${IN_A_ROW_WITHIN}'
                                   then c.failures + 1 else 1 end as row
                       from given) as counted) as decided)
         returning state`,
        [department, failures, openMs, MOST_DOUBLINGS],
      );
      return after?.state ?? 'closed';
    },

    /** An answer ends the row of failures, and a trial that succeeds closes the circuit. One under way since before the circuit opened does not. */
    async succeeded(department: DepartmentId): Promise<void> {
      await database.rows(
        `update department_circuits
         set state = 'closed', failures = 0, openings = 0, opened_at = null, until = null
         where department = $1 and state <> 'open'`,
        [department],
      );
    },

    /** Those that ever failed. */
    async all(): Promise<Circuit[]> {
      return database.rows<Circuit>(
        `select department, state, failures, opened_at as "openedAt", until from department_circuits
         order by department`,
      );
    },
  };
}
