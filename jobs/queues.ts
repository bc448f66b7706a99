// The queues and the jobs on them, on whichever engine carries them (queue-engine.ts).
//
// A chunk of households travels as one flow: a parent `verify` job whose children ask one department each.
// Job data holds references to chunks, never identities.

import { hostname } from 'node:os';
import { DelayedError, FlowProducer, type Job, Queue, Worker } from 'bullmq';
import type { DepartmentId } from '../domain/lookup.ts';
import { KEPT, MAX_TAKEOVERS, pauseBeforeNextTry, TRIES_WITHOUT_END } from './tries.ts';
import { openQueueEngine, type Safekeeping } from './queue-engine.ts';
import { type FailedJob, failedJobs, retryFailed } from './failed-jobs.ts';
import { hastenPutOff, type PutOff } from './put-off-jobs.ts';
import { type BoardQueue, boardOf } from './queue-board.ts';
import {
  type Schedule,
  type ScheduledJob,
  setSchedules,
  whoRunsSchedules,
} from './queue-schedules.ts';

export type { Schedule, ScheduledJob } from './queue-schedules.ts';

export type LookupJob = {
  readonly kind: 'lookup';
  readonly chunk: string;
  readonly department: DepartmentId;
  /** When the chunk's question was first put, milliseconds since 1970: the department's time runs from here. */
  readonly since: number;
  /** True when the reports were already made without this department: an answer now supersedes them. */
  readonly late: boolean;
};
export type VerifyJob = { readonly kind: 'verify'; readonly chunk: string };
/** One other system is to be told what is new for it. */
export type WebhookJob = { readonly kind: 'webhook'; readonly webhook: number };

/** What a handler wants next: nothing more, or the same job again later (the worker is free meanwhile). */
export type Done = { readonly again: false } | { readonly again: true; readonly afterMs: number };
export const DONE: Done = { again: false };

export type Handlers = {
  lookup(job: LookupJob, signal: AbortSignal): Promise<Done>;
  verify(job: VerifyJob, signal: AbortSignal): Promise<Done>;
  /** Left out by a process that tells nobody. */
  webhook?(job: WebhookJob, signal: AbortSignal): Promise<Done>;
  scheduled(job: ScheduledJob, signal: AbortSignal): Promise<Done>;
};

export type WorkerOptions = {
  readonly departments: readonly DepartmentId[];
  /** Chunks looked up at the same time, for each department. */
  readonly lookupConcurrency: number;
  /** A job whose worker is dead is taken up by another after this long. */
  readonly takeoverMs: number;
  onError(queue: string, error: Error): void;
  onFailed(queue: string, job: string, error: Error): void;
};

export type QueueCounts = {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
};

export type Queues = {
  readonly engine: 'redis' | 'postgres';
  /** Whether the engine's server keeps what it is given. */
  safekeeping(): Promise<Safekeeping>;
  /** Starts the verification of chunks: each department is asked, then the reports are made. Adding twice is adding once. */
  startChunks(chunks: readonly string[], departments: readonly DepartmentId[]): Promise<void>;
  /**
   * Asks a department again, after its chunk was verified without it. There is one such job a chunk and
   * department: it comes back by itself until everything is answered.
   */
  addLateLookup(chunk: string, department: DepartmentId, afterMs: number): Promise<void>;
  /** Verifies a chunk again from what is stored. Never taken for one already under way, which may have read before. */
  addVerification(chunk: string, cause: string): Promise<void>;
  /** Adding twice is adding once, until it was told all there is. */
  tellWebhook(webhook: number): Promise<void>;
  /** Each schedule has one place on the queue, however many processes set it. Those not named are taken off. */
  setSchedules(schedules: readonly Schedule[]): Promise<void>;
  /** Runs what a schedule calls for, now. Called several times under one `cause`, it runs once. */
  runScheduled(name: string, cause: string): Promise<void>;
  /** `host/process id` of who works on a schedule at the moment; null: nobody does. Nobody is elected: who takes it has it. */
  whoRunsSchedules(): Promise<string | null>;
  startWorkers(handlers: Handlers, options: WorkerOptions): RunningWorkers;
  counts(departments: readonly DepartmentId[]): Promise<QueueCounts[]>;
  /** Jobs that failed for good, the latest first. */
  failed(departments: readonly DepartmentId[], limit: number): Promise<FailedJob[]>;
  /** Gives a failed job another try. @returns false when there is none such */
  retry(departments: readonly DepartmentId[], queue: string, job: string): Promise<boolean>;
  /** Looks that wait for their time are taken up at once: a department is there again. */
  hurryLookups(department: DepartmentId): Promise<void>;
  /** Jobs that wait by a clock that ran ahead are taken up at once. @returns how many */
  hastenPutOff(departments: readonly DepartmentId[], now: Date): Promise<number>;
  /** For a board that shows the queues. */
  board(departments: readonly DepartmentId[]): BoardQueue[];
  /** Forgets every job, for a demo or a test that leaves nothing on a server. */
  erase(departments: readonly DepartmentId[]): Promise<void>;
  close(): Promise<void>;
};

