// Answers that this process has just stored, kept as text until their chunk is verified: whoever verifies in the same
// process need not read, decrypt and take apart again what it wrote a second ago. The store counts how often each
// department's answers about a chunk were saved; only what is of the newest count is used.

import { LRUCache } from 'lru-cache';
import type { DepartmentId } from '../domain/lookup.ts';
import type { ChunkId } from './batch-ids.ts';

/** Characters: a household's answers are about 4,000, so this is 6,000 households on their way. */
const CHARACTERS_KEPT = 24_000_000;

/** One department about one household, not yet taken apart (domain/answer-text.ts). */
export type AnswerAsText = {
  readonly householdId: number;
  readonly verification: number;
  readonly department: DepartmentId;
  readonly text: string;
  /** Nothing is unanswered. */
  readonly complete: boolean;
};

export type Saved = {
  /** How often answers of the department about the chunk have been saved by now. */
  readonly revision: number;
  readonly answers: readonly AnswerAsText[];
};

type Kept = {
  readonly revision: number;
  readonly answers: ReadonlyMap<string, AnswerAsText>;
};

export class FreshAnswers {
  readonly #kept = new LRUCache<string, Kept>({
    maxSize: CHARACTERS_KEPT,
    sizeCalculation: ({ answers }) => {
      let size = 1;
      for (const { text } of answers.values()) size += text.length + 100;
      return size;
    },
  });

  /** After answers were saved: the first time, or on top of what is kept. Otherwise some of them are not known here. */
  saved(chunk: ChunkId, department: DepartmentId, { revision, answers }: Saved): void {
    const name = `${chunk}/${department}`;
    const before = this.#kept.get(name);
    if (revision !== 1 && before?.revision !== revision - 1) {
      this.#kept.delete(name);
      return;
    }
    const all = new Map(before?.answers);
    for (const answer of answers) all.set(`${answer.householdId}/${answer.verification}`, answer);
    this.#kept.set(name, { revision, answers: all });
  }

  /** @returns undefined unless all that is stored is at hand, which it then no longer is */
  take(chunk: ChunkId, department: DepartmentId, revision: number): AnswerAsText[] | undefined {
    const name = `${chunk}/${department}`;
    const kept = this.#kept.get(name);
    this.#kept.delete(name);
    return kept?.revision === revision ? [...kept.answers.values()] : undefined;
  }
}
