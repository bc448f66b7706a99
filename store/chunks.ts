// Chunks: households of a batch that travel through the queues together.

import { LRUCache } from 'lru-cache';
import type { DepartmentId } from '../domain/lookup.ts';
import {
  type BatchId,
  type ChunkId,
  batchIdOf,
  batchNumber,
  batchUnknown,
  chunkIdOf,
  chunkNumbers,
} from './batch-ids.ts';
import type { Database } from './database.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { householdOwner } from './household-keys.ts';
import { type HouseholdRow, type StoredHousehold, openHousehold } from './households.ts';

export type Chunk = {
  readonly id: ChunkId;
  readonly batchId: BatchId;
  readonly seq: number;
  readonly households: number;
};

export type Silence = { readonly chunk: ChunkId; readonly department: DepartmentId };

type ChunkRow = { batch_id: number; seq: number; households: number };

export type Chunks = ReturnType<typeof chunksIn>;

/** Sixteen chunks; a household takes about 5 KB here. */
const HOUSEHOLDS_KEPT = 8_000;

/** No chunk takes longer from its first read to its last report. */
const READ_BEFORE_MINUTES = 10;

export function chunksIn(database: Database, dataKeys: DataKeys) {
  // One job a department and one to verify read the same chunk within seconds.
  const opened = new LRUCache<string, StoredHousehold>({ max: HOUSEHOLDS_KEPT });
  return {
    /** Cuts a received batch into chunks of at most `size` households. Cut once, it stays as it is. */
    async cutChunks(batchId: BatchId, size: number): Promise<Chunk[]> {
      const batch = batchNumber(batchId);
      return database.transaction(async (client) => {
        // Its submitter and a worker that takes it for dead may both cut: the second finds it done.
        await client.query('select from batches where id = $1 for update', [batch]);
        const { rows } = await client.query<ChunkRow>(
          `with places as (
             select seq, (row_number() over (order by seq) - 1) / $2::int + 1 as chunk
             from placed_households where batch_id = $1),
           cut as (
             insert into chunks (batch_id, seq, first_seq, last_seq, households)
             select $1, chunk, min(seq), max(seq), count(*) from places
             where not exists (select from chunks where batch_id = $1) group by chunk
             returning batch_id, seq, households)
           select batch_id, seq, households from cut
           union all select batch_id, seq, households from chunks where batch_id = $1
           order by seq`,
          [batch, size],
        );
        return rows.map(toChunk);
      });
    },

    /** Batches that were received and never cut: their submitter died, or is just about to. */
    async uncutBatches(): Promise<BatchId[]> {
      const rows = await database.rows<{ id: number }>(
        `select id from batches b where state = 'running' and queued_at is null
           and not exists (select from chunks c where c.batch_id = b.id) order by id`,
      );
      return rows.map((row) => batchIdOf(row.id));
    },

    /** @throws HeduiError BATCH_UNKNOWN */
    async chunk(chunkId: ChunkId): Promise<Chunk> {
      const { batch, seq } = chunkNumbers(chunkId);
      const row = await database.one<ChunkRow>(
        'select batch_id, seq, households from chunks where batch_id = $1 and seq = $2',
        [batch, seq],
      );
      if (row === null) throw batchUnknown(chunkId);
      return toChunk(row);
    },

    /** Households in the order of the batch; none whose key was erased. */
    async readChunk(chunkId: ChunkId): Promise<StoredHousehold[]> {
      const { batch, seq } = chunkNumbers(chunkId);
      const inChunk = 'from chunk_households($1, $2) h where h.key_wrapped is not null';
      // Which they are is always asked, since a key may have been erased; what they are is often at hand.
      // One line of text is taken apart sooner than five hundred rows.
      const named = await database.one<{ places: string | null }>(
        `select string_agg(h.id || '/' || h.verification, ',' order by h.seq) as places ${inChunk}`,
        [batch, seq],
      );
      const places = named?.places?.split(',') ?? [];
      // Held from here on: what is at hand may be pushed out of memory while the rest is read.
      const atHand = new Map(places.map((place) => [place, opened.get(place)]));
      const missing = places.filter((place) => atHand.get(place) === undefined);
      if (missing.length > 0) {
        const rows = await database.rows<HouseholdRow>(
          `select h.id, h.verification, h.key_wrapped, h.key_version, h.sealed ${inChunk} and h.id = any($3)`,
          [batch, seq, missing.map((place) => Number(place.split('/')[0]))],
        );
        for (const row of rows) {
          const place = `${row.id}/${row.verification}`;
          const household = openHousehold(row, dataKeys);
          atHand.set(place, household);
          opened.set(place, household);
        }
      }
      return places.flatMap((place) => atHand.get(place) ?? []);
    },

    /** Once they are verified, their place in memory, and that of their keys, is for those that are not. */
    forgetChunk(households: readonly StoredHousehold[]): void {
      for (const { id, verification } of households) {
        opened.delete(`${id}/${verification}`);
        dataKeys.forget(householdOwner(id));
      }
    },

    /**
     * Chunks of running batches with a household that has no report yet: of batches that were never handed to the
     * queue, or of all.
     */
    async unfinishedChunks({ queuedToo }: { queuedToo: boolean }): Promise<Chunk[]> {
      const rows = await database.rows<ChunkRow>(
        `select c.batch_id, c.seq, c.households from chunks c join batches b on b.id = c.batch_id
         where b.state = 'running' and c.sealed_at is null and ($1 or b.queued_at is null)
         order by c.batch_id, c.seq`,
        [queuedToo],
      );
      return rows.map(toChunk);
    },

    /**
     * Chunks with a household whose report is, or may be, older than an answer to the same verification. A report is made
     * from what was read some time before it was issued: answers of that time count as newer.
     */
    async overtakenChunks(): Promise<Chunk[]> {
      const rows = await database.rows<ChunkRow>(
        `select c.batch_id, c.seq, c.households from chunks c
         where c.sealed_at is not null and exists (
           select from reports r
           join households h on h.id = r.household_id and h.verification = r.verification
           join answers a on a.household_id = r.household_id and a.verification = r.verification
           where r.batch_id = c.batch_id and r.seq between c.first_seq and c.last_seq and r.is_current
             and a.answered_at > r.issued_at - interval '${READ_BEFORE_MINUTES} minutes')
         order by c.batch_id, c.seq`,
      );
      return rows.map(toChunk);
    },

    /** Chunks that have their reports, each with a department that has not answered all of its questions. */
    async silences(): Promise<Silence[]> {
      const rows = await database.rows<{
        batch_id: number;
        chunk_seq: number;
        department: DepartmentId;
      }>(
        `select a.batch_id, a.chunk_seq, a.department
         from chunk_answers a
         join chunks c on c.batch_id = a.batch_id and c.seq = a.chunk_seq
         where c.sealed_at is not null and a.complete < a.households
         order by a.batch_id, a.chunk_seq, a.department`,
      );
      return rows.map(({ batch_id, chunk_seq, department }) => ({
        chunk: chunkIdOf(batch_id, chunk_seq),
        department,
      }));
    },
  };
}

function toChunk(row: ChunkRow): Chunk {
  return {
    id: chunkIdOf(row.batch_id, row.seq),
    batchId: batchIdOf(row.batch_id),
    seq: row.seq,
    households: row.households,
  };
}
