// Households of a batch: in by COPY, out by the chunk.

import type { CitizenId } from '../domain/citizen-id.ts';
import type { Household } from '../domain/household.ts';
import { liesIn, type RegionCode } from '../domain/region.ts';
import type { SchemeId } from '../domain/scheme.ts';
import { type BatchId, batchIdOf, batchNumber, batchUnknown } from './batch-ids.ts';
import { copyRows } from './copy-rows.ts';
import type { Database } from './database.ts';
import { blindIndex, type IndexKey } from './encryption/blind-index.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { openJson, sealJson } from './encryption/sealed-json.ts';
import { householdOwner, householdPlace } from './household-keys.ts';
import { takeSerials } from './serials.ts';

export type HouseholdId = number;

/** A household as the store knows it. */
export type StoredHousehold = {
  readonly id: HouseholdId;
  readonly verification: number;
  readonly household: Household;
};

export type HouseholdRow = {
  id: number;
  verification: number;
  key_wrapped: Buffer;
  key_version: number;
  sealed: Buffer;
};

export type Households = ReturnType<typeof householdsIn>;

export function householdsIn(database: Database, dataKeys: DataKeys, indexKey: IndexKey) {
  return {
    /** Adds households behind those the batch has; they keep their order. */
    async add(batchId: BatchId, households: readonly Household[]): Promise<void> {
      if (households.length === 0) return;
      const batch = batchNumber(batchId);
      const firstId = await takeSerials(database, 'household', households.length);
      const persons = households.reduce((sum, { persons: { length } }) => sum + length, 0);
      await database.transaction(async (client) => {
        const { rows } = await client.query<{
          first: number;
          verified_on: string;
          region: RegionCode;
        }>(
          `update batches set next_seq = next_seq + $2, households = households + $2,
                              persons = persons + $3
           where id = $1 returning next_seq - $2 as first, verified_on, region`,
          [batch, households.length, persons],
        );
        if (rows[0] === undefined) throw batchUnknown(batchId);
        const { first, verified_on, region: office } = rows[0];
        await copyRows(
          client,
          'households',
          {
            id: 'int8',
            batch_id: 'int8',
            seq: 'int4',
            region: 'text',
            handled_in: 'text',
            ref_index: 'bytea',
            key_wrapped: 'bytea',
            key_version: 'int4',
            sealed: 'bytea',
          },
          households.map((household, place) => {
            const id = firstId + place;
            const { wrapped, version, key } = dataKeys.create(householdOwner(id));
            return [
              id,
              batch,
              first + place,
              household.region,
              handledIn(household.region, office),
              blindIndex(indexKey, 'household-ref', household.ref),
              wrapped,
              version,
              sealJson(household, key, householdPlace(id)),
            ];
          }),
        );
        await copyRows(
          client,
          'persons',
          { household_id: 'int8', no: 'int2', role: 'text', id_index: 'bytea' },
          households.flatMap((household, place) =>
            household.persons.map(({ no, role, idNumber }) => [
              firstId + place,
              no,
              role,
              idNumber === null ? null : blindIndex(indexKey, 'citizen-id', idNumber),
            ]),
          ),
        );
        await copyRows(
          client,
          'verifications',
          { household_id: 'int8', verification: 'int4', cause: 'text', verify_on: 'date' },
          households.map((_, place) => [firstId + place, 1, 'submitted', verified_on]),
        );
      });
    },

    /** Forgets households and rejections under these numbers, while a batch is still received. */
    async removeByRef(batchId: BatchId, refs: readonly string[]): Promise<void> {
      const batch = batchNumber(batchId);
      const indexes = refs.map((ref) => blindIndex(indexKey, 'household-ref', ref));
      await database.transaction(async (client) => {
        await client.query(
          `with gone as (delete from households where batch_id = $1 and ref_index = any($2) returning id),
                members as (select count(*) as persons from persons join gone on household_id = id)
           update batches set households = households - (select count(*) from gone),
                              persons = batches.persons - (select persons from members)
           where id = $1`,
          [batch, indexes],
        );
        await client.query(
          'delete from rejected_rows where batch_id = $1 and ref_index = any($2)',
          [batch, indexes],
        );
      });
    },

    /** Which of these persons live in a household of a batch that is not done. Supporters do not count. */
    async inOpenBatch(
      scheme: SchemeId,
      idNumbers: readonly CitizenId[],
    ): Promise<Map<CitizenId, BatchId>> {
      const indexes = idNumbers.map((id) => blindIndex(indexKey, 'citizen-id', id));
      const byIndex = new Map(
        idNumbers.map((id, place) => [indexes[place]?.toString('hex') ?? '', id]),
      );
      const rows = await database.rows<{ id_index: Buffer; batch_id: number }>(
        // One look into the index for each number, whatever the planner has yet been told of a table that is just filling.
        `select given.id_index, open.batch_id
         from unnest($2::bytea[]) as given (id_index) cross join lateral (
           select h.batch_id
           from persons p join households h on h.id = p.household_id join batches b on b.id = h.batch_id
           where p.id_index = given.id_index and p.role <> 'supporter' and b.scheme = $1 and b.state = 'running'
             and (b.queued_at is null
                  or exists (select from chunks c where c.batch_id = b.id and c.sealed_at is null))
           order by h.batch_id desc limit 1) open`,
        [scheme, indexes],
      );
      return new Map(
        rows.flatMap((row) => {
          const id = byIndex.get(row.id_index.toString('hex'));
          return id === undefined ? [] : [[id, batchIdOf(row.batch_id)] as const];
        }),
      );
    },

    /** The household of a batch with the caseworker's number; null when there is none. */
    async findByRef(batchId: BatchId, ref: string): Promise<StoredHousehold | null> {
      const row = await database.one<HouseholdRow>(
        `select id, verification, key_wrapped, key_version, sealed from households
         where batch_id = $1 and ref_index = $2 and key_wrapped is not null order by seq limit 1`,
        [batchNumber(batchId), blindIndex(indexKey, 'household-ref', ref)],
      );
      return row && openHousehold(row, dataKeys);
    },

    async findByReport(number: string): Promise<StoredHousehold | null> {
      const row = await database.one<HouseholdRow>(
        `select h.id, h.verification, h.key_wrapped, h.key_version, h.sealed
         from reports r join households h on h.id = r.household_id
         where r.number = $1 and h.key_wrapped is not null`,
        [number],
      );
      return row && openHousehold(row, dataKeys);
    },
  };
}

/** Files often give no more than the county, though a town's office submits them: then the town sees the household. */
function handledIn(household: RegionCode, office: RegionCode): RegionCode {
  return liesIn(office, household) ? office : household;
}

export function openHousehold(row: HouseholdRow, dataKeys: DataKeys): StoredHousehold {
  const key = dataKeys.unwrap(householdOwner(row.id), {
    wrapped: row.key_wrapped,
    version: row.key_version,
  });
  return {
    id: row.id,
    verification: row.verification,
    household: openJson(row.sealed, key, householdPlace(row.id)),
  };
}
