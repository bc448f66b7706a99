// Sealed reports: exactly one current report a household and verification, the superseded ones kept.

import type { CalendarDate, Instant } from '../domain/calendar.ts';
import { HeduiError } from '../domain/errors.ts';
import type { Conclusion, SealedReport } from '../domain/report.ts';
import { type BatchId, type ChunkId, batchIdOf, batchNumber, chunkNumbers } from './batch-ids.ts';
import { copyRows } from './copy-rows.ts';
import type { Database } from './database.ts';
import { blindIndex, type IndexKey } from './encryption/blind-index.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { open } from './encryption/envelope.ts';
import { keysOfHouseholds, reportPlace } from './household-keys.ts';
import { addEntries } from './ledger/entries.ts';
import {
  entriesOf,
  type OfBatch,
  REPORT_COLUMNS,
  reportRow,
  type ReportToSeal,
} from './report-to-seal.ts';
import { takeSerials } from './serials.ts';

/** The newest report of a household, whatever its verification. */
export type LatestReport = {
  readonly number: string;
  readonly version: number;
  readonly verification: number;
  readonly evidenceDigest: string;
};

/** What can be said of a report without opening it. */
export type ReportSummary = {
  readonly number: string;
  readonly batchId: BatchId;
  readonly householdId: number;
  /** The household's place in the batch. */
  readonly seq: number;
  readonly verification: number;
  readonly version: number;
  readonly supersedes: string | null;
  readonly isCurrent: boolean;
  readonly conclusion: Conclusion;
  /** Of findings that want a person's look: doubts and what exceeds. */
  readonly findingKinds: readonly string[];
  readonly issuedAt: Instant;
  readonly validUntil: CalendarDate;
};

const SUMMARY = `
  r.number, r.batch_id, r.household_id, r.seq, r.verification, r.version, r.supersedes, r.is_current,
  r.conclusion, r.finding_kinds, r.issued_at, r.valid_until`;

type SummaryRow = {
  number: string;
  batch_id: number;
  household_id: number;
  seq: number;
  verification: number;
  version: number;
  supersedes: string | null;
  is_current: boolean;
  conclusion: Conclusion;
  finding_kinds: string[];
  issued_at: Instant;
  valid_until: CalendarDate;
};

export type Reports = ReturnType<typeof reportsIn>;

