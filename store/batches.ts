// Batches: what was submitted, which rows were rejected, and how far it is.

import type { CalendarDate, Instant } from '../domain/calendar.ts';
import type { DepartmentId } from '../domain/lookup.ts';
import type { RegionCode } from '../domain/region.ts';
import type { Rejection } from '../domain/rejection.ts';
import type { Conclusion } from '../domain/report.ts';
import type { Purpose, SchemeId } from '../domain/scheme.ts';
import { type BatchId, batchIdOf, batchNumber, batchUnknown } from './batch-ids.ts';
import { copyRows } from './copy-rows.ts';
import type { Database } from './database.ts';
import { blindIndex, type IndexKey } from './encryption/blind-index.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { openJson, sealJson } from './encryption/sealed-json.ts';
import type { SealingKey } from './encryption/sealing-key.ts';

/** `submitted` by a caseworker; the others are rounds of verifying households of earlier batches again. */
export type BatchKind = 'submitted' | 'recheck' | 'objection' | 'standards';
export type BatchState = 'receiving' | 'running' | 'done' | 'discarded';

export type Batch = {
  readonly id: BatchId;
  readonly kind: BatchKind;
  readonly state: BatchState;
  readonly scheme: SchemeId;
  readonly purpose: Purpose;
  /** Of the office that submitted it. */
  readonly region: RegionCode;
  readonly fileName: string;
  /** SHA-256, hex. */
  readonly fileDigest: string;
  readonly submittedBy: string;
  readonly submittedAt: Instant;
  readonly verifiedOn: CalendarDate;
  /** Every lookup is asked anew, whatever is known from other batches. */
  readonly fresh: boolean;
  /** Rows of the file apart from its header; 0 until it is received. */
  readonly rows: number;
};

export type NewBatch = Pick<
  Batch,
  'scheme' | 'purpose' | 'region' | 'fileName' | 'fileDigest' | 'submittedBy' | 'verifiedOn'
> & { readonly fresh?: boolean; readonly kind?: BatchKind };

/** A rejected row with one of its faults; a row with several comes several times. */
export type RejectedRow = {
  readonly rejection: Rejection;
  /** The household's number; null when the row has none that can be read. */
  readonly ref: string | null;
  readonly cells: readonly string[];
};

export type BatchProgress = {
  readonly state: BatchState;
  readonly households: number;
  readonly persons: number;
  /** Rows, however many faults each has. */
  readonly rejectedRows: number;
  /** Households that have a current report. */
  readonly reports: number;
  readonly conclusions: Readonly<Partial<Record<Conclusion, number>>>;
  /** Counted in households: asked about, answered in full, and with something still unanswered. */
  readonly departments: readonly {
    readonly department: DepartmentId;
    readonly households: number;
    readonly complete: number;
    readonly unanswered: number;
  }[];
  /** In how many households each kind of finding that wants a person's look was made. */
  readonly findingKinds: Readonly<Record<string, number>>;
};

/** A batch is done when each of its chunks has had a report for every household. */
const BATCH_COLUMNS = `
  b.id, b.scheme, b.purpose, b.region, b.file_digest, b.submitted_by, b.submitted_at, b.verified_on, b.rows,
  b.fresh, b.kind, b.key_wrapped, b.key_version, b.file_name_sealed,
  case when b.state = 'running' and b.queued_at is not null
        and not exists (select from chunks c where c.batch_id = b.id and c.sealed_at is null)
       then 'done' else b.state end as state`;

type BatchRow = {
  id: number;
  state: BatchState;
  scheme: SchemeId;
  purpose: Purpose;
  region: RegionCode;
  file_digest: Buffer;
  submitted_by: string;
  submitted_at: Instant;
  verified_on: CalendarDate;
  rows: number;
  fresh: boolean;
  kind: BatchKind;
  /** null once everything in it was erased. */
  key_wrapped: Buffer | null;
  key_version: number;
  file_name_sealed: Buffer;
};

export type Batches = ReturnType<typeof batchesIn>;

