// Queues that run by a virtual clock, in one process: a job that wants to come back in an hour comes back at once, and
// the clock is an hour later. The handlers are those of the worker.

import { setTimeout as pause } from 'node:timers/promises';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { Done, Handlers, LookupJob, Queues, VerifyJob } from '../../jobs/queues.ts';

export type VirtualClock = { readonly now: () => Date; readonly setTo: (at: Date) => void };

export function openClock(at: Date): VirtualClock {
  let now = at.getTime();
  return {
    now: () => new Date(now),
    setTo(later) {
      now = Math.max(now, later.getTime());
    },
  };
}

export type VirtualQueues = Queues & {
  /** Works on everything that is due by then; the clock stands at that moment afterwards. */
  runUntil(at: Date): Promise<void>;
};

type Waiting = {
  readonly at: number;
  readonly name: string;
  run(handlers: Handlers): Promise<Done>;
};

/** Stand-ins that exchange files look for questions every so often, in real time. */
const REAL_PAUSE_MS = 25;

export function openVirtualQueues(clock: VirtualClock): VirtualQueues {
  const { signal } = new AbortController();
  let waiting: Waiting[] = [];
  let handlers: Handlers | null = null;

  const add = (job: Waiting) => {
    if (!waiting.some(({ name }) => name === job.name)) waiting.push(job);
  };
  const nowMs = () => clock.now().getTime();
  const verification = (chunk: string, name: string): Waiting => {
    const job: VerifyJob = { kind: 'verify', chunk };
    return { at: nowMs(), name, run: (to) => to.verify(job, signal) };
  };

  async function take(job: Waiting): Promise<void> {
    if (!handlers) throw new TypeError('nobody works on these queues');
    const done = await job.run(handlers);
    if (!done.again) return;
    // The clock knows whole milliseconds.
    waiting.push({ ...job, at: nowMs() + Math.ceil(done.afterMs) });
    await pause(REAL_PAUSE_MS);
  }

  return {
    engine: 'postgres',
    safekeeping: async () => ({ writesEach: true, mayDrop: false }),

    async startChunks(chunks, departments) {
      for (const chunk of chunks) {
        const left = new Set<DepartmentId>(departments);
        if (left.size === 0) add(verification(chunk, `${chunk}.first`));
        for (const department of departments) {
          const since = nowMs();
          const job: LookupJob = { kind: 'lookup', chunk, department, since, late: false };
          add({
            at: since,
            name: `${chunk}.${department}`,
            async run(to) {
              const done = await to.lookup(job, signal);
              if (done.again) return done;
              left.delete(department);
              if (left.size === 0) add(verification(chunk, `${chunk}.first`));
              return done;
            },
          });
        }
      }
    },

    async addLateLookup(chunk, department, afterMs) {
      const at = nowMs() + afterMs;
      const job: LookupJob = { kind: 'lookup', chunk, department, since: nowMs(), late: true };
      add({ at, name: `${chunk}.late-${department}`, run: (to) => to.lookup(job, signal) });
    },

    async addVerification(chunk) {
      add(verification(chunk, `${chunk}.again`));
    },

    async tellWebhook() {},
    async setSchedules() {},
    async runScheduled() {},
    whoRunsSchedules: async () => null,

    startWorkers(given) {
      handlers = given;
      return { stop: async () => {} };
    },

    async runUntil(at) {
      for (;;) {
        const next = Math.min(...waiting.map((job) => job.at));
        if (next > at.getTime()) break;
        clock.setTo(new Date(next));
        const due = waiting.filter((job) => job.at <= nowMs());
        waiting = waiting.filter((job) => job.at > nowMs());
        await Promise.all(due.map(take));
      }
      clock.setTo(at);
    },

    counts: async () => [],
    failed: async () => [],
    retry: async () => false,
    hurryLookups: async () => {},
    hastenPutOff: async () => 0,
    board: () => [],
    async erase() {
      waiting = [];
    },
    close: async () => {},
  };
}
