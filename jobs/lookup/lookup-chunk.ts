// The work of a `lookup` job: ask one department about all persons of a chunk, store what it says.
// Run again it asks only for what is still unanswered, so a job may be killed or repeated at any moment.

import type { DepartmentDeclaration } from '../../config/departments.ts';
import type { DepartmentAnswer, PersonAnswer } from '../../connectors/connector.ts';
import { instant } from '../../domain/calendar.ts';
import { isAnswered, isMendedByTime } from '../../domain/lookup.ts';
import type { Answer } from '../../store/answers.ts';
import { DONE, type Done, type LookupJob } from '../queues.ts';
import { askDepartment, chunkLabels } from './ask-department.ts';
import { permitTerms, resourcesByRole, windowOfChunk } from './asking-terms.ts';
import { exchangeOf, quarantinedOf } from './exchange-of.ts';
import { keepTrying } from './keep-trying.ts';
import type { AskedAboutChunk, LookupRoom } from './lookup-room.ts';
import { type AskingTerms, planQuestion } from './plan-question.ts';
import { recorderOf } from './recorder-of.ts';

export type { AskedAboutChunk, LookupRoom } from './lookup-room.ts';

/** Waiting is polled no more often than this, whatever a department says. */
const SHORTEST_WAIT_MS = 100;
/** However long a department has been failing, it is tried this often. */
const LONGEST_FAILING_WAIT_MS = 3_600_000;
/** However long an answer is awaited, it is looked for as often as this many of the department's pauses. */
const LONGEST_AWAITING_PAUSES = 8;

export async function lookupChunk(
  job: LookupJob,
  room: LookupRoom,
  signal: AbortSignal,
): Promise<Done> {
  const { store } = room;
  // Nothing is read, or asked, of a department that is known to be down.
  const downMs = job.late ? await store.circuits.waitMs(job.department) : 0;
  if (downMs > 0) return askAgain(downMs);
  const asked = await askAboutChunk(job, room, signal);
  if (asked === null) return DONE;
  const { said } = asked;
  const declaration = room.declarations.get(job.department);
  const isStored = !isMerelyAwaited(job, asked, declaration);
  const update = () => store.answers.update(job.chunk, job.department, asked.answersOn);
  const answers = isStored ? await keepTrying(update, signal) : [];
  await noteExchange(job, asked, answers, room);
  if (asked.questionId !== null && isOverWith(said)) {
    await store.questions.close(asked.questionId);
  }

  const elapsedMs = room.now().getTime() - job.since;
  const isAwaited = said.answers.some((answer) => answer.why === 'awaited');
  // Ever more rarely: a department in trouble is not helped by haste, and each look reads the chunk. Each pause is a
  // part of the time that has passed.
  const pauseMs = isAwaited
    ? Math.min(elapsedMs / 4, LONGEST_AWAITING_PAUSES * (said.againAfterMs ?? 0))
    : Math.min(elapsedMs / 2, LONGEST_FAILING_WAIT_MS);
  if (job.late) {
    if (answers.length > 0) await room.queues.addVerification(job.chunk, job.department);
    if (!canStillBeMended(said) || !declaration) return DONE;
    // A department that is down is tried by its circuit breaker, for all chunks at once.
    const stillDownMs = await store.circuits.waitMs(job.department);
    if (stillDownMs > 0) return askAgain(stillDownMs);
    return askAgain(
      Math.max(declaration.limits.askAgainMs, isAwaited ? 0 : (said.againAfterMs ?? 0), pauseMs),
    );
  }
  if (asked.isOver || said.againAfterMs === null) return DONE;
  // Not beyond the department's time: then the reports are made without it.
  const leftMs = (declaration?.limits.answerWithinMs ?? 0) - elapsedMs;
  return askAgain(Math.min(Math.max(said.againAfterMs, pauseMs), Math.max(0, leftMs)));
}

/**
 * The first attempt at a question that is answered later. Nothing of it is stored: every household would be written
 * twice, and the open question remembers that it was put. Only a quota is counted by what is stored.
 */