export function batchesIn(database: Database, dataKeys: DataKeys, indexKey: IndexKey) {
  return {
    async open(batch: NewBatch): Promise<BatchId> {
      const next = await database.one<{ id: number }>(
        `select nextval(pg_get_serial_sequence('batches', 'id')) as id`,
      );
      const id = next?.id ?? 0;
      const { wrapped, version, key } = dataKeys.create(owner(id));
      await database.rows(
        `insert into batches (id, scheme, purpose, region, file_digest, submitted_by, verified_on,
                              fresh, kind, key_wrapped, key_version, file_name_sealed)
         overriding system value values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          id,
          batch.scheme,
          batch.purpose,
          batch.region,
          Buffer.from(batch.fileDigest, 'hex'),
          batch.submittedBy,
          batch.verifiedOn,
          batch.fresh ?? false,
          batch.kind ?? 'submitted',
          wrapped,
          version,
          sealJson(batch.fileName, key, `${owner(id)}/file-name`),
        ],
      );
      return batchIdOf(id);
    },

    /** The latest batch of the same file and scheme, unless it was discarded. */
    async findByDigest(scheme: SchemeId, fileDigest: string): Promise<Batch | null> {
      const row = await database.one<BatchRow>(
        `select ${BATCH_COLUMNS} from batches b
         where scheme = $1 and file_digest = $2 and state <> 'discarded' order by id desc limit 1`,
        [scheme, Buffer.from(fileDigest, 'hex')],
      );
      return row && toBatch(row);
    },

    /** @throws HeduiError BATCH_UNKNOWN */
    async get(batchId: BatchId): Promise<Batch> {
      return toBatch(await batchRow(batchId));
    },

    /** The newest first. */
    async list({ limit }: { limit: number }): Promise<Batch[]> {
      const rows = await database.rows<BatchRow>(
        `select ${BATCH_COLUMNS} from batches b
         where state <> 'discarded' and kind = 'submitted' order by id desc limit $1`,
        [limit],
      );
      return rows.map(toBatch);
    },

    /** Rounds of verifying again that were opened and never set on their way: their process died. */
    async roundsBeingFilled(): Promise<Batch[]> {
      const rows = await database.rows<BatchRow>(
        `select ${BATCH_COLUMNS} from batches b where b.state = 'receiving' and b.kind <> 'submitted' order by id`,
      );
      return rows.map(toBatch);
    },

    async addRejections(batchId: BatchId, rejected: readonly RejectedRow[]): Promise<void> {
      if (rejected.length === 0) return;
      const id = batchNumber(batchId);
      const key = keyToWrite(await batchRow(batchId));
      await database.transaction(async (client) => {
        const { rows } = await client.query<{ first: number }>(
          `update batches set next_rejection = next_rejection + $2 where id = $1
           returning next_rejection - $2 as first`,
          [id, rejected.length],
        );
        const first = rows[0]?.first ?? 1;
        await copyRows(
          client,
          'rejected_rows',
          {
            batch_id: 'int8',
            no: 'int4',
            row_no: 'int4',
            code: 'text',
            ref_index: 'bytea',
            sealed: 'bytea',
          },
          rejected.map((row, place) => [
            id,
            first + place,
            row.rejection.row,
            row.rejection.code,
            row.ref === null ? null : blindIndex(indexKey, 'household-ref', row.ref),
            sealJson(row, key, rejectionPlace(id, first + place)),
          ]),
        );
      });
    },

    /** Rejected rows in the order of the file, and its header, for the list and for the file to correct. */
    async rejections(
      batchId: BatchId,
    ): Promise<{ header: readonly string[]; rows: readonly RejectedRow[] }> {
      const batch = await batchRow(batchId);
      const key = keyOf(batch);
      if (key === null) return { header: [], rows: [] };
      const header = await database.one<{ sealed: Buffer | null }>(
        'select header_sealed as sealed from batches where id = $1',
        [batch.id],
      );
      const rows = await database.rows<{ no: number; sealed: Buffer }>(
        'select no, sealed from rejected_rows where batch_id = $1 order by row_no, no',
        [batch.id],
      );
      return {
        header: header?.sealed ? openJson(header.sealed, key, `${owner(batch.id)}/header`) : [],
        rows: rows.map(({ no, sealed }) => openJson(sealed, key, rejectionPlace(batch.id, no))),
      };
    },

    /** The file was read to its end. */
    async finishReceiving(
      batchId: BatchId,
      received: { rows: number; header?: readonly string[] },
    ): Promise<void> {
      const batch = await batchRow(batchId);
      await database.rows(
        `update batches set state = 'running', received_at = now(), rows = $2, header_sealed = $3
         where id = $1 and state = 'receiving'`,
        [
          batch.id,
          received.rows,
          sealJson(received.header ?? [], keyToWrite(batch), `${owner(batch.id)}/header`),
        ],
      );
    },

    /** Every chunk of it was handed to the queue. */
    async markQueued(batchId: BatchId): Promise<void> {
      await database.rows('update batches set queued_at = now() where id = $1', [
        batchNumber(batchId),
      ]);
    },

    /** Forgets what was received of a batch that has no report yet. */
    async discard(batchId: BatchId): Promise<void> {
      const id = batchNumber(batchId);
      await database.transaction(async (client) => {
        await client.query('delete from chunks where batch_id = $1', [id]);
        await client.query('delete from households where batch_id = $1', [id]);
        await client.query('delete from rejected_rows where batch_id = $1', [id]);
        await client.query(`update batches set state = 'discarded' where id = $1`, [id]);
      });
    },

    async progress(batchId: BatchId): Promise<BatchProgress> {
      const { id, state } = await batchRow(batchId);
      const [counts, conclusions, kinds, departments] = await Promise.all([
        database.one<{ households: number; persons: number; rejected: number }>(
          `select households, persons,
                  (select count(distinct row_no) from rejected_rows where batch_id = $1) as rejected
           from batches where id = $1`,
          [id],
        ),
        database.rows<{ conclusion: Conclusion; count: number }>(
          `select conclusion, count(*) from reports where batch_id = $1 and is_current group by 1`,
          [id],
        ),
        database.rows<{ kind: string; count: number }>(
          `select kind, count(*) from reports, unnest(finding_kinds) kind
           where batch_id = $1 and is_current group by 1 order by 2 desc, 1`,
          [id],
        ),
        database.rows<{ department: DepartmentId; households: number; complete: number }>(
          `select department, sum(households)::int as households, sum(complete)::int as complete
           from chunk_answers where batch_id = $1 group by 1 order by 1`,
          [id],
        ),
      ]);
      return {
        state,
        households: counts?.households ?? 0,
        persons: counts?.persons ?? 0,
        rejectedRows: counts?.rejected ?? 0,
        reports: conclusions.reduce((sum, row) => sum + row.count, 0),
        conclusions: Object.fromEntries(conclusions.map((row) => [row.conclusion, row.count])),
        departments: departments.map((row) => ({
          ...row,
          unanswered: row.households - row.complete,
        })),
        findingKinds: Object.fromEntries(kinds.map((row) => [row.kind, row.count])),
      };
    },
  };

  async function batchRow(batchId: BatchId): Promise<BatchRow> {
    const row = await database.one<BatchRow>(
      `select ${BATCH_COLUMNS} from batches b where id = $1`,
      [batchNumber(batchId)],
    );
    if (row === null) throw batchUnknown(batchId);
    return row;
  }

  function keyOf({ id, key_wrapped: wrapped, key_version: version }: BatchRow): SealingKey | null {
    return wrapped && dataKeys.unwrap(owner(id), { wrapped, version });
  }

  /** Of a batch that is still written to. @throws HeduiError BATCH_UNKNOWN when it was erased */
  function keyToWrite(row: BatchRow): SealingKey {
    const key = keyOf(row);
    if (key === null) throw batchUnknown(batchIdOf(row.id));
    return key;
  }

  function toBatch(row: BatchRow): Batch {
    const key = keyOf(row);
    return {
      id: batchIdOf(row.id),
      kind: row.kind,
      state: row.state,
      scheme: row.scheme,
      purpose: row.purpose,
      region: row.region,
      fileName:
        key === null ? '' : openJson(row.file_name_sealed, key, `${owner(row.id)}/file-name`),
      fileDigest: row.file_digest.toString('hex'),
      submittedBy: row.submitted_by,
      submittedAt: row.submitted_at,
      verifiedOn: row.verified_on,
      fresh: row.fresh,
      rows: row.rows,
    };
  }
}

function owner(batch: number): string {
  return `batch/${batch}`;
}

function rejectionPlace(batch: number, no: number): string {
  return `${owner(batch)}/rejected-row/${no}`;
}
