// The work of a `lookup` job: ask one department about all persons of a chunk, store what it says.
// Run again it asks only for what is still unanswered, so a job may be killed or repeated at any moment.

import type { Logger } from 'pino';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import type { StandardsBook } from '../../config/standards.ts';
import type { Connector, DepartmentAnswer, PersonAnswer } from '../../connectors/connector.ts';
import { instant, shanghaiDate } from '../../domain/calendar.ts';
import { type DepartmentId, isMendedByTime } from '../../domain/lookup.ts';
import type { Answer } from '../../store/answers.ts';
import type { Exchange } from '../../store/exchanges.ts';
import type { Store } from '../../store/store.ts';
import { DONE, type Done, type LookupJob, type Queues } from '../queues.ts';
import { authorisationDays, resourcesByRole, windowOfChunk } from './asking-terms.ts';
import { type Plan, planQuestion } from './plan-question.ts';
import { type HouseholdAnswer, recordAnswers } from './record-answer.ts';

export type LookupRoom = {
  readonly store: Store;
  readonly queues: Queues;
  readonly log: Logger;
  readonly now: () => Date;
  /** Departments that can be asked; one that is missing is not connected. */
  readonly connectors: ReadonlyMap<DepartmentId, Connector>;
  readonly declarations: ReadonlyMap<DepartmentId, DepartmentDeclaration>;
  readonly standards: StandardsBook;
};

/** Waiting is polled no more often than this, whatever a department says. */
const SHORTEST_WAIT_MS = 100;

export async function lookupChunk(
  job: LookupJob,
  room: LookupRoom,
  signal: AbortSignal,
): Promise<Done> {
  const { store } = room;
  const asked = await askAboutChunk(job, room, signal);
  if (asked === null) return DONE;
  const { said, answers } = asked;
  await store.answers.save(job.chunk, job.department, answers);
  if (said.requests > 0) await store.exchanges.record(exchangeOf(job, asked));
  for (const fault of said.faults) {
    room.log.warn({ chunk: job.chunk, department: job.department, ...fault }, 'department fault');
  }

  if (job.late) {
    if (answers.length > 0) await room.queues.addVerification(job.chunk, job.department);
    const askAgainMs = room.declarations.get(job.department)?.limits.askAgainMs;
    return canStillBeMended(said) ? askAgain(askAgainMs) : DONE;
  }
  if (asked.isOver || said.againAfterMs === null) return DONE;
  // What is still to come is looked for steadily; what failed is tried again ever more rarely, since a department
  // in trouble is not helped by haste: each pause is half of the time it has been failing.
  const elapsedMs = room.now().getTime() - job.since;
  const isAwaited = said.answers.some((answer) => answer.why === 'awaited');
  return askAgain(isAwaited ? said.againAfterMs : Math.max(said.againAfterMs, elapsedMs / 2));
}

/** What asking brought, before it is stored. */
export type AskedAboutChunk = {
  readonly said: DepartmentAnswer;
  readonly persons: number;
  /** Of the households about which something changed. */
  readonly answers: readonly Answer[];
  readonly askedAt: Date;
  readonly answeredAt: Date;
  /** The department's time is over. */
  readonly isOver: boolean;
};

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
  const known = new Map<number, HouseholdAnswer>(
    stored.map((answer) => [answer.householdId, answer]),
  );

  const plan = planQuestion(
    households,
    new Map([...known].map(([id, answer]) => [id, answer.lookups])),
    {
      resources: resourcesByRole(batch.scheme, job.department),
      on: shanghaiDate(now()),
      authorisationDays: (household) =>
        authorisationDays(household, batch.verifiedOn, room.standards),
    },
  );
  if (plan.wanted.length === 0 && plan.notAsked.length === 0) return null;

  const declaration = room.declarations.get(job.department);
  const askedAt = now();
  const said = await askDepartment(job, room, plan, signal, {
    id: `${job.chunk}-${job.department}-${job.since}`,
    scheme: batch.scheme,
    purpose: batch.purpose,
    asOf: batch.verifiedOn,
    window: windowOfChunk(batch.scheme, batch.verifiedOn, households, room.standards),
  });
  const answeredAt = now();
  const isOver = askedAt.getTime() - job.since >= (declaration?.limits.answerWithinMs ?? 0);
  const answers = isOver ? said.answers.map(awaitedNoLonger) : said.answers;
  const changed = recordAnswers(households, known, plan, answers, {
    department: job.department,
    askedAt: instant(askedAt),
    answeredAt: instant(answeredAt),
  });
  const verification = new Map(households.map((one) => [one.id, one.verification]));
  return {
    said,
    persons: plan.persons.length,
    answers: [...changed].map(([householdId, answer]) => ({
      householdId,
      verification: verification.get(householdId) ?? 1,
      department: job.department,
      ...answer,
    })),
    askedAt,
    answeredAt,
    isOver,
  };
}

function exchangeOf(job: LookupJob, asked: AskedAboutChunk): Exchange {
  const { said, persons, askedAt, answeredAt } = asked;
  const unanswered = said.answers.filter((answer) => answer.outcome === 'unanswered').length;
  return {
    department: job.department,
    chunkId: job.chunk,
    requests: said.requests,
    persons,
    answered: said.answers.length - unanswered,
    unanswered,
    faults: said.faults,
    ms: answeredAt.getTime() - askedAt.getTime(),
    at: instant(askedAt),
  };
}

function askAgain(afterMs: number | null | undefined): Done {
  if (afterMs === null || afterMs === undefined) return DONE;
  return { again: true, afterMs: Math.max(SHORTEST_WAIT_MS, afterMs) };
}

function canStillBeMended(said: DepartmentAnswer): boolean {
  return said.answers.some((answer) => isMendedByTime(answer.why));
}

type QuestionHead = Pick<
  Parameters<Connector['ask']>[0],
  'id' | 'scheme' | 'purpose' | 'asOf' | 'window'
>;

async function askDepartment(
  job: LookupJob,
  room: LookupRoom,
  plan: Plan,
  signal: AbortSignal,
  head: QuestionHead,
): Promise<DepartmentAnswer> {
  const nothingAsked = { faults: [], requests: 0, againAfterMs: null };
  if (plan.wanted.length === 0) return { ...nothingAsked, answers: [] };
  const connector = room.connectors.get(job.department);
  const declaration = room.declarations.get(job.department);
  if (!connector || !declaration) {
    return { ...nothingAsked, answers: notConnected(plan) };
  }
  const { requestsPerSecond, burst } = declaration.limits;
  const gate = {
    async admit(requests: number, waiting: AbortSignal) {
      const waitMs = await room.store.limits.admit(job.department, requests, {
        perSecond: requestsPerSecond,
        burst,
      });
      if (waitMs > 0) await pause(waitMs, waiting);
      waiting.throwIfAborted();
    },
  };
  return connector.ask({ ...head, persons: plan.persons, wanted: plan.wanted }, { gate, signal });
}

function notConnected(plan: Plan): PersonAnswer[] {
  return plan.wanted.flatMap(({ resource, keys }) =>
    keys.map((key) => ({
      key,
      resource,
      outcome: 'unanswered',
      why: 'not-connected',
      asOf: null,
      records: [],
    })),
  );
}

function awaitedNoLonger(answer: PersonAnswer): PersonAnswer {
  return answer.why === 'awaited' ? { ...answer, why: 'timed-out' } : answer;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
