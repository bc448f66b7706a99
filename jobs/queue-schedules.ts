// What runs by the clock: each schedule has one place on the queue, however many processes set it.

import type { JobsOptions, Queue } from 'bullmq';

/** What a schedule calls for; it names nothing but the schedule. */
export type ScheduledJob = { readonly kind: 'scheduled'; readonly name: string };
/** A schedule, by five fields of cron in Asia/Shanghai. */
export type Schedule = { readonly name: string; readonly cron: string };

/** Which process works on a schedule at the moment, as workers name themselves; null: none does. */
export async function whoRunsSchedules(queue: Queue): Promise<string | null> {
  const [job] = await queue.getActive(0, 0);
  return job?.processedBy ?? null;
}

/** Sets the schedules, and takes off those that are not named. */
export async function setSchedules(
  queue: Queue,
  schedules: readonly Schedule[],
  kept: Pick<JobsOptions, 'attempts' | 'removeOnComplete' | 'removeOnFail'>,
): Promise<void> {
  for (const { name, cron } of schedules) {
    const data: ScheduledJob = { kind: 'scheduled', name };
    await queue.upsertJobScheduler(
      name,
      { pattern: cron, tz: 'Asia/Shanghai' },
      { name, data, opts: kept },
    );
  }
  const wanted = new Set(schedules.map(({ name }) => name));
  for (const { key } of await queue.getJobSchedulers()) {
    if (!wanted.has(key)) await queue.removeJobScheduler(key);
  }
}
