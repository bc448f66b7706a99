// The queues as a bull-board shows them: to look at, not to touch. Whatever changes a job goes through pages that ask for
// a permission and leave an entry in the ledger.

import type { BaseAdapter } from '@bull-board/api/baseAdapter';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { Job, Queue } from 'bullmq';
import { maskedReason } from './failed-jobs.ts';

export type BoardQueue = BaseAdapter;

/** Job data holds references only, but what an error says may hold more. */
export function boardOf(queues: readonly Queue[]): BoardQueue[] {
  return queues.map((queue) => {
    const shown = new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false });
    const [getJobs, getJob] = [shown.getJobs.bind(shown), shown.getJob.bind(shown)];
    shown.getJobs = async (...asked) => (await getJobs(...asked)).map(masked);
    shown.getJob = async (id) => {
      const job = await getJob(id);
      return job && masked(job);
    };
    return shown;
  });
}

function masked(job: Job): Job {
  if (job.failedReason) job.failedReason = maskedReason(job.failedReason);
  job.stacktrace = (job.stacktrace ?? []).map(maskedReason);
  job.returnvalue = null;
  return job;
}
