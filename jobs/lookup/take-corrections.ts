// Departments that correct what they have said: their newer answers are read, what changes takes the place of what was
// known (which is kept in the history), and the reports are superseded by themselves.

import { instant } from '../../domain/calendar.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { ReplacedAnswer } from '../../store/department-questions.ts';
import { answeredBefore } from './answered-before.ts';
import { chunkLabels } from './ask-department.ts';
import { permitTerms, windowOfChunk } from './asking-terms.ts';
import { exchangeOf } from './exchange-of.ts';
import type { LookupRoom } from './lookup-room.ts';
import { recorderOf } from './recorder-of.ts';

const NOTHING_PLANNED = { persons: [], wanted: [], slotsOf: new Map(), notAsked: [] };

/** @returns how many answers of the department were replaced since it was last looked at */
export async function takeCorrections(
  department: DepartmentId,
  room: LookupRoom,
  signal: AbortSignal,
): Promise<number> {
  const corrections = await room.connectors.get(department)?.corrections?.();
  if (!corrections || corrections.length === 0) return 0;
  const replaced = await room.store.questions.replaced(corrections);
  for (const answer of replaced) {
    if (signal.aborted) break;
    await takeCorrection(department, answer, room, signal);
  }
  return replaced.length;
}

async function takeCorrection(
  department: DepartmentId,
  replaced: ReplacedAnswer,
  room: LookupRoom,
  signal: AbortSignal,
): Promise<void> {
  const { store, now } = room;
  const { chunkId } = replaced;
  const chunk = await store.households.chunk(chunkId);
  const batch = await store.batches.get(chunk.batchId);
  const households = await store.households.readChunk(chunkId);
  const stored = await store.answers.read(chunkId, department);
  const known = new Map(stored.map((answer) => [answer.householdId, answer]));
  const terms = await permitTerms(department, batch, households, room);
  const before = answeredBefore(households, known, terms);
  const askedAt = now();
  const said = await room.careful.get(department)?.ask(
    {
      id: replaced.questionId,
      scheme: batch.scheme,
      purpose: batch.purpose,
      asOf: batch.verifiedOn,
      window: windowOfChunk(batch.scheme, batch.verifiedOn, households, room.standards),
      persons: before.persons,
      wanted: [],
      answered: before.answered,
    },
    signal,
  );
  // Files that are not whole yet are looked at again.
  if (!said || said.answers.length === 0) return;
  const answeredAt = now();
  const answersOn = recorderOf(households, stored, NOTHING_PLANNED, said.answers, {
    department,
    askedAt: instant(askedAt),
    answeredAt: instant(answeredAt),
  });
  const answers = await store.answers.update(chunkId, department, answersOn);
  await store.questions.read(replaced);
  const labels = chunkLabels({ chunk: chunkId, department });
  room.log.info(
    { ...labels, question: replaced.questionId, households: answers.length },
    'corrected',
  );
  const { questionId } = replaced;
  const asked = { said, persons: 0, questionId, askedAt, answeredAt, isOver: false };
  await store.exchanges.record(exchangeOf({ chunk: chunkId, department }, asked, answers));
  // Before the first reports there is nothing to supersede: the chunk's own verification reads the correction.
  const reported = await store.reports.latest(answers.map(({ householdId }) => householdId));
  if (reported.size > 0) await room.queues.addVerification(chunkId, department);
}
