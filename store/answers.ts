// What each department said about each household of a chunk.

import type { PoolClient } from 'pg';
import { type Instant, instant } from '../domain/calendar.ts';
import { SUITE_PARTS } from '../domain/crypto-suite.ts';
import type { Evidence } from '../domain/evidence.ts';
import { type DepartmentId, type Lookup, isAnswered } from '../domain/lookup.ts';
import { answerOfText, answerText } from '../domain/answer-text.ts';
import type { Purpose } from '../domain/scheme.ts';
import { type ChunkId, chunkNumbers } from './batch-ids.ts';
import { type ColumnType, copyRows, type CopyValue } from './copy-rows.ts';
import { amid, type Database, type Rows } from './database.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { seal } from './encryption/envelope.ts';
import { openText } from './encryption/sealed-json.ts';
import { type AnswerAsText, FreshAnswers, type Saved } from './fresh-answers.ts';
import type { SealingKey } from './encryption/sealing-key.ts';
import { answerPlace, householdOwner, keysOfHouseholds } from './household-keys.ts';
import { addEntries } from './ledger/entries.ts';
import {
  listDigest,
  listOf,
  lookupDigest,
  type LookupMark,
  saltsOf,
} from './ledger/lookup-list.ts';

export type { AnswerAsText } from './fresh-answers.ts';

/** One department about one household: replaced as a whole when more is answered. */
export type Answer = {
  readonly householdId: number;
  readonly verification: number;
  readonly department: DepartmentId;
  readonly lookups: readonly Lookup[];
  readonly evidence: readonly Evidence[];
  /** True when the department corrected itself: what it had said before is kept in the history. */
  readonly corrects?: boolean;
};

type AnswerRow = {
  household_id: number;
  verification: number;
  department: DepartmentId;
  complete: boolean;
  key_wrapped: Buffer;
  key_version: number;
  sealed: Buffer;
};

export const ANSWER_COLUMNS = {
  household_id: 'int8',
  verification: 'int4',
  department: 'text',
  complete: 'bool',
  lookups: 'int2',
  unanswered: 'int2',
  asked_at: 'timestamptz',
  answered_at: 'timestamptz',
  sealed: 'bytea',
} as const satisfies Record<string, ColumnType>;

export type Answers = ReturnType<typeof answersIn>;

