// Objections and the proofs they bring.

import { instant } from '../domain/calendar.ts';
import { SUITE_PARTS } from '../domain/crypto-suite.ts';
import { HeduiError } from '../domain/errors.ts';
import type {
  Attachment,
  Objection,
  ObjectionOutcome,
  ObjectionState,
  ObjectionWords,
} from '../domain/objection.ts';
import { batchIdOf, batchNumber } from './batch-ids.ts';
import type { Database } from './database.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { open, seal } from './encryption/envelope.ts';
import { openJson, sealJson } from './encryption/sealed-json.ts';
import type { SealingKey } from './encryption/sealing-key.ts';
import { householdOwner, keysOfHouseholds } from './household-keys.ts';
import { addEntries, entryOf } from './ledger/entries.ts';

export type NewObjection = Pick<
  Objection,
  'householdId' | 'reportNumber' | 'region' | 'findings' | 'receivedOn' | 'dueOn' | 'receivedBy'
> & {
  readonly grounds: string;
  readonly attachments: readonly (Pick<Attachment, 'mediaType' | 'name'> & {
    readonly content: Buffer;
  })[];
};

type ObjectionRow = Omit<Objection, 'batchId'> & { batch: number | null };

const OBJECTION = `
  o.id, o.household_id as "householdId", o.report_number as "reportNumber", o.region, o.findings, o.state,
  o.received_on as "receivedOn", o.due_on as "dueOn", o.received_by as "receivedBy", o.batch_id as batch,
  o.new_report_number as "newReportNumber", o.decided_by as "decidedBy", o.decided_at as "decidedAt"`;

export type Objections = ReturnType<typeof objectionsIn>;

/** Whoever began its fresh look never came to hand it to the queue. */
const UNASKED = 'exists (select from batches b where b.id = o.batch_id and b.queued_at is null)';