export type RunningWorkers = {
  /** Lets running jobs end (they see their signal abort), takes no new ones. */
  stop(): Promise<void>;
};

/** Of what happens to jobs: nobody reads it, progress is counted in the store. */
const EVENTS_KEPT = 100;
const VERIFY_QUEUE = 'verify';
const WEBHOOK_QUEUE = 'webhook';
/** A system that is slow to answer holds up no other. */
const WEBHOOKS_AT_ONCE = 4;
const SCHEDULE_QUEUE = 'schedule';
const lookupQueue = (department: DepartmentId) => `lookup-${department}`;
const queueNames = (departments: readonly DepartmentId[]) => [
  ...departments.map(lookupQueue),
  VERIFY_QUEUE,
  WEBHOOK_QUEUE,
  SCHEDULE_QUEUE,
];

/**
 * @param installation keeps installations apart that share one Redis. On PostgreSQL each has a database of its own.
 * @param onError told of lost connections, which are made again by themselves
 * @throws HeduiError QUEUE_UNREACHABLE when nothing answers there
 */
export async function openQueues(
  url: string,
  installation: string,
  onError: (error: Error) => void = () => undefined,
): Promise<Queues> {
  const engine = await openQueueEngine(url);
  const base = { connection: engine.connection, prefix: `hedui-${installation}` };
  const flows = new FlowProducer(base as never, engine.backend as never).on('error', onError);
  const queues = new Map<string, Queue>();
  const queue = (name: string): Queue => {
    let known = queues.get(name);
    if (!known) {
      const options = { ...base, streams: { events: { maxLen: EVENTS_KEPT } } };
      known = new Queue(name, options as never, engine.backend as never).on('error', onError);
      queues.set(name, known);
    }
    return known;
  };

  return {
    engine: engine.name,
    safekeeping: () => engine.safekeeping(),

    async startChunks(chunks, departments) {
      // A queue says how much is kept of it when it is opened; a flow opens none.
      for (const name of [...departments.map(lookupQueue), VERIFY_QUEUE]) queue(name);
      const since = Date.now();
      const flowOf = (chunk: string) => ({
        name: 'verify',
        queueName: VERIFY_QUEUE,
        data: { kind: 'verify', chunk } satisfies VerifyJob,
        opts: { ...KEPT, jobId: `${chunk}.first` },
        children: departments.map((department) => ({
          name: 'lookup',
          queueName: lookupQueue(department),
          data: { kind: 'lookup', chunk, department, since, late: false } satisfies LookupJob,
          // A department's job that fails for good leaves its lookups unanswered; the reports say so.
          opts: { ...KEPT, jobId: `${chunk}.first`, ignoreDependencyOnFailure: true },
        })),
      });
      const SIZE = 100;
      for (let start = 0; start < chunks.length; start += SIZE) {
        await flows.addBulk(chunks.slice(start, start + SIZE).map(flowOf));
      }
    },

    async addLateLookup(chunk, department, afterMs) {
      const job: LookupJob = { kind: 'lookup', chunk, department, since: Date.now(), late: true };
      const lookups = queue(lookupQueue(department));
      const jobId = `${chunk}.late`;
      // One that failed for good all the same would keep its id, and the new one would be taken for it.
      if (await retryFailed(lookups, jobId)) return;
      await lookups.add('lookup', job, {
        ...KEPT,
        ...TRIES_WITHOUT_END,
        jobId,
        delay: afterMs,
      });
    },

    async addVerification(chunk, cause) {
      const job: VerifyJob = { kind: 'verify', chunk };
      await queue(VERIFY_QUEUE).add('verify', job, {
        ...KEPT,
        jobId: `${chunk}.${cause}-${Date.now()}`,
      });
    },

    async tellWebhook(webhook) {
      const job: WebhookJob = { kind: 'webhook', webhook };
      await queue(WEBHOOK_QUEUE).add('webhook', job, { ...KEPT, jobId: `webhook-${webhook}` });
    },

    setSchedules: (schedules) => setSchedules(queue(SCHEDULE_QUEUE), schedules, KEPT),

    async runScheduled(name, cause) {
      const job: ScheduledJob = { kind: 'scheduled', name };
      await queue(SCHEDULE_QUEUE).add(name, job, { ...KEPT, jobId: `${name}.${cause}` });
    },

    whoRunsSchedules: () => whoRunsSchedules(queue(SCHEDULE_QUEUE)),

    startWorkers(handlers, options) {
      const stopping = new AbortController();
      const start = (
        name: string,
        concurrency: number,
        run: (job: Job) => Promise<Done>,
      ): Worker => {
        const worker = new Worker(
          name,
          async (job, token) => {
            const notePutOff = () =>
              job.updateData({ ...job.data, putOffAt: Date.now() } satisfies PutOff);
            const done = await run(job).catch(async (error: unknown) => {
              // BullMQ puts off its next try by this process's clock. What ended the job counts, not that it was not noted.
              await notePutOff().catch(() => undefined);
              throw error;
            });
            if (!done.again) return;
            await notePutOff();
            // BullMQ on PostgreSQL keeps whole milliseconds.
            await job.moveToDelayed(Date.now() + Math.ceil(done.afterMs), token);
            throw new DelayedError();
          },
          {
            ...base,
            name: `${hostname()}/${process.pid}`,
            concurrency,
            lockDuration: options.takeoverMs,
            stalledInterval: options.takeoverMs / 2,
            maxStalledCount: MAX_TAKEOVERS,
            settings: { backoffStrategy: pauseBeforeNextTry },
          } as never,
          engine.backend as never,
        );
        worker.on('error', (error) => options.onError(name, error));
        worker.on('failed', (job, error) => options.onFailed(name, job?.id ?? '?', error));
        return worker;
      };
      const workers = [
        start(SCHEDULE_QUEUE, 1, (job) =>
          handlers.scheduled(job.data as ScheduledJob, stopping.signal),
        ),
        start(VERIFY_QUEUE, 1, (job) => handlers.verify(job.data as VerifyJob, stopping.signal)),
        ...options.departments.map((department) =>
          start(lookupQueue(department), options.lookupConcurrency, (job) =>
            handlers.lookup(job.data as LookupJob, stopping.signal),
          ),
        ),
      ];
      if (handlers.webhook !== undefined) {
        workers.push(
          start(
            WEBHOOK_QUEUE,
            WEBHOOKS_AT_ONCE,
            async (job) =>
              (await handlers.webhook?.(job.data as WebhookJob, stopping.signal)) ?? DONE,
          ),
        );
      }
      return {
        async stop() {
          stopping.abort();
          await Promise.all(workers.map((worker) => worker.close()));
        },
      };
    },

    failed: (departments, limit) => failedJobs(queueNames(departments).map(queue), limit),

    async retry(departments, name, job) {
      return queueNames(departments).includes(name) && retryFailed(queue(name), job);
    },

    async hurryLookups(department) {
      await queue(lookupQueue(department)).promoteJobs();
    },

    async hastenPutOff(departments, now) {
      let hastened = 0;
      for (const name of queueNames(departments)) hastened += await hastenPutOff(queue(name), now);
      return hastened;
    },

    board: (departments) => boardOf(queueNames(departments).map(queue)),

    async erase(departments) {
      for (const name of queueNames(departments)) await queue(name).obliterate({ force: true });
    },

    async counts(departments) {
      return Promise.all(
        queueNames(departments).map(async (name) => {
          const counts = await queue(name).getJobCounts();
          const of = (state: string) => counts[state] ?? 0;
          return {
            queue: name,
            waiting: of('waiting') + of('prioritized') + of('waiting-children'),
            active: of('active'),
            delayed: of('delayed'),
            failed: of('failed'),
          };
        }),
      );
    },

    async close() {
      await flows.close();
      for (const open of queues.values()) await open.close();
      await engine.close();
    },
  };
}