export function answersIn(database: Database, dataKeys: DataKeys) {
  const fresh = new FreshAnswers();
  return {
    /** Answers to the current verification of the chunk's households, of one department or of all. */
    read: (chunkId: ChunkId, department?: DepartmentId) => read(database, chunkId, department),

    /**
     * What was answered in single verifications, the current one of each household where none is named; by one
     * department or by all.
     */
    async ofVerifications(
      asked: readonly { readonly householdId: number; readonly verification?: number }[],
      department?: DepartmentId,
    ): Promise<Answer[]> {
      const rows = await database.rows<AnswerRow>(
        `select a.household_id, a.verification, a.department, a.complete, h.key_wrapped, h.key_version, a.sealed
         from unnest($1::bigint[], $2::int[]) as given (id, verification)
         join households h on h.id = given.id
         join answers a on a.household_id = h.id and a.verification = coalesce(given.verification, h.verification)
         where h.key_wrapped is not null and ($3::text is null or a.department = $3)
         order by a.household_id, a.verification, a.department`,
        [
          asked.map(({ householdId }) => householdId),
          asked.map(({ verification }) => verification ?? null),
          department ?? null,
        ],
      );
      return rows.map(asText).map(opened);
    },

    /** The same as they are stored, in the order of departments. */
    readTexts: (chunkId: ChunkId) => readTexts(database, chunkId),

    /**
     * The same for whoever verifies the households of the chunk: from memory what this process has just saved. A round
     * after the first may hold answers that were carried over and are in no count.
     */
    async take(
      chunkId: ChunkId,
      households: readonly { readonly verification: number }[],
    ): Promise<AnswerAsText[]> {
      if (households.some(({ verification }) => verification > 1)) {
        return readTexts(database, chunkId);
      }
      const { batch, seq } = chunkNumbers(chunkId);
      const revisions = await database.rows<{ department: DepartmentId; revision: number }>(
        `select department, revision from chunk_answers where batch_id = $1 and chunk_seq = $2
         order by department`,
        [batch, seq],
      );
      const answers: AnswerAsText[] = [];
      for (const { department, revision } of revisions) {
        const atHand = fresh.take(chunkId, department, revision);
        answers.push(...(atHand ?? (await readTexts(database, chunkId, department))));
      }
      return answers;
    },

    /** Stores answers, each in place of what the department said before about the household. */
    async save(
      chunkId: ChunkId,
      department: DepartmentId,
      answers: readonly Answer[],
    ): Promise<void> {
      if (answers.length === 0) return;
      const put = await database.transaction(async (client) => {
        const purpose = await hold(client, chunkId, department);
        return putAnswers(client, chunkId, department, answers, purpose);
      });
      fresh.saved(chunkId, department, put);
    },

    /**
     * Adds to what the department has said about the chunk. Nobody else does meanwhile: of two attempts at the same
     * question, the second builds on what the first has stored.
     * @param change given all that is stored, says what is to stand in its place
     * @returns what was changed
     */
    async update(
      chunkId: ChunkId,
      department: DepartmentId,
      change: (known: readonly Answer[]) => readonly Answer[],
    ): Promise<readonly Answer[]> {
      const { changed, put } = await database.transaction(async (client) => {
        const purpose = await hold(client, chunkId, department);
        const changing = change(await read(amid(client), chunkId, department));
        if (changing.length === 0) return { changed: changing, put: null };
        return {
          changed: changing,
          put: await putAnswers(client, chunkId, department, changing, purpose),
        };
      });
      if (put !== null) fresh.saved(chunkId, department, put);
      return changed;
    },
  };

  async function putAnswers(
    client: PoolClient,
    chunkId: ChunkId,
    department: DepartmentId,
    answers: readonly Answer[],
    purpose: Purpose | null,
  ): Promise<Saved> {
    const { batch, seq } = chunkNumbers(chunkId);
    const ids = answers.map((answer) => answer.householdId);
    const keys = await keysOfHouseholds(amid(client), dataKeys, ids);
    // For the ledger: who was asked for what with which outcome, and no content of any record.
    const { digest: digestAlgorithm } = SUITE_PARTS[dataKeys.suite];
    const marks: LookupMark[] = [];
    const texts: AnswerAsText[] = [];
    const rows = answers.flatMap((answer) => {
      const key = keys.get(answer.householdId);
      // Its key was erased meanwhile: nothing about the household is kept any more.
      if (key === undefined) return [];
      const text = answerText(answer);
      const { householdId, verification } = answer;
      const place = answerPlace(householdId, verification, department);
      const salts = saltsOf(digestAlgorithm, key);
      const digest = lookupDigest(digestAlgorithm, salts, place, answer.lookups);
      marks.push({ householdId, verification, digest });
      const complete = answer.lookups.every(isAnswered);
      texts.push({ householdId, verification, department, text, complete });
      return [answerRow(answer, text, key)];
    });
    await keepHistory(client, department, answers);
    await client.query(
      `delete from answers a using unnest($1::bigint[], $2::int[]) as given (id, verification)
       where a.household_id = given.id and a.verification = given.verification and a.department = $3`,
      [ids, answers.map((answer) => answer.verification), department],
    );
    await copyRows(client, 'answers', ANSWER_COLUMNS, rows);
    const list = listOf(marks);
    const contentDigest = listDigest(digestAlgorithm, list);
    const at = instant(new Date());
    const { rows: counted } = await client.query<{ revision: number }>(
      `with listed as (
         insert into lookup_lists (batch_id, chunk_seq, department, at, digest_algorithm, digest, list)
         values ($1, $2, $3, $4, $5, $6, $7))
       insert into chunk_answers (batch_id, chunk_seq, department, households, complete)
       select $1, $2, $3, count(*), count(*) filter (where a.complete)
       from chunk_households($1, $2) h
       join answers a on a.household_id = h.id and a.verification = h.verification
       where a.department = $3
       on conflict (batch_id, chunk_seq, department)
       do update set households = excluded.households, complete = excluded.complete,
                     revision = chunk_answers.revision + 1
       returning revision`,
      [batch, seq, department, at, digestAlgorithm, contentDigest, list],
    );
    await addEntries(client, [
      {
        at,
        actor: 'worker',
        kind: 'lookup',
        subject: `${chunkId}/${department}`,
        purpose,
        digestAlgorithm,
        contentDigest,
      },
    ]);
    return { revision: counted[0]?.revision ?? 0, answers: texts };
  }

  async function read(from: Rows, chunkId: ChunkId, department?: DepartmentId): Promise<Answer[]> {
    return (await readTexts(from, chunkId, department)).map(opened);
  }

  async function readTexts(
    from: Rows,
    chunkId: ChunkId,
    department?: DepartmentId,
  ): Promise<AnswerAsText[]> {
    const { batch, seq } = chunkNumbers(chunkId);
    const rows = await from.rows<AnswerRow>(
      `select a.household_id, a.verification, a.department, a.complete, h.key_wrapped, h.key_version, a.sealed
       from chunk_households($1, $2) h
       join answers a on a.household_id = h.id and a.verification = h.verification
       where h.key_wrapped is not null
         and ($3::text is null or a.department = $3)
       order by h.seq, a.department`,
      [batch, seq, department ?? null],
    );
    return rows.map(asText);
  }

  function asText(row: AnswerRow): AnswerAsText {
    const wrappedKey = { wrapped: row.key_wrapped, version: row.key_version };
    const key = dataKeys.unwrap(householdOwner(row.household_id), wrappedKey);
    const place = answerPlace(row.household_id, row.verification, row.department);
    return {
      householdId: row.household_id,
      verification: row.verification,
      department: row.department,
      complete: row.complete,
      text: openText(row.sealed, key, place),
    };
  }
}