export function reportsIn(database: Database, dataKeys: DataKeys, indexKey: IndexKey) {
  return {
    /** @returns the first of `count` serials of a scope that are now the caller's. */
    async allocateNumbers(scope: string, count: number): Promise<number> {
      return takeSerials(database, `report/${scope}`, count);
    },

    async latest(householdIds: readonly number[]): Promise<Map<number, LatestReport>> {
      const rows = await database.rows<{
        household_id: number;
        number: string;
        version: number;
        verification: number;
        evidence_digest: Buffer;
      }>(
        `select distinct on (household_id) household_id, number, version, verification, evidence_digest
         from reports where household_id = any($1)
         order by household_id, verification desc, version desc`,
        [householdIds],
      );
      return new Map(
        rows.map((row) => [
          row.household_id,
          {
            number: row.number,
            version: row.version,
            verification: row.verification,
            evidenceDigest: row.evidence_digest.toString('hex'),
          },
        ]),
      );
    },

    /**
     * Stores reports of a chunk. Each takes the place of the current report of its verification; one whose
     * version is there already is left out, so that a repeated job changes nothing; so is one of a household
     * whose key was erased.
     * @returns how many were new
     */
    async seal(chunkId: ChunkId, reports: readonly ReportToSeal[]): Promise<number> {
      const { batch, seq } = chunkNumbers(chunkId);
      const ids = reports.map(({ householdId }) => householdId);
      const keys = await keysOfHouseholds(database, dataKeys, ids);
      return database.transaction(async (client) => {
        // Whoever seals the same chunk at the same time waits here, and then finds the versions taken.
        const { rows: chunks } = await client.query<OfBatch>(
          `select b.id, b.scheme, b.submitted_by from chunks c join batches b on b.id = c.batch_id
           where c.batch_id = $1 and c.seq = $2 for update of c`,
          [batch, seq],
        );
        const [of] = chunks;
        if (of === undefined) return 0;
        const { rows: places } = await client.query<{
          id: number;
          seq: number;
          handled_in: string;
          verification: number | null;
          version: number | null;
        }>(
          `select p.household_id as id, p.seq, h.handled_in, r.verification, max(r.version) as version
           from household_places p join households h on h.id = p.household_id
           left join reports r on r.household_id = p.household_id
           where p.batch_id = $2 and p.household_id = any($1)
           group by p.household_id, p.seq, h.handled_in, r.verification`,
          [ids, batch],
        );
        const placeOf = new Map(places.map((place) => [place.id, place]));
        const versionOf = new Map(
          places.map(({ id, verification, version }) => [`${id}/${verification}`, version ?? 0]),
        );
        const fresh = reports.filter(
          ({ householdId, verification, report }) =>
            keys.has(householdId) &&
            report.version > (versionOf.get(`${householdId}/${verification}`) ?? 0),
        );
        await client.query(
          `update reports r set is_current = false
           from unnest($1::bigint[], $2::int[]) as given (id, verification)
           where r.household_id = given.id and r.verification = given.verification and r.is_current`,
          [fresh.map((one) => one.householdId), fresh.map((one) => one.verification)],
        );
        await copyRows(
          client,
          'reports',
          REPORT_COLUMNS,
          fresh.flatMap((one) => {
            const key = keys.get(one.householdId);
            const place = placeOf.get(one.householdId);
            return key && place ? [reportRow(one, of, place, key)] : [];
          }),
        );
        await addEntries(
          client,
          fresh.flatMap(({ report }) => entriesOf(report)),
        );
        await client.query(
          `update chunks c set sealed_at = now()
           where c.batch_id = $1 and c.seq = $2 and c.sealed_at is null and not exists (
             select from household_places p
             where p.batch_id = c.batch_id and p.seq between c.first_seq and c.last_seq
               and not exists (select from reports r where r.household_id = p.household_id and r.is_current))`,
          [batch, seq],
        );
        return fresh.length;
      });
    },

    /** null when there is no such report. */
    async byNumber(number: string): Promise<ReportSummary | null> {
      const row = await database.one<SummaryRow>(
        `select ${SUMMARY} from reports r where r.number = $1`,
        [number],
      );
      return row && toSummary(row);
    },

    /** The current report of a household, by the caseworker's number. */
    async currentOf(batchId: BatchId, ref: string): Promise<ReportSummary | null> {
      const row = await database.one<SummaryRow>(
        `select ${SUMMARY} from household_places p
         join households h on h.id = p.household_id
         join reports r on r.household_id = h.id and r.is_current
         where p.batch_id = $1 and h.ref_index = $2 order by p.seq, r.verification desc limit 1`,
        [batchNumber(batchId), blindIndex(indexKey, 'household-ref', ref)],
      );
      return row && toSummary(row);
    },

    /** Current reports in the order of the batch, from behind `afterSeq` on. */
    async ofBatch(
      batchId: BatchId,
      page: { limit: number; afterSeq?: number; conclusion?: Conclusion },
    ): Promise<ReportSummary[]> {
      const rows = await database.rows<SummaryRow>(
        `select ${SUMMARY} from reports r
         where r.batch_id = $1 and r.is_current and r.seq > $2 and ($3::text is null or r.conclusion = $3)
         order by r.seq, r.verification limit $4`,
        [batchNumber(batchId), page.afterSeq ?? 0, page.conclusion ?? null, page.limit],
      );
      return rows.map(toSummary);
    },

    /** @throws HeduiError REPORT_UNKNOWN */
    async read(number: string): Promise<SealedReport> {
      return JSON.parse(await readJson(number));
    },

    /** The report's canonical JSON, byte for byte as it was sealed. @throws HeduiError REPORT_UNKNOWN */
    readJson,
  };

  async function readJson(number: string): Promise<string> {
    const row = await database.one<{
      household_id: number;
      verification: number;
      version: number;
      sealed: Buffer;
    }>(
      `select r.household_id, r.verification, r.version, r.sealed
       from reports r join households h on h.id = r.household_id
       where r.number = $1 and h.key_wrapped is not null`,
      [number],
    );
    const keys = row && (await keysOfHouseholds(database, dataKeys, [row.household_id]));
    const key = row && keys?.get(row.household_id);
    if (!row || !key) throw reportUnknown();
    return open(
      row.sealed,
      key,
      reportPlace(row.household_id, row.verification, row.version),
    ).toString('utf8');
  }
}

function toSummary(row: SummaryRow): ReportSummary {
  return {
    number: row.number,
    batchId: batchIdOf(row.batch_id),
    householdId: row.household_id,
    seq: row.seq,
    verification: row.verification,
    version: row.version,
    supersedes: row.supersedes,
    isCurrent: row.is_current,
    conclusion: row.conclusion,
    findingKinds: row.finding_kinds,
    issuedAt: row.issued_at,
    validUntil: row.valid_until,
  };
}

export function reportUnknown(): HeduiError {
  return new HeduiError('REPORT_UNKNOWN', {
    zh: '没有此编号的核对报告，或其保存期已满。',
    en: 'There is no report of this number, or its retention has ended.',
  });
}