function isMerelyAwaited(
  job: LookupJob,
  { said, isOver }: AskedAboutChunk,
  declaration: DepartmentDeclaration | undefined,
): boolean {
  const hasQuota = Object.keys(declaration?.quotaPerDay ?? {}).length > 0;
  const isAllAwaited =
    said.answers.length > 0 && said.answers.every(({ why }) => why === 'awaited');
  return isAllAwaited && !job.late && !isOver && !hasQuota;
}

/** For the scorecard, the quarantine, the metrics and the log. */
async function noteExchange(
  job: LookupJob,
  asked: AskedAboutChunk,
  answers: readonly Answer[],
  { store, watch, log }: LookupRoom,
): Promise<void> {
  const { said } = asked;
  const exchange = exchangeOf(job, asked, answers);
  if (exchange.requests + exchange.answered + exchange.corrected > 0) {
    await store.exchanges.record(exchange);
  }
  const rejected = quarantinedOf(said.rejected);
  if (rejected.length > 0) await store.quarantine.put(job.department, rejected, exchange.at);
  watch.lookups(
    job.department,
    said.answers.filter(({ corrected }) => !corrected),
  );
  const labels = { ...chunkLabels(job), question: asked.questionId };
  for (const fault of said.faults) log.warn({ ...labels, ...fault }, 'department fault');
}

/** The question has had all the answer that it ever will. */
function isOverWith(said: DepartmentAnswer): boolean {
  return said.isSpent === true || said.answers.every(isAnswered);
}

/** @returns null when nothing was left to ask */
export async function askAboutChunk(
  job: LookupJob,
  room: LookupRoom,
  signal: AbortSignal,
): Promise<AskedAboutChunk | null> {
  const { store, now } = room;
  const chunk = await store.households.chunk(job.chunk);
  const batch = await store.batches.get(chunk.batchId);
  const households = await store.households.readChunk(job.chunk);
  const stored = await store.answers.read(job.chunk, job.department);
  const known = new Map(stored.map((answer) => [answer.householdId, answer]));

  const terms: AskingTerms = {
    resources: resourcesByRole(batch.scheme, job.department),
    ...(await permitTerms(job.department, batch, households, room)),
  };
  const planned = planQuestion(
    households,
    new Map([...known].map(([id, answer]) => [id, answer.lookups])),
    terms,
  );
  if (planned.wanted.length === 0 && planned.notAsked.length === 0) return null;

  const declaration = room.declarations.get(job.department);
  const askedAt = now();
  let questionId: string | null = null;
  const { plan, said, reused } = await askDepartment(
    job,
    room,
    planned,
    { batch, households, known, terms },
    async () => ({
      id: (questionId = await store.questions.open(job.chunk, job.department)),
      scheme: batch.scheme,
      purpose: batch.purpose,
      asOf: batch.verifiedOn,
      window: windowOfChunk(batch.scheme, batch.verifiedOn, households, room.standards),
    }),
    signal,
  );
  const answeredAt = now();
  const isOver = askedAt.getTime() - job.since >= (declaration?.limits.answerWithinMs ?? 0);
  const answers = isOver ? said.answers.map(awaitedNoLonger) : said.answers;
  const answersOn = recorderOf(households, stored, plan, [...reused, ...answers], {
    department: job.department,
    askedAt: instant(askedAt),
    answeredAt: instant(answeredAt),
  });
  return {
    said,
    persons: plan.persons.length,
    questionId,
    answersOn,
    askedAt,
    answeredAt,
    isOver,
  };
}

function askAgain(afterMs: number): Done {
  return { again: true, afterMs: Math.max(SHORTEST_WAIT_MS, afterMs) };
}

function canStillBeMended(said: DepartmentAnswer): boolean {
  return said.againAfterMs !== null || said.answers.some(({ why }) => isMendedByTime(why));
}

function awaitedNoLonger(answer: PersonAnswer): PersonAnswer {
  return answer.why === 'awaited' ? { ...answer, why: 'timed-out' } : answer;
}
