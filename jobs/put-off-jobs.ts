// Jobs that wait for a time set by a clock that ran ahead. When that clock is right again they would wait for as long as it
// was wrong, and a household with them.

import type { Job, Queue } from 'bullmq';
import { inTurns, type Turns, type TurnTerms } from './in-turns.ts';

const EVERY_MS = 30_000;
/** Clocks of machines that are kept by NTP differ by less. */
const TOLERATED_MS = 5_000;
/** Of each queue, those that would wait the longest. */
const LOOKED_AT = 1_000;

/** When a job was put off, by the clock that its new time was set by: that time itself is the queue's own affair. */
export type PutOff = { readonly putOffAt: number };

/** @param hasten looks through the queues, by what the database's clock says: all have the same one, and it is no worker's */
export function keepHastening(
  hasten: () => Promise<unknown>,
  onError: TurnTerms['onError'],
): Turns {
  return inTurns(hasten, { everyMs: EVERY_MS, onError });
}

/**
 * Takes up at once what was put off in the future. What it was put off for still holds: a department that is closed, or asked
 * to be left alone, is not asked, and the job waits anew, by a clock that is right.
 * @returns how many jobs
 */
export async function hastenPutOff(queue: Queue, now: Date): Promise<number> {
  const jobs = await queue.getJobs(['delayed'], 0, LOOKED_AT - 1);
  let hastened = 0;
  for (const job of jobs) {
    if (putOffAt(job) > now.getTime() + TOLERATED_MS && (await hasten(job))) hastened += 1;
  }
  return hastened;
}

/**
 * Put off, or else worked on, or else added: milliseconds since 1970, by the clock of whoever did it. What a schedule made
 * for its hour was not put off.
 */
function putOffAt({ timestamp, processedOn, data, repeatJobKey }: Job): number {
  const isScheduled = repeatJobKey !== undefined;
  return (data as Partial<PutOff>).putOffAt ?? (isScheduled ? 0 : (processedOn ?? timestamp));
}

/** @returns false when another process was quicker */
async function hasten(job: Job): Promise<boolean> {
  try {
    await job.promote();
    return true;
  } catch (error) {
    if (await job.isDelayed()) throw error;
    return false;
  }
}