export function objectionsIn(database: Database, dataKeys: DataKeys) {
  const ledgerDigest = SUITE_PARTS[dataKeys.suite].digest;
  return {
    async record(objection: NewObjection, at: Date): Promise<number> {
      const { householdId } = objection;
      const key = await keyOf(householdId);
      const next = await database.one<{ id: number }>(
        `select nextval(pg_get_serial_sequence('objections', 'id')) as id`,
      );
      const id = next?.id ?? 0;
      const words: ObjectionWords = { grounds: objection.grounds, reason: null };
      await database.transaction(async (client) => {
        await client.query(
          `insert into objections (id, household_id, report_number, region, findings, received_on, due_on, received_by, sealed)
           overriding system value values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            id,
            householdId,
            objection.reportNumber,
            objection.region,
            objection.findings,
            objection.receivedOn,
            objection.dueOn,
            objection.receivedBy,
            sealJson(words, key, wordsPlace(householdId, id)),
          ],
        );
        for (const [place, { mediaType, name, content }] of objection.attachments.entries()) {
          const no = place + 1;
          await client.query(
            `insert into objection_attachments (objection_id, household_id, no, media_type, bytes, sealed_name, sealed)
             values ($1, $2, $3, $4, $5, $6, $7)`,
            [
              id,
              householdId,
              no,
              mediaType,
              content.length,
              sealJson(name, key, `${attachmentPlace(householdId, id, no)}/name`),
              seal(content, key, attachmentPlace(householdId, id, no)),
            ],
          );
        }
        await addEntries(client, [
          entryOf(
            {
              at: instant(at),
              actor: objection.receivedBy,
              kind: 'objection',
              subject: objection.reportNumber,
              purpose: 'objection',
              content: {
                objection: `O${id}`,
                findings: objection.findings,
                attachments: objection.attachments.length,
              },
            },
            ledgerDigest,
          ),
        ]);
      });
      return id;
    },

    /** @throws HeduiError OBJECTION_UNKNOWN */
    async get(id: number): Promise<Objection> {
      const row = await database.one<ObjectionRow>(
        `select ${OBJECTION} from objections o where o.id = $1`,
        [id],
      );
      if (row === null) throw objectionUnknown();
      return toObjection(row);
    },

    /** Open ones by their last day; with `closedToo` the newest first. */
    async list(page: {
      readonly limit: number;
      readonly closedToo?: boolean;
      readonly region?: string;
      readonly householdId?: number;
    }): Promise<Objection[]> {
      const rows = await database.rows<ObjectionRow>(
        `select ${OBJECTION} from objections o
         where ($2 or o.state in ('received', 'verifying', 'verified')) and ($3::text is null or o.region like $3 || '%')
           and ($4::bigint is null or o.household_id = $4)
         order by o.state in ('upheld', 'corrected', 'withdrawn'), o.due_on, o.id limit $1`,
        [page.limit, page.closedToo ?? false, page.region ?? null, page.householdId ?? null],
      );
      return rows.map(toObjection);
    },

    async words({
      id,
      householdId,
    }: Pick<Objection, 'id' | 'householdId'>): Promise<ObjectionWords> {
      const row = await database.one<{ sealed: Buffer }>(
        'select sealed from objections where id = $1',
        [id],
      );
      if (row === null) throw objectionUnknown();
      return openJson(row.sealed, await keyOf(householdId), wordsPlace(householdId, id));
    },

    async attachments({
      id,
      householdId,
    }: Pick<Objection, 'id' | 'householdId'>): Promise<Attachment[]> {
      const key = await keyOf(householdId);
      const rows = await database.rows<Omit<Attachment, 'name'> & { sealed_name: Buffer }>(
        `select no, media_type as "mediaType", bytes, sealed_name from objection_attachments
         where objection_id = $1 order by no`,
        [id],
      );
      return rows.map(({ sealed_name, ...row }) => ({
        ...row,
        name: openJson<string>(
          sealed_name,
          key,
          `${attachmentPlace(householdId, id, row.no)}/name`,
        ),
      }));
    },

    /** @throws HeduiError OBJECTION_UNKNOWN */
    async attachment(
      { id, householdId }: Pick<Objection, 'id' | 'householdId'>,
      no: number,
    ): Promise<{ readonly mediaType: Attachment['mediaType']; readonly content: Buffer }> {
      const row = await database.one<{ mediaType: Attachment['mediaType']; sealed: Buffer }>(
        `select media_type as "mediaType", sealed from objection_attachments where objection_id = $1 and no = $2`,
        [id, no],
      );
      if (row === null) throw objectionUnknown();
      const key = await keyOf(householdId);
      return {
        mediaType: row.mediaType,
        content: open(row.sealed, key, attachmentPlace(householdId, id, no)),
      };
    },

    /** Taken down, and nobody was asked afresh so far. Without those whose household's key was erased. */
    async unasked(): Promise<number[]> {
      const rows = await database.rows<{ id: number }>(
        `select o.id from objections o join households h on h.id = o.household_id
         where (o.state = 'received' or (o.state = 'verifying' and ${UNASKED}))
           and h.key_wrapped is not null order by o.id`,
      );
      return rows.map(({ id }) => id);
    },

    /** The fresh look at what is disputed begins. */
    async verifying(id: number, batchId: string, verification: number): Promise<void> {
      await database.rows(
        `update objections o set state = 'verifying', batch_id = $2, verification = $3
         where id = $1 and (state in ('received', 'verified') or (state = 'verifying' and ${UNASKED}))`,
        [id, batchNumber(batchId), verification],
      );
    },

    /** Every department asked has answered. */
    async verified(
      outcomes: readonly {
        readonly householdId: number;
        readonly verification: number;
        readonly newReportNumber: string | null;
      }[],
    ): Promise<void> {
      await database.rows(
        `update objections o set state = case when o.state = 'verifying' then 'verified' else o.state end,
                                 new_report_number = coalesce(given.number, o.new_report_number)
         from unnest($1::bigint[], $2::int[], $3::text[]) as given (id, verification, number)
         where o.household_id = given.id and o.verification = given.verification`,
        [
          outcomes.map((one) => one.householdId),
          outcomes.map((one) => one.verification),
          outcomes.map((one) => one.newReportNumber),
        ],
      );
    },

    /** @returns false when it was decided before */
    async decide(
      objection: Objection,
      decision: {
        readonly outcome: ObjectionOutcome;
        readonly reason: string;
        readonly by: string;
      },
      at: Date,
    ): Promise<boolean> {
      const { id, householdId } = objection;
      const key = await keyOf(householdId);
      const words = { ...(await this.words(objection)), reason: decision.reason };
      return database.transaction(async (client) => {
        const { rowCount } = await client.query(
          `update objections set state = $2, decided_by = $3, decided_at = $4, sealed = $5
           where id = $1 and state in ('received', 'verifying', 'verified')`,
          [
            id,
            decision.outcome satisfies ObjectionState,
            decision.by,
            instant(at),
            sealJson(words, key, wordsPlace(householdId, id)),
          ],
        );
        if (rowCount !== 1) return false;
        await addEntries(client, [
          entryOf(
            {
              at: instant(at),
              actor: decision.by,
              kind: 'objection-answered',
              subject: objection.reportNumber,
              purpose: 'objection',
              content: { objection: `O${id}`, ...decision },
            },
            ledgerDigest,
          ),
        ]);
        return true;
      });
    },
  };

  async function keyOf(householdId: number): Promise<SealingKey> {
    const key = (await keysOfHouseholds(database, dataKeys, [householdId])).get(householdId);
    if (key === undefined) throw objectionUnknown();
    return key;
  }
}

function wordsPlace(householdId: number, id: number): string {
  return `${householdOwner(householdId)}/objection/${id}`;
}

function attachmentPlace(householdId: number, id: number, no: number): string {
  return `${wordsPlace(householdId, id)}/attachment/${no}`;
}

function toObjection({ batch, ...row }: ObjectionRow): Objection {
  return { ...row, batchId: batch === null ? null : batchIdOf(batch) };
}

export function objectionUnknown(): HeduiError {
  return new HeduiError('OBJECTION_UNKNOWN', {
    zh: '没有此编号的异议，或该户的保存期已满。可用 hedui objection list 查看。',
    en: 'There is no objection of this number, or the household’s retention has ended; hedui objection list shows them.',
  });
}
