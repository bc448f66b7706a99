// What waits for a caseworker: reports with something unsettled, the longest waiting first, and batches on their way.

import type { CalendarDate, Instant } from '../domain/calendar.ts';
import type { Conclusion } from '../domain/report.ts';
import type { RegionCode } from '../domain/region.ts';
import type { Purpose, SchemeId } from '../domain/scheme.ts';
import { type BatchId, batchIdOf, batchNumber } from './batch-ids.ts';
import type { Database } from './database.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { type HouseholdRow, openHousehold } from './households.ts';

export type ListedReport = {
  readonly number: string;
  readonly batchId: BatchId;
  readonly conclusion: Conclusion;
  readonly findingKinds: readonly string[];
  readonly scheme: SchemeId;
  readonly purpose: Purpose;
  readonly region: RegionCode;
  readonly submittedAt: Instant;
  readonly issuedAt: Instant;
  readonly validUntil: CalendarDate;
  readonly householdRef: string;
  readonly applicant: string;
  readonly persons: number;
  /** Findings that somebody decided about, and that a supervisor has yet to second. */
  readonly awaitingSecond: number;
  /** Findings about which the household or a department was asked. */
  readonly asked: number;
};

export type ListFilter = {
  /** Only those with something unsettled. */
  readonly isOpen?: boolean;
  readonly batchId?: BatchId;
  readonly conclusion?: Conclusion | undefined;
  /** Only those that wait for a supervisor. */
  readonly awaitingSecond?: boolean | undefined;
};

/** A place in the list, to go on from. */
export type ListCursor = { readonly batch: number; readonly seq: number };

export type BatchOnItsWay = {
  readonly id: BatchId;
  readonly scheme: SchemeId;
  readonly purpose: Purpose;
  readonly region: RegionCode;
  readonly submittedBy: string;
  readonly submittedAt: Instant;
  readonly households: number;
  readonly rejectedRows: number;
  /** Households in chunks that have all their reports. */
  readonly done: number;
  readonly isDone: boolean;
};

/** Counting stops here: “more than 500” is all that a person wants to know. */
export const COUNTED_AT_MOST = 500;

type ListedRow = HouseholdRow & {
  number: string;
  batch_id: number;
  seq: number;
  conclusion: Conclusion;
  finding_kinds: string[];
  scheme: SchemeId;
  purpose: Purpose;
  region: RegionCode;
  submitted_at: Instant;
  issued_at: Instant;
  valid_until: CalendarDate;
  awaiting: number;
  asked: number;
};

const OPEN = `r.is_current and r.settled_at is null and r.conclusion <> 'no-anomaly'`;

/** A recheck or an objection that finds nothing new makes no report: the one before it still holds. */
const NEWEST = `not exists (select from reports n
  where n.household_id = r.household_id and n.is_current and n.verification > r.verification)`;

/** The newest review of each finding of the report's verification. */
const LATEST_REVIEWS = `
  select distinct on (v.finding_digest) v.severity, v.decision, v.second_verdict
  from reviews v where v.household_id = r.household_id and v.verification = r.verification
  order by v.finding_digest, v.seq desc`;

const AWAITS_SECOND = `
  exists (select from (${LATEST_REVIEWS}) l
          where l.severity = 'exceeds' and l.decision in ('confirm', 'dismiss') and l.second_verdict is null)`;

export type WorkList = ReturnType<typeof workListIn>;

