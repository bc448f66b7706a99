// Jobs that failed for good, as an operator sees them, and giving them another try.

import type { Job, Queue } from 'bullmq';

export type FailedJob = {
  readonly queue: string;
  readonly id: string;
  /** The chunk it is about; null for work that is about none. */
  readonly chunk: string | null;
  readonly attempts: number;
  /** Milliseconds since 1970. */
  readonly failedAt: number | null;
  /** Digits that might be a person's are masked. */
  readonly reason: string;
};

const LONGEST_REASON = 400;

/** The latest first. */
export async function failedJobs(queues: readonly Queue[], limit: number): Promise<FailedJob[]> {
  const found = await Promise.all(
    queues.map(async (queue) => {
      const jobs = await queue.getJobs(['failed'], 0, limit - 1);
      return jobs.flatMap((job) => (job?.id ? [toFailed(queue.name, job.id, job)] : []));
    }),
  );
  return found
    .flat()
    .toSorted((one, other) => (other.failedAt ?? 0) - (one.failedAt ?? 0))
    .slice(0, limit);
}

/** @returns false when there is no such job, or it has not failed */
export async function retryFailed(queue: Queue, id: string): Promise<boolean> {
  const job = await queue.getJob(id);
  if (!job || !(await job.isFailed())) return false;
  await job.retry('failed', { resetAttemptsMade: true });
  return true;
}

function toFailed(queue: string, id: string, job: Job): FailedJob {
  const chunk: unknown = job.data?.chunk;
  return {
    queue,
    id,
    chunk: typeof chunk === 'string' ? chunk : null,
    attempts: job.attemptsMade,
    failedAt: job.finishedOn ?? null,
    reason: maskedReason(job.failedReason ?? ''),
  };
}

/** An error of a library may repeat what it was given: a run of digits that long can be a person's number. */
export function maskedReason(reason: string): string {
  return reason.replace(/\d{6,}[\dXx]?/g, '••••••').slice(0, LONGEST_REASON);
}
