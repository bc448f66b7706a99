// Search of reports by what stands in clear beside them, and by exact ID number through the blind index. A page is found
// behind the last row of the one before, so that the thousandth page costs what the first does, and nothing is counted.

import { z } from 'zod';
import type { CalendarDate, Instant } from '../domain/calendar.ts';
import type { CitizenId } from '../domain/citizen-id.ts';
import { type RegionCode, regionPrefix } from '../domain/region.ts';
import type { Conclusion } from '../domain/report.ts';
import type { Purpose, SchemeId } from '../domain/scheme.ts';
import { type BatchId, batchIdOf, batchNumber } from './batch-ids.ts';
import { cursorOf, readCursor } from './cursors.ts';
import type { Database } from './database.ts';
import { blindIndex, type IndexKey } from './encryption/blind-index.ts';

export type ReportQuery = {
  /** The whole number of a report. */
  readonly number?: string;
  /** The region and what lies in it. */
  readonly region?: RegionCode;
  /** Days of issue in Asia/Shanghai, both included. */
  readonly from?: CalendarDate;
  readonly until?: CalendarDate;
  readonly conclusion?: Conclusion;
  /** One of these kinds of finding was made. */
  readonly kinds?: readonly string[];
  readonly scheme?: SchemeId;
  /** Who submitted the batch. */
  readonly caseworker?: string;
  readonly batch?: BatchId;
  /** Of a person of the household. Supporters of a household are found too. */
  readonly idNumber?: CitizenId;
  /** Superseded reports too. */
  readonly superseded?: boolean;
};

export type FoundReport = {
  readonly number: string;
  readonly batchId: BatchId;
  readonly householdId: number;
  readonly seq: number;
  readonly version: number;
  readonly isCurrent: boolean;
  readonly conclusion: Conclusion;
  /** Of findings that want a person's look. */
  readonly findingKinds: readonly string[];
  readonly issuedAt: Instant;
  readonly validUntil: CalendarDate;
  readonly region: RegionCode;
  readonly scheme: SchemeId;
  readonly purpose: Purpose;
  readonly submittedBy: string;
};

export type FoundPage = {
  readonly reports: readonly FoundReport[];
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
};

/** GB/T 10114: six digits for the county, three more for the town. */
const TOWN_DIGITS = 9;
const CURSOR = z.tuple([z.iso.datetime(), z.string().max(60)]);

const FOUND = `number, batch_id as batch, household_id as "householdId", seq, version, is_current as "isCurrent",
  conclusion, finding_kinds as "findingKinds", issued_at as "issuedAt", valid_until as "validUntil",
  handled_in as region, scheme, purpose, submitted_by as "submittedBy"`;

type FoundRow = Omit<FoundReport, 'batchId'> & { batch: number };

export type ReportSearch = ReturnType<typeof reportSearchIn>;

export function reportSearchIn(database: Database, indexKey: IndexKey) {
  return {
    /** Whichever of these reports there are. */
    async byNumbers(numbers: readonly string[]): Promise<Map<string, FoundReport>> {
      const rows = await database.rows<FoundRow>(
        `select ${FOUND} from shown_reports where number = any($1)`,
        [numbers],
      );
      return new Map(
        rows.map(({ batch, ...row }) => [row.number, { ...row, batchId: batchIdOf(batch) }]),
      );
    },

    /** The newest first. A cursor that cannot be read begins anew. */
    async find(
      query: ReportQuery,
      page: { readonly limit: number; readonly after?: string | undefined },
    ): Promise<FoundPage> {
      const values: unknown[] = [];
      const $ = (value: unknown) => `$${values.push(value)}`;
      const conditions = conditionsOf(query, $, indexKey);
      const after = page.after === undefined ? null : readCursor(page.after, CURSOR);
      if (after !== null) {
        conditions.push(`(issued_at, number) < (${$(after[0])}::timestamptz, ${$(after[1])})`);
      }
      const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
      const rows = await database.rows<FoundRow>(
        `with found as ${isOfATown(query.region) || isOfATown(database.region) ? 'materialized' : 'not materialized'} (
           select issued_at, number from placed_reports ${where})
         select ${FOUND} from shown_reports where number = any(array(
           select number from found order by issued_at desc, number desc limit ${$(page.limit + 1)}))
         order by issued_at desc, number desc`,
        values,
      );
      const reports = rows
        .slice(0, page.limit)
        .map(({ batch, ...row }) => ({ ...row, batchId: batchIdOf(batch) }));
      const last = reports.at(-1);
      return {
        reports,
        next:
          rows.length > page.limit && last !== undefined
            ? cursorOf([last.issuedAt, last.number])
            : null,
      };
    },
  };
}

/**
 * Of one town there are some thousands: all of them by their index, then the newest. The planner would rather go back in time
 * until it has met enough, which never ends for a town that has been quiet.
 */
function isOfATown(region: RegionCode | undefined): boolean {
  return region !== undefined && regionPrefix(region).length >= TOWN_DIGITS;
}

/** Conditions on placed_reports and shown_reports, shared by whatever chooses reports. */
export function conditionsOf(
  query: ReportQuery,
  $: (value: unknown) => string,
  indexKey: IndexKey,
): string[] {
  const conditions: string[] = [];
  if (query.superseded !== true && query.number === undefined) conditions.push('is_current');
  if (query.number !== undefined) conditions.push(`number = ${$(query.number)}`);
  if (query.region !== undefined) {
    const prefix = regionPrefix(query.region);
    // The character behind 9: codes hold digits only.
    conditions.push(`handled_in >= ${$(prefix)}`, `handled_in < ${$(`${prefix}:`)}`);
  }
  if (query.from !== undefined) {
    conditions.push(`issued_at >= ${$(`${query.from}T00:00:00+08:00`)}::timestamptz`);
  }
  if (query.until !== undefined) {
    conditions.push(
      `issued_at < ${$(`${query.until}T00:00:00+08:00`)}::timestamptz + interval '1 day'`,
    );
  }
  if (query.conclusion !== undefined) conditions.push(`conclusion = ${$(query.conclusion)}`);
  if (query.kinds !== undefined) conditions.push(`finding_kinds && ${$(query.kinds)}::text[]`);
  if (query.scheme !== undefined) conditions.push(`scheme = ${$(query.scheme)}`);
  if (query.caseworker !== undefined) conditions.push(`submitted_by = ${$(query.caseworker)}`);
  if (query.batch !== undefined) conditions.push(`batch_id = ${$(batchNumber(query.batch))}`);
  if (query.idNumber !== undefined) {
    const index = blindIndex(indexKey, 'citizen-id', query.idNumber);
    conditions.push(
      `household_id in (select household_id from persons where id_index = ${$(index)})`,
    );
  }
  return conditions;
}