export function workListIn(database: Database, dataKeys: DataKeys) {
  return {
    /** Current reports, the longest waiting first: by batch, then in the order of its file. */
    async listed(
      filter: ListFilter,
      page: { readonly limit: number; readonly after?: ListCursor | undefined },
    ): Promise<{ readonly reports: ListedReport[]; readonly next: ListCursor | null }> {
      const rows = await database.rows<ListedRow>(
        `select r.number, r.batch_id, r.seq, r.conclusion, r.finding_kinds, r.issued_at, r.valid_until,
                b.scheme, b.purpose, b.submitted_at,
                h.id, h.verification, h.region, h.key_wrapped, h.key_version, h.sealed,
                (select count(*)::int from (${LATEST_REVIEWS}) l
                 where l.severity = 'exceeds' and l.decision in ('confirm', 'dismiss')
                   and l.second_verdict is null) as awaiting,
                (select count(*)::int from (${LATEST_REVIEWS}) l
                 where l.decision in ('ask-household', 'ask-department')) as asked
         from reports r join batches b on b.id = r.batch_id join households h on h.id = r.household_id
         where r.is_current and h.key_wrapped is not null and ${NEWEST}
           ${filter.isOpen === true ? `and ${OPEN}` : ''}
           ${filter.batchId === undefined ? '' : `and r.batch_id = ${batchNumber(filter.batchId)}`}
           and ($1::text is null or r.conclusion = $1)
           and ($2::bool is not true or ${AWAITS_SECOND})
           and (r.batch_id, r.seq) > ($3::bigint, $4::int)
         order by r.batch_id, r.seq limit $5`,
        [
          filter.conclusion ?? null,
          filter.awaitingSecond ?? null,
          page.after?.batch ?? 0,
          page.after?.seq ?? 0,
          page.limit + 1,
        ],
      );
      const shown = rows.slice(0, page.limit);
      const last = shown.at(-1);
      return {
        reports: shown.map((row) => toListed(row, dataKeys)),
        next:
          rows.length > page.limit && last !== undefined
            ? { batch: last.batch_id, seq: last.seq }
            : null,
      };
    },

    /** By conclusion, and those that wait for a supervisor; none above COUNTED_AT_MOST. */
    async counts(): Promise<
      Readonly<Record<Exclude<Conclusion, 'no-anomaly'> | 'second', number>>
    > {
      const counted = (condition: string) =>
        `(select count(*)::int from (select from reports r where ${OPEN} and ${condition} limit ${COUNTED_AT_MOST}) c)`;
      const row = await database.one<{
        exceeds: number;
        doubts: number;
        incomplete: number;
        second: number;
      }>(
        `select ${counted(`r.conclusion = 'exceeds'`)} as exceeds, ${counted(`r.conclusion = 'doubts'`)} as doubts,
                ${counted(`r.conclusion = 'incomplete'`)} as incomplete,
                (select count(*)::int from (
                   select from reviews v join reports r
                     on r.household_id = v.household_id and r.verification = v.verification and ${OPEN}
                   where v.severity = 'exceeds' and v.decision in ('confirm', 'dismiss')
                     and v.second_verdict is null
                     and not exists (select from reviews n where n.household_id = v.household_id
                       and n.verification = v.verification and n.finding_digest = v.finding_digest and n.seq > v.seq)
                   limit ${COUNTED_AT_MOST}) c) as second`,
      );
      return row ?? { exceeds: 0, doubts: 0, incomplete: 0, second: 0 };
    },

    /** Submitted by offices of the viewer's region, the newest first. */
    async batches(limit: number): Promise<BatchOnItsWay[]> {
      const rows = await database.rows<Omit<BatchOnItsWay, 'id'> & { id: number }>(
        `select b.id, b.scheme, b.purpose, b.region, b.submitted_by as "submittedBy",
                b.submitted_at as "submittedAt", b.households,
                (select count(distinct row_no)::int from rejected_rows x where x.batch_id = b.id) as "rejectedRows",
                coalesce(sum(c.households) filter (where c.sealed_at is not null), 0)::int as done,
                b.state = 'running' and b.queued_at is not null
                  and not coalesce(bool_or(c.sealed_at is null), false) as "isDone"
         from (select * from shown_batches order by id desc limit $1) b
         left join chunks c on c.batch_id = b.id
         group by b.id, b.scheme, b.purpose, b.region, b.submitted_by, b.submitted_at, b.households, b.state, b.queued_at
         order by b.id desc`,
        [limit],
      );
      return rows.map((row) => ({ ...row, id: batchIdOf(row.id) }));
    },
  };
}

function toListed(row: ListedRow, dataKeys: DataKeys): ListedReport {
  const { household } = openHousehold(row, dataKeys);
  return {
    number: row.number,
    batchId: batchIdOf(row.batch_id),
    conclusion: row.conclusion,
    findingKinds: row.finding_kinds,
    scheme: row.scheme,
    purpose: row.purpose,
    region: household.region,
    submittedAt: row.submitted_at,
    issuedAt: row.issued_at,
    validUntil: row.valid_until,
    householdRef: household.ref,
    applicant: household.persons[0]?.name ?? '',
    persons: household.persons.length,
    awaitingSecond: row.awaiting,
    asked: row.asked,
  };
}
