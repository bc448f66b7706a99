// Legal holds: households that are kept whatever their term, for a complaint, a lawsuit, an inspection.

import type { Instant } from '../domain/calendar.ts';
import { SUITE_PARTS } from '../domain/crypto-suite.ts';
import type { Database } from './database.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { openJson, sealJson } from './encryption/sealed-json.ts';
import { householdOwner, keysOfHouseholds } from './household-keys.ts';
import { addEntries, entryOf } from './ledger/entries.ts';

export type Hold = {
  readonly householdId: number;
  /** The household's newest report. */
  readonly report: string | null;
  readonly setBy: string;
  readonly setAt: Instant;
  readonly reason: string;
};

export type Holds = ReturnType<typeof holdsIn>;

export function holdsIn(database: Database, dataKeys: DataKeys) {
  const digest = () => SUITE_PARTS[dataKeys.suite].digest;
  return {
    /** @returns false when it is held already, or was erased */
    async set(householdId: number, actor: string, reason: string): Promise<boolean> {
      const key = (await keysOfHouseholds(database, dataKeys, [householdId])).get(householdId);
      if (key === undefined) return false;
      return database.transaction(async (client) => {
        const { rows } = await client.query<{ id: number }>(
          `insert into legal_holds (household_id, set_by, reason_sealed) values ($1, $2, $3)
           on conflict do nothing returning id`,
          [householdId, actor, sealJson(reason, key, holdPlace(householdId))],
        );
        if (rows.length === 0) return false;
        await addEntries(client, [entryOf(heldBy(householdId, actor, 'hold', reason), digest())]);
        return true;
      });
    },

    /** @returns false when it is not held */
    async lift(householdId: number, actor: string, reason: string): Promise<boolean> {
      const key = (await keysOfHouseholds(database, dataKeys, [householdId])).get(householdId);
      if (key === undefined) return false;
      return database.transaction(async (client) => {
        const { rows } = await client.query(
          `update legal_holds set lifted_by = $2, lifted_at = now(), lift_reason_sealed = $3
           where household_id = $1 and lifted_at is null returning id`,
          [householdId, actor, sealJson(reason, key, holdPlace(householdId))],
        );
        if (rows.length === 0) return false;
        await addEntries(client, [
          entryOf(heldBy(householdId, actor, 'hold-lifted', reason), digest()),
        ]);
        return true;
      });
    },

    async list(): Promise<Hold[]> {
      const rows = await database.rows<{
        household_id: number;
        set_by: string;
        set_at: Instant;
        reason_sealed: Buffer;
        report: string | null;
      }>(
        `select g.household_id, g.set_by, g.set_at, g.reason_sealed,
                (select r.number from reports r where r.household_id = g.household_id
                 order by r.issued_at desc, r.version desc limit 1) as report
         from legal_holds g where g.lifted_at is null order by g.set_at`,
      );
      const ids = rows.map((row) => row.household_id);
      const keys = await keysOfHouseholds(database, dataKeys, ids);
      return rows.flatMap((row) => {
        const key = keys.get(row.household_id);
        if (key === undefined) return [];
        return [
          {
            householdId: row.household_id,
            report: row.report,
            setBy: row.set_by,
            setAt: row.set_at,
            reason: openJson<string>(row.reason_sealed, key, holdPlace(row.household_id)),
          },
        ];
      });
    },
  };
}

function holdPlace(householdId: number): string {
  return `${householdOwner(householdId)}/hold`;
}

function heldBy(householdId: number, actor: string, kind: 'hold' | 'hold-lifted', reason: string) {
  const at = new Date().toISOString() as Instant;
  return { at, actor, kind, subject: householdOwner(householdId), purpose: null, content: reason };
}
