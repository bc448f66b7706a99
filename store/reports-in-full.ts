// Whole reports of many households at once, for whoever holds one report against another.

import type { SealedReport } from '../domain/report.ts';
import type { Database } from './database.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { open } from './encryption/envelope.ts';
import { keysOfHouseholds, reportPlace } from './household-keys.ts';
import type { LatestReport } from './reports.ts';

export type ReportInFull = Omit<LatestReport, 'evidenceDigest'> & { readonly report: SealedReport };

export type ReportsInFull = ReturnType<typeof reportsInFullIn>;

export function reportsInFullIn(database: Database, dataKeys: DataKeys) {
  return {
    /** Each household's newest report of a verification before the given one, opened. */
    async latestBefore(
      of: readonly { readonly householdId: number; readonly verification: number }[],
    ): Promise<Map<number, ReportInFull>> {
      return inFull(
        `select distinct on (r.household_id) r.household_id, r.number, r.version, r.verification, r.sealed
         from unnest($1::bigint[], $2::int[]) as given (id, verification)
         join reports r on r.household_id = given.id and r.verification < given.verification
         order by r.household_id, r.verification desc, r.version desc`,
        [of.map((one) => one.householdId), of.map((one) => one.verification)],
      );
    },

    /** Each household's newest report, opened. */
    async latest(householdIds: readonly number[]): Promise<Map<number, ReportInFull>> {
      return inFull(
        `select distinct on (household_id) household_id, number, version, verification, sealed
         from reports where household_id = any($1)
         order by household_id, verification desc, version desc`,
        [householdIds],
      );
    },
  };

  async function inFull(query: string, values: unknown[]): Promise<Map<number, ReportInFull>> {
    const rows = await database.rows<{
      household_id: number;
      number: string;
      version: number;
      verification: number;
      sealed: Buffer;
    }>(query, values);
    const keys = await keysOfHouseholds(
      database,
      dataKeys,
      rows.map((row) => row.household_id),
    );
    return new Map(
      rows.flatMap(({ household_id: id, number, version, verification, sealed }) => {
        const key = keys.get(id);
        if (key === undefined) return [];
        const json = open(sealed, key, reportPlace(id, verification, version)).toString('utf8');
        const report = JSON.parse(json) as SealedReport;
        return [[id, { number, version, verification, report }] as const];
      }),
    );
  }
}
