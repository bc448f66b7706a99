// Questions whose answer file is awaited: asked, and to be looked after again at a time.

import type { Instant } from '../domain/calendar.ts';
import type { DepartmentId } from '../domain/lookup.ts';
import { type ChunkId, chunkIdOf, chunkNumbers } from './batch-ids.ts';
import type { Database } from './database.ts';

export type ParkedQuestion = {
  readonly questionId: string;
  readonly department: DepartmentId;
  readonly chunkId: ChunkId;
  /** How often it has been looked after. */
  readonly attempts: number;
  readonly askedAt: Instant;
  readonly nextAt: Instant;
};

type ParkedRow = {
  question_id: string;
  department: DepartmentId;
  batch_id: number;
  chunk_seq: number;
  attempts: number;
  asked_at: Instant;
  next_at: Instant;
};

export type ParkedQuestions = ReturnType<typeof parkedQuestionsIn>;

export function parkedQuestionsIn(database: Database) {
  return {
    async put(question: ParkedQuestion): Promise<void> {
      const { batch, seq } = chunkNumbers(question.chunkId);
      await database.rows(
        `insert into parked_questions (question_id, department, batch_id, chunk_seq, attempts, asked_at, next_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (question_id) do update set attempts = excluded.attempts, next_at = excluded.next_at`,
        [
          question.questionId,
          question.department,
          batch,
          seq,
          question.attempts,
          question.askedAt,
          question.nextAt,
        ],
      );
    },

    async get(questionId: string): Promise<ParkedQuestion | null> {
      const row = await database.one<ParkedRow>(
        'select * from parked_questions where question_id = $1',
        [questionId],
      );
      return row && toParked(row);
    },

    /** Those to be looked after by now, the longest overdue first. */
    async due(now: Instant, limit: number): Promise<ParkedQuestion[]> {
      const rows = await database.rows<ParkedRow>(
        'select * from parked_questions where next_at <= $1 order by next_at limit $2',
        [now, limit],
      );
      return rows.map(toParked);
    },

    /** It is answered, or out of time. */
    async remove(questionId: string): Promise<void> {
      await database.rows('delete from parked_questions where question_id = $1', [questionId]);
    },
  };
}

function toParked(row: ParkedRow): ParkedQuestion {
  return {
    questionId: row.question_id,
    department: row.department,
    chunkId: chunkIdOf(row.batch_id, row.chunk_seq),
    attempts: row.attempts,
    askedAt: row.asked_at,
    nextAt: row.next_at,
  };
}
