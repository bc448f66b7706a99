// How many persons a department may be asked about on one day, for each resource: one count for all workers.

import type { CalendarDate } from '../domain/calendar.ts';
import type { DepartmentId, ResourceId } from '../domain/lookup.ts';
import type { Database } from './database.ts';

export type QuotaOfDay = {
  readonly department: DepartmentId;
  readonly resource: ResourceId;
  readonly on: CalendarDate;
};

export type Quotas = ReturnType<typeof quotasIn>;

export function quotasIn(database: Database) {
  return {
    /** Takes up to `wanted` of what is left of `perDay`. @returns how many */
    async take(of: QuotaOfDay, wanted: number, perDay: number): Promise<number> {
      const key = [of.department, of.resource, of.on];
      await database.rows(
        `insert into department_quotas (department, resource, used_on, used) values ($1, $2, $3, 0)
         on conflict do nothing`,
        key,
      );
      const taken = await database.one<{ granted: number }>(
        `update department_quotas q set used = greatest(before.used, least(before.used + $4, $5))
         from (select used from department_quotas
               where department = $1 and resource = $2 and used_on = $3 for update) as before
         where q.department = $1 and q.resource = $2 and q.used_on = $3
         returning q.used - before.used as granted`,
        [...key, wanted, perDay],
      );
      return taken?.granted ?? 0;
    },

    /** What was taken and not used, since nothing was sent. */
    async giveBack(of: QuotaOfDay, unused: number): Promise<void> {
      await database.rows(
        `update department_quotas set used = greatest(0, used - $4)
         where department = $1 and resource = $2 and used_on = $3`,
        [of.department, of.resource, of.on, unused],
      );
    },
  };
}