function opened({ householdId, verification, department, text }: AnswerAsText): Answer {
  return { householdId, verification, department, ...answerOfText(text, department) };
}

/**
 * Until the transaction ends, nobody else changes what the department has said about the chunk.
 * @returns the purpose of its batch
 */
async function hold(
  client: PoolClient,
  chunkId: ChunkId,
  department: DepartmentId,
): Promise<Purpose | null> {
  const { rows } = await client.query<{ purpose: Purpose | null }>(
    `select (select purpose from batches where id = $2) as purpose,
            pg_advisory_xact_lock(hashtextextended($1, 0))`,
    [`answers/${chunkId}/${department}`, chunkNumbers(chunkId).batch],
  );
  return rows[0]?.purpose ?? null;
}

/** What a department said before it corrected itself. */
async function keepHistory(
  client: PoolClient,
  department: DepartmentId,
  answers: readonly Answer[],
): Promise<void> {
  const corrected = answers.filter((answer) => answer.corrects);
  if (corrected.length === 0) return;
  await client.query(
    `insert into answer_history (household_id, verification, department, replaced_at, sealed)
     select a.household_id, a.verification, a.department, clock_timestamp(), a.sealed
     from answers a join unnest($1::bigint[], $2::int[]) as given (id, verification)
       on a.household_id = given.id and a.verification = given.verification
     where a.department = $3`,
    [
      corrected.map((answer) => answer.householdId),
      corrected.map((answer) => answer.verification),
      department,
    ],
  );
}

/** A row of the table, its columns as ANSWER_COLUMNS name them. */
export function answerRow(answer: Answer, text: string, key: SealingKey): CopyValue[] {
  const { householdId, verification, department, lookups } = answer;
  const unanswered = lookups.filter((lookup) => !isAnswered(lookup)).length;
  const asked = lookups.filter((lookup) => lookup.authorisationNo !== null);
  const answered = lookups.flatMap((lookup) => lookup.answeredAt ?? []);
  return [
    householdId,
    verification,
    department,
    unanswered === 0,
    lookups.length,
    unanswered,
    earliest(asked.map((lookup) => lookup.askedAt)),
    latest(answered),
    seal(Buffer.from(text), key, answerPlace(householdId, verification, department)),
  ];
}

/** Instants are text whose order is that of time. */
function earliest(instants: readonly Instant[]): Instant | null {
  return instants.reduce<Instant | null>((a, b) => (a === null || b < a ? b : a), null);
}

function latest(instants: readonly Instant[]): Instant | null {
  return instants.reduce<Instant | null>((a, b) => (a === null || b > a ? b : a), null);
}
