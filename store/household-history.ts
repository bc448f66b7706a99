// The reports of one household, one after the other.

import type { Instant } from '../domain/calendar.ts';
import type { Conclusion } from '../domain/report.ts';
import type { Database } from './database.ts';

export type ReportOfHousehold = {
  readonly number: string;
  readonly verification: number;
  readonly version: number;
  readonly supersedes: string | null;
  readonly isCurrent: boolean;
  readonly conclusion: Conclusion;
  readonly issuedAt: Instant;
};

/** The one that holds now: the newest round that led to a report. */
export function reportInForce(reports: readonly ReportOfHousehold[]): ReportOfHousehold | null {
  return reports.findLast((report) => report.isCurrent) ?? null;
}

export type HouseholdHistory = ReturnType<typeof householdHistoryIn>;

export function householdHistoryIn(database: Database) {
  return {
    /** All reports of the household that a report is of, the oldest first. */
    async reportsBeside(number: string): Promise<ReportOfHousehold[]> {
      return database.rows<ReportOfHousehold>(
        `select number, verification, version, supersedes, is_current as "isCurrent", conclusion,
                issued_at as "issuedAt"
         from reports where household_id = (select household_id from reports where number = $1)
         order by verification, version`,
        [number],
      );
    },
  };
}
