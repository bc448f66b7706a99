// Records that broke their schema (隔离记录): kept as they came, for their department to see and mend. They are evidence
// of nothing, and go with the key of the household they were about.

import type { Instant } from '../domain/calendar.ts';
import type { DepartmentId, ResourceId } from '../domain/lookup.ts';
import type { Database } from './database.ts';
import { blindIndex, type IndexKey } from './encryption/blind-index.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { openJson, sealJson } from './encryption/sealed-json.ts';
import { householdOwner, keysOfHouseholds } from './household-keys.ts';

/** A field that could not be read, and what it should have held. */
export type FieldFault = { readonly field: string; readonly expected: string };

export type FlawedRecord = {
  readonly householdId: number;
  readonly resource: ResourceId;
  readonly faults: readonly FieldFault[];
  /** As the department sent it. */
  readonly record: unknown;
};

export type Quarantined = FlawedRecord & {
  readonly id: number;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** How often the department has sent it. */
  readonly timesSeen: number;
};

type QuarantinedRow = {
  id: number;
  household_id: number;
  resource: ResourceId;
  first_seen_at: Instant;
  last_seen_at: Instant;
  times_seen: number;
  key_wrapped: Buffer;
  key_version: number;
  sealed: Buffer;
};

const place = (householdId: number, resource: ResourceId) =>
  `${householdOwner(householdId)}/quarantine/${resource}`;

export type Quarantine = ReturnType<typeof quarantineIn>;

export function quarantineIn(database: Database, dataKeys: DataKeys, indexKey: IndexKey) {
  return {
    async put(department: DepartmentId, records: readonly FlawedRecord[], at: Instant) {
      const ids = records.map((record) => record.householdId);
      const keys = await keysOfHouseholds(database, dataKeys, ids);
      for (const { householdId, resource, faults, record } of records) {
        const key = keys.get(householdId);
        if (key === undefined) continue;
        await database.rows(
          `insert into quarantined_records as q
             (household_id, department, resource, record_index, fields, first_seen_at, last_seen_at, sealed)
           values ($1, $2, $3, $4, $5, $6, $6, $7)
           on conflict (household_id, resource, record_index)
           do update set last_seen_at = excluded.last_seen_at, times_seen = q.times_seen + 1`,
          [
            householdId,
            department,
            resource,
            blindIndex(indexKey, 'quarantined-record', JSON.stringify(record)),
            faults.map((fault) => fault.field),
            at,
            sealJson({ faults, record }, key, place(householdId, resource)),
          ],
        );
      }
    },

    /** The last seen first. */
    async of(department: DepartmentId, limit: number): Promise<Quarantined[]> {
      const rows = await database.rows<QuarantinedRow>(
        `select q.id, q.household_id, q.resource, q.first_seen_at, q.last_seen_at, q.times_seen,
                h.key_wrapped, h.key_version, q.sealed
         from quarantined_records q join households h on h.id = q.household_id
         where q.department = $1 and h.key_wrapped is not null
         order by q.last_seen_at desc, q.id desc limit $2`,
        [department, limit],
      );
      return rows.map((row) => {
        const wrapped = { wrapped: row.key_wrapped, version: row.key_version };
        const key = dataKeys.unwrap(householdOwner(row.household_id), wrapped);
        return {
          id: row.id,
          householdId: row.household_id,
          resource: row.resource,
          firstSeenAt: row.first_seen_at,
          lastSeenAt: row.last_seen_at,
          timesSeen: row.times_seen,
          ...openJson<Pick<FlawedRecord, 'faults' | 'record'>>(
            row.sealed,
            key,
            place(row.household_id, row.resource),
          ),
        };
      });
    },

    async counts(): Promise<ReadonlyMap<DepartmentId, number>> {
      const rows = await database.rows<{ department: DepartmentId; records: number }>(
        'select department, count(*) as records from quarantined_records group by department',
      );
      return new Map(rows.map(({ department, records }) => [department, records]));
    },
  };
}
