// One question to one department: what is still valid is reused, what its quota of the day does not allow is left for
// tomorrow, and the rest is asked with care.

import type { DepartmentAnswer, PersonAnswer } from '../../connectors/connector.ts';
import type { PermittedQuestion } from '../../connectors/permitted-connector.ts';
import type { CarefulAnswer } from '../../connectors/resilience/careful-connector.ts';
import type { Lookup, UnansweredReason } from '../../domain/lookup.ts';
import type { Batch } from '../../store/batches.ts';
import type { LookupJob } from '../queues.ts';
import type { LookupRoom } from './lookup-room.ts';
import { answeredBefore } from './answered-before.ts';
import type { AskingTerms, ChunkHousehold, Plan } from './plan-question.ts';
import type { DatedAnswer } from './record-answer.ts';
import { reuseAnswers } from './reuse-answers.ts';
import { withinQuota } from './within-quota.ts';

export type QuestionHead = Omit<PermittedQuestion, 'persons' | 'wanted' | 'answered'>;

export type Asked = {
  /** What was asked in the end, and what not. */
  readonly plan: Plan;
  readonly said: CarefulAnswer;
  readonly reused: readonly DatedAnswer[];
};

/** @param head the question without its persons; opened only when something is asked */
export async function askDepartment(
  job: LookupJob,
  room: LookupRoom,
  planned: Plan,
  about: {
    readonly batch: Batch;
    readonly households: readonly ChunkHousehold[];
    readonly known: ReadonlyMap<number, { readonly lookups: readonly Lookup[] }>;
    readonly terms: AskingTerms;
  },
  head: () => Promise<QuestionHead>,
  signal: AbortSignal,
): Promise<Asked> {
  const connector = room.careful.get(job.department);
  const declaration = room.declarations.get(job.department);
  if (!connector || !declaration) {
    return {
      plan: planned,
      said: { ...NOTHING, answers: allUnanswered(planned, 'not-connected') },
      reused: [],
    };
  }
  const { batch, households, known } = about;
  const now = room.now();
  // What is disputed is looked at afresh.
  const mayReuse = !batch.fresh && batch.purpose !== 'objection';
  const left = mayReuse
    ? await reuseAnswers(planned, households, room.store, {
        department: job.department,
        scheme: batch.scheme,
        purpose: batch.purpose,
        verifiedOn: batch.verifiedOn,
        now,
        validDays: declaration.validDays,
      })
    : { plan: planned, answers: [] };
  if (left.plan.wanted.length > 0 && (await room.store.pauses.isPaused(job.department))) {
    const answers = allUnanswered(left.plan, 'paused');
    return { plan: left.plan, said: { ...NOTHING, answers }, reused: left.answers };
  }
  const quota = await withinQuota(
    left.plan,
    known,
    { department: job.department, perDay: declaration.quotaPerDay, now },
    room.store.quotas,
  );
  const { plan } = quota;
  if (plan.wanted.length === 0) {
    const said = { ...NOTHING, againAfterMs: quota.againAfterMs };
    return { plan, said, reused: left.answers };
  }
  const before =
    declaration.transport === 'file-exchange' && known.size > 0
      ? answeredBefore(households, known, about.terms)
      : { persons: [], answered: [] };
  const question = {
    ...(await head()),
    persons: [...plan.persons, ...before.persons],
    wanted: plan.wanted,
    answered: before.answered,
  };
  const said = await connector.ask(question, signal, (request) => {
    room.watch.request(job.department, request);
    room.log.debug({ ...chunkLabels(job), question: question.id, ...request }, 'request');
  });
  if (said.requests === 0) await quota.giveBack();
  return {
    plan,
    said: { ...said, againAfterMs: said.againAfterMs ?? quota.againAfterMs },
    reused: left.answers,
  };
}

/** How log lines name the way from a batch to a request. */
export function chunkLabels({ chunk, department }: Pick<LookupJob, 'chunk' | 'department'>) {
  return { batch: chunk.slice(0, chunk.indexOf('-')), chunk, department };
}

const NOTHING: CarefulAnswer = {
  answers: [],
  faults: [],
  rejected: [],
  records: 0,
  requests: 0,
  againAfterMs: null,
  settledRequests: [],
} satisfies DepartmentAnswer & CarefulAnswer;

function allUnanswered(plan: Plan, why: UnansweredReason): PersonAnswer[] {
  return plan.wanted.flatMap(({ resource, keys }) =>
    keys.map((key) => ({
      key,
      resource,
      outcome: 'unanswered',
      why,
      asOf: null,
      records: [],
    })),
  );
}
