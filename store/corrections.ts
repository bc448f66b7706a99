// What departments are asked to put right in their own records, until they answer.

import { type CalendarDate, instant } from '../domain/calendar.ts';
import { SUITE_PARTS } from '../domain/crypto-suite.ts';
import type { RegionCode } from '../domain/region.ts';
import type { SchemeId } from '../domain/scheme.ts';
import type { CorrectionRequest } from '../domain/objection.ts';
import type { Database } from './database.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { openJson, sealJson } from './encryption/sealed-json.ts';
import type { SealingKey } from './encryption/sealing-key.ts';
import { householdOwner, keysOfHouseholds } from './household-keys.ts';
import { addEntries, entryOf } from './ledger/entries.ts';
import { objectionUnknown } from './objections.ts';

/** What is wrong, in words; and what the department said. */
export type CorrectionWords = { readonly wrong: string; readonly said: string | null };

/** A household in which the same person stands, and whose report may rest on the same record. */
export type SamePersonElsewhere = {
  readonly householdId: number;
  readonly personNo: number;
  readonly scheme: SchemeId;
  readonly region: RegionCode;
  readonly verifyOn: CalendarDate;
};

const REQUEST = `
  r.id, r.objection_id as "objectionId", r.household_id as "householdId", r.department, r.resource,
  r.person_no as "personNo", r.asked_on as "askedOn", r.due_on as "dueOn", r.asked_by as "askedBy", r.answer,
  r.answered_on as "answeredOn"`;

export type Corrections = ReturnType<typeof correctionsIn>;

export function correctionsIn(database: Database, dataKeys: DataKeys) {
  const ledgerDigest = SUITE_PARTS[dataKeys.suite].digest;
  return {
    async ask(
      request: Omit<CorrectionRequest, 'id' | 'answer' | 'answeredOn'> & { readonly wrong: string },
      at: Date,
    ): Promise<number> {
      const key = await keyOf(request.householdId);
      const next = await database.one<{ id: number }>(
        `select nextval(pg_get_serial_sequence('correction_requests', 'id')) as id`,
      );
      const id = next?.id ?? 0;
      const words: CorrectionWords = { wrong: request.wrong, said: null };
      await database.transaction(async (client) => {
        await client.query(
          `insert into correction_requests
             (id, objection_id, household_id, department, resource, person_no, asked_on, due_on, asked_by, sealed)
           overriding system value values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [
            id,
            request.objectionId,
            request.householdId,
            request.department,
            request.resource,
            request.personNo,
            request.askedOn,
            request.dueOn,
            request.askedBy,
            sealJson(words, key, wordsPlace(request.householdId, id)),
          ],
        );
        await addEntries(client, [
          entryOf(
            {
              at: instant(at),
              actor: request.askedBy,
              kind: 'correction-asked',
              subject: `O${request.objectionId}/${request.resource}`,
              purpose: 'objection',
              content: { request: id, wrong: request.wrong },
            },
            ledgerDigest,
          ),
        ]);
      });
      return id;
    },

    /** @throws HeduiError OBJECTION_UNKNOWN */
    async get(id: number): Promise<CorrectionRequest> {
      const row = await database.one<CorrectionRequest>(
        `select ${REQUEST} from correction_requests r where r.id = $1`,
        [id],
      );
      if (row === null) throw objectionUnknown();
      return row;
    },

    async ofObjection(objectionId: number): Promise<CorrectionRequest[]> {
      return database.rows<CorrectionRequest>(
        `select ${REQUEST} from correction_requests r where r.objection_id = $1 order by r.id`,
        [objectionId],
      );
    },

    /** Not answered yet, by their last day. */
    async open(limit: number): Promise<CorrectionRequest[]> {
      return database.rows<CorrectionRequest>(
        `select ${REQUEST} from correction_requests r where r.answer is null order by r.due_on, r.id limit $1`,
        [limit],
      );
    },

    async words({
      id,
      householdId,
    }: Pick<CorrectionRequest, 'id' | 'householdId'>): Promise<CorrectionWords> {
      const row = await database.one<{ sealed: Buffer }>(
        'select sealed from correction_requests where id = $1',
        [id],
      );
      if (row === null) throw objectionUnknown();
      return openJson(row.sealed, await keyOf(householdId), wordsPlace(householdId, id));
    },

    /** @returns false when it was answered before */
    async answered(
      request: CorrectionRequest,
      answer: {
        readonly answer: 'corrected' | 'refused';
        readonly said: string;
        readonly on: CalendarDate;
        readonly by: string;
      },
      at: Date,
    ): Promise<boolean> {
      const { id, householdId } = request;
      const key = await keyOf(householdId);
      const words: CorrectionWords = { ...(await this.words(request)), said: answer.said };
      return database.transaction(async (client) => {
        const { rowCount } = await client.query(
          `update correction_requests set answer = $2, answered_on = $3, sealed = $4
           where id = $1 and answer is null`,
          [id, answer.answer, answer.on, sealJson(words, key, wordsPlace(householdId, id))],
        );
        if (rowCount !== 1) return false;
        await addEntries(client, [
          entryOf(
            {
              at: instant(at),
              actor: answer.by,
              kind: 'correction-answered',
              subject: `O${request.objectionId}/${request.resource}`,
              purpose: 'objection',
              content: { request: id, answer: answer.answer, said: answer.said },
            },
            ledgerDigest,
          ),
        ]);
        return true;
      });
    },

    /** Other households with a report in which the same person stands. */
    async samePersonElsewhere(
      householdId: number,
      personNo: number,
    ): Promise<SamePersonElsewhere[]> {
      return database.rows<SamePersonElsewhere>(
        `select h.id as "householdId", other.no as "personNo", b.scheme, h.region, v.verify_on as "verifyOn"
         from persons own
         join persons other on other.id_index = own.id_index and other.household_id <> own.household_id
         join households h on h.id = other.household_id and h.key_wrapped is not null
         join batches b on b.id = h.batch_id
         join verifications v on v.household_id = h.id and v.verification = h.verification
         where own.household_id = $1 and own.no = $2
           and exists (select from reports r where r.household_id = h.id)
         order by h.id`,
        [householdId, personNo],
      );
    },
  };

  async function keyOf(householdId: number): Promise<SealingKey> {
    const key = (await keysOfHouseholds(database, dataKeys, [householdId])).get(householdId);
    if (key === undefined) throw objectionUnknown();
    return key;
  }
}

function wordsPlace(householdId: number, id: number): string {
  return `${householdOwner(householdId)}/correction/${id}`;
}
