// When the queue's server lost what it held: everything is put on the queue again from the store.

import { requeueUnfinished, type SubmissionRoom } from './submit-batch.ts';

export type Recovered = {
  /** Chunks whose households have no report yet. */
  readonly chunks: number;
  /** Departments, each counted once a chunk, that are asked again for what they left unanswered. */
  readonly lateLookups: number;
  /** Chunks verified again, since an answer may have come after their reports and the queue have lost that. */
  readonly verifications: number;
};

/**
 * May be called at any time: what is still queued is not queued twice, what is answered is not asked again, and reports
 * whose evidence is the same are kept.
 */
export async function recoverQueues(room: SubmissionRoom): Promise<Recovered> {
  const chunks = await requeueUnfinished(room, true);
  const connected = new Set(room.departments);
  const silences = (await room.store.households.silences()).filter(({ department }) =>
    connected.has(department),
  );
  for (const { chunk, department } of silences) {
    await room.queues.addLateLookup(chunk, department, 0);
  }
  const overtaken = await room.store.households.overtakenChunks();
  for (const { id } of overtaken) await room.queues.addVerification(id, 'recovery');
  return { chunks, lateLookups: silences.length, verifications: overtaken.length };
}
