// The questions that chunks have put to departments. Every attempt at one has the same id, in whichever worker, so
// that the answer to an earlier attempt is found; once it is closed, what is still unanswered is a question of its own.

import type { DepartmentId } from '../domain/lookup.ts';
import { type ChunkId, chunkIdOf, chunkNumbers } from './batch-ids.ts';
import type { Database } from './database.ts';

/** A question whose answer the department has replaced. */
export type ReplacedAnswer = {
  readonly questionId: string;
  readonly chunkId: ChunkId;
  readonly sequence: number;
};

type ReplacedRow = { question_id: string; batch_id: number; chunk_seq: number; sequence: number };

export type DepartmentQuestions = ReturnType<typeof departmentQuestionsIn>;

export function departmentQuestionsIn(database: Database) {
  return {
    /** The id of the question that is open; a new one when none is. */
    async open(chunkId: ChunkId, department: DepartmentId): Promise<string> {
      const { batch, seq } = chunkNumbers(chunkId);
      const opened = await database.one<{ question_id: string }>(
        // The time tells questions apart that a restored or another database would number alike.
        `insert into department_questions (question_id, batch_id, chunk_seq, department, opened_at)
           select $4 || floor(1000 * extract(epoch from now)), $1, $2, $3, now
           from (select clock_timestamp() as now) as given
         on conflict (batch_id, chunk_seq, department) where is_open do update set is_open = true
         returning question_id`,
        [batch, seq, department, `${chunkId}-${department}-`],
      );
      return opened?.question_id ?? '';
    },

    /** It has been answered as far as it ever will be. */
    async close(questionId: string): Promise<void> {
      await database.rows(
        'update department_questions set is_open = false where question_id = $1',
        [questionId],
      );
    },

    /** Of the answers that a department has replaced: those of ours whose newer one has not been read. */
    async replaced(
      answers: readonly { readonly question: string; readonly sequence: number }[],
    ): Promise<ReplacedAnswer[]> {
      const rows = await database.rows<ReplacedRow>(
        `select q.question_id, q.batch_id, q.chunk_seq, given.sequence
         from unnest($1::text[], $2::int[]) as given (question_id, sequence)
         join department_questions q using (question_id)
         where q.sequence < given.sequence order by q.opened_at`,
        [answers.map((answer) => answer.question), answers.map((answer) => answer.sequence)],
      );
      return rows.map((row) => ({
        questionId: row.question_id,
        chunkId: chunkIdOf(row.batch_id, row.chunk_seq),
        sequence: row.sequence,
      }));
    },

    /** The answer of that sequence has been read. */
    async read({ questionId, sequence }: ReplacedAnswer): Promise<void> {
      await database.rows(
        'update department_questions set sequence = greatest(sequence, $2) where question_id = $1',
        [questionId, sequence],
      );
    },
  };
}
