// Recording that a person has taken an authorisation back. Read and written under the viewer's row-level security.

import type { CalendarDate } from '../../domain/calendar.ts';
import type { Viewer } from '../../domain/staff.ts';
import type { Engine } from '../../jobs/engine.ts';

export type Taken = {
  /** A report of the household. */
  readonly reportNumber: string;
  readonly authorisationNo: string;
  readonly reason: string;
  readonly on: CalendarDate;
};

export function withdrawing({ store }: Pick<Engine, 'store'>, viewer: Viewer) {
  return {
    /** @returns the withdrawal's id; null when the viewer sees no such authorisation */
    async withdrawAuthorisation(taken: Taken): Promise<string | null> {
      const { reportNumber, authorisationNo, reason, on } = taken;
      const { households, withdrawals } = store.as(viewer);
      const found = await households.findByReport(reportNumber);
      const isTheirs = found?.household.persons.some(
        ({ authorisation }) => authorisation.no === authorisationNo,
      );
      if (!found || !isTheirs) return null;
      const { region } = found.household;
      return withdrawals.add({ authorisationNo, region, by: viewer.account, reason, on });
    },
  };
}
