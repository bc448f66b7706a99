// Departments that an operator has taken off for a while: they are not asked, whatever process looks.

import type { Instant } from '../domain/calendar.ts';
import type { DepartmentId } from '../domain/lookup.ts';
import type { Database } from './database.ts';

export type Pause = {
  readonly department: DepartmentId;
  readonly pausedAt: Instant;
  /** An account. */
  readonly pausedBy: string;
  readonly reason: string;
  readonly resumedAt: Instant | null;
  readonly resumedBy: string | null;
};

const PAUSE = `department, paused_at as "pausedAt", paused_by as "pausedBy", reason,
  resumed_at as "resumedAt", resumed_by as "resumedBy" from department_pauses`;

export type Pauses = ReturnType<typeof pausesIn>;

export function pausesIn(database: Database) {
  return {
    /** @returns false when it was paused already */
    async pause(department: DepartmentId, by: string, reason: string): Promise<boolean> {
      const made = await database.one(
        `insert into department_pauses (department, paused_at, paused_by, reason)
         values ($1, now(), $2, $3)
         on conflict (department) where resumed_at is null do nothing returning id`,
        [department, by, reason],
      );
      return made !== null;
    },

    /** @returns false when it was not paused */
    async resume(department: DepartmentId, by: string): Promise<boolean> {
      const ended = await database.one(
        `update department_pauses set resumed_at = now(), resumed_by = $2
         where department = $1 and resumed_at is null returning id`,
        [department, by],
      );
      return ended !== null;
    },

    async isPaused(department: DepartmentId): Promise<boolean> {
      const open = await database.one(
        'select from department_pauses where department = $1 and resumed_at is null',
        [department],
      );
      return open !== null;
    },

    /** Those that are not asked just now. */
    async open(): Promise<Pause[]> {
      return database.rows<Pause>(`select ${PAUSE} where resumed_at is null order by department`);
    },

    /** Of one department, the latest first. */
    async history(department: DepartmentId, limit: number): Promise<Pause[]> {
      return database.rows<Pause>(
        `select ${PAUSE} where department = $1 order by paused_at desc limit $2`,
        [department, limit],
      );
    },
  };
}
