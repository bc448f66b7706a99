// Requests under way at once, counted over all workers. A lease is a numbered slot that is held for a time: when its
// worker dies, it is free again by itself.

import { randomUUID } from 'node:crypto';
import type { DepartmentId } from '../domain/lookup.ts';
import type { Database } from './database.ts';

export type Lease = {
  readonly department: DepartmentId;
  readonly slot: number;
  /** Tells this lease from a later one of the same slot. */
  readonly holder: string;
};

export type Leases = ReturnType<typeof leasesIn>;

export function leasesIn(database: Database) {
  const laidOut = new Map<DepartmentId, number>();

  return {
    /** @returns null while all slots are held */
    async take(department: DepartmentId, slots: number, heldMs: number): Promise<Lease | null> {
      if ((laidOut.get(department) ?? 0) < slots) {
        await database.rows(
          `insert into department_leases (department, slot) select $1, generate_series(1, $2::int)
           on conflict do nothing`,
          [department, slots],
        );
        laidOut.set(department, slots);
      }
      return database.one<Lease>(
        `update department_leases
         set holder = $3, until = clock_timestamp() + make_interval(secs => $4::float8 / 1000)
         where (department, slot) = (
           select department, slot from department_leases
           where department = $1 and slot <= $2 and until < clock_timestamp()
           order by slot limit 1 for update skip locked)
         returning department, slot, holder`,
        [department, slots, randomUUID(), heldMs],
      );
    },

    /** A lease that ended meanwhile may be another's by now, and is left to it. */
    async give({ department, slot, holder }: Lease): Promise<void> {
      await database.rows(
        `update department_leases set until = '-infinity'
         where department = $1 and slot = $2 and holder = $3`,
        [department, slot, holder],
      );
    },
  };
}
