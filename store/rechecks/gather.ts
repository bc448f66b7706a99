// Rounds of verifying households again: a batch that gathers households of others, each with a new verification that
// begins with the answers that still hold. What is missing from them is then asked by the ordinary way of a batch.

import type { CalendarDate } from '../../domain/calendar.ts';
import { answerText } from '../../domain/answer-text.ts';
import type { RecheckCause } from '../../domain/support.ts';
import { type Answer, ANSWER_COLUMNS, answerRow } from '../answers.ts';
import { type BatchId, batchNumber } from '../batch-ids.ts';
import { copyRows } from '../copy-rows.ts';
import type { Database } from '../database.ts';
import type { DataKeys } from '../encryption/data-keys.ts';
import { type HouseholdRow, openHousehold, type StoredHousehold } from '../households.ts';
import { keysOfHouseholds } from '../household-keys.ts';

export type GatheredHousehold = {
  readonly householdId: number;
  /** Of the verification that the answers were taken from: if another began meanwhile, the household is left out. */
  readonly verification: number;
  readonly carried: readonly Pick<Answer, 'department' | 'lookups' | 'evidence'>[];
  readonly because: readonly RecheckCause[];
};

export type Gathering = ReturnType<typeof gatheringIn>;

export function gatheringIn(database: Database, dataKeys: DataKeys) {
  return {
    async households(ids: readonly number[]): Promise<StoredHousehold[]> {
      const rows = await database.rows<HouseholdRow>(
        `select id, verification, key_wrapped, key_version, sealed from households
         where id = any($1) and key_wrapped is not null order by id`,
        [ids],
      );
      return rows.map((row) => openHousehold(row, dataKeys));
    },

    /** The verification that is current, of households whose key is still there. */
    async verifications(ids: readonly number[]): Promise<Map<number, number>> {
      const rows = await database.rows<{ id: number; verification: number }>(
        'select id, verification from households where id = any($1) and key_wrapped is not null',
        [ids],
      );
      return new Map(rows.map(({ id, verification }) => [id, verification]));
    },

    /** The day of each household's current verification. */
    async verifyOn(ids: readonly number[]): Promise<Map<number, CalendarDate>> {
      const rows = await database.rows<{ id: number; verify_on: CalendarDate }>(
        `select h.id, v.verify_on from households h
         join verifications v on v.household_id = h.id and v.verification = h.verification
         where h.id = any($1)`,
        [ids],
      );
      return new Map(rows.map((row) => [row.id, row.verify_on]));
    },

    /** Adds households to a round that is still received. @returns how many */
    async add(
      batchId: BatchId,
      gathered: readonly GatheredHousehold[],
      terms: {
        readonly cause: 'recheck' | 'objection';
        readonly verifyOn: CalendarDate;
        readonly night: CalendarDate;
      },
    ): Promise<number> {
      if (gathered.length === 0) return 0;
      const batch = batchNumber(batchId);
      const keys = await keysOfHouseholds(
        database,
        dataKeys,
        gathered.map(({ householdId }) => householdId),
      );
      return database.transaction(async (client) => {
        const { rows: begun } = await client.query<{ id: number; verification: number }>(
          `update households h set verification = h.verification + 1
           from unnest($1::bigint[], $2::int[]) as given (id, verification)
           where h.id = given.id and h.verification = given.verification and h.key_wrapped is not null
           returning h.id, h.verification`,
          [
            gathered.map(({ householdId }) => householdId),
            gathered.map(({ verification }) => verification),
          ],
        );
        const newOf = new Map(begun.map((row) => [row.id, row.verification]));
        const taken = gathered.filter(({ householdId }) => newOf.has(householdId));
        const ids = taken.map(({ householdId }) => householdId);
        const verifications = ids.map((id) => newOf.get(id) ?? 0);
        // Answers of a recheck that led to no report are of use to nobody once the next one has begun.
        await client.query(
          `delete from answers a using unnest($1::bigint[], $2::int[]) as given (id, verification)
           where a.household_id = given.id and a.verification < given.verification
             and not exists (select from reports r where r.household_id = a.household_id
                                                     and r.verification = a.verification)`,
          [ids, verifications],
        );
        await client.query(
          `insert into verifications (household_id, verification, cause, verify_on)
           select id, verification, $3, $4 from unnest($1::bigint[], $2::int[]) as given (id, verification)`,
          [ids, verifications, terms.cause, terms.verifyOn],
        );
        await client.query(
          `update rechecks set outcome = 'overtaken' where household_id = any($1) and outcome = 'open'`,
          [ids],
        );
        const { rows: places } = await client.query<{ first: number }>(
          `update batches set next_seq = next_seq + $2, households = households + $2
           where id = $1 returning next_seq - $2 as first`,
          [batch, taken.length],
        );
        const first = places[0]?.first ?? 1;
        await copyRows(
          client,
          'gathered_households',
          { batch_id: 'int8', seq: 'int4', household_id: 'int8', verification: 'int4' },
          taken.map(({ householdId }, place) => [
            batch,
            first + place,
            householdId,
            newOf.get(householdId) ?? 0,
          ]),
        );
        await copyRows(
          client,
          'rechecks',
          {
            household_id: 'int8',
            verification: 'int4',
            batch_id: 'int8',
            night: 'date',
            because: 'text[]',
          },
          taken.map(({ householdId, because }) => [
            householdId,
            newOf.get(householdId) ?? 0,
            batch,
            terms.night,
            because,
          ]),
        );
        await copyRows(
          client,
          'answers',
          ANSWER_COLUMNS,
          taken.flatMap(({ householdId, carried }) => {
            const key = keys.get(householdId);
            if (key === undefined) return [];
            const verification = newOf.get(householdId) ?? 0;
            return carried.map((said) =>
              answerRow({ householdId, verification, ...said }, answerText(said), key),
            );
          }),
        );
        if (terms.cause === 'recheck') {
          await client.query(
            'update supports set opened_on = $2 where household_id = any($1) and ended_on is null',
            [ids, terms.night],
          );
        }
        return taken.length;
      });
    },

    /** Adds households to a round that looks at their newest verification anew and asks nothing. @returns how many */
    async addAsTheyAre(batchId: BatchId, householdIds: readonly number[]): Promise<number> {
      const batch = batchNumber(batchId);
      return database.transaction(async (client) => {
        const { rows } = await client.query<{ first: number }>(
          `update batches set next_seq = next_seq + $2, households = households + $2
           where id = $1 returning next_seq - $2 as first`,
          [batch, householdIds.length],
        );
        const { rowCount } = await client.query(
          `insert into gathered_households (batch_id, seq, household_id, verification)
           select $1, $3 + place - 1, h.id, h.verification
           from unnest($2::bigint[]) with ordinality as given (id, place)
           join households h on h.id = given.id
           where h.key_wrapped is not null`,
          [batch, householdIds, rows[0]?.first ?? 1],
        );
        return rowCount ?? 0;
      });
    },
  };
}
