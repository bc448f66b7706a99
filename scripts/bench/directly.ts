// The pipeline through the queue, and the same work called directly: what the queue costs.

import { setTimeout as pause } from 'node:timers/promises';
import { openSlots } from '../../connectors/slots.ts';
import type { Engine } from '../../jobs/engine.ts';
import { lookupChunk } from '../../jobs/lookup/lookup-chunk.ts';
import type { Done } from '../../jobs/queues.ts';
import { verifyChunk } from '../../jobs/verify/verify-chunk.ts';
import { startWorking } from '../../jobs/worker.ts';
import { takeFileIn, untilSealed } from './batch.ts';

/** From chunks that are cut to the last sealed report: intake knows no queue, and is left out. */
export type Compared = { readonly seconds: number; readonly cpuSeconds: number };

export async function runQueued(engine: Engine, file: string): Promise<Compared> {
  const { batchId, chunks, departments } = await takeFileIn(engine, file);
  return compared(async () => {
    await engine.queues.startChunks(chunks, departments);
    await engine.store.batches.markQueued(batchId);
    const working = await startWorking(engine);
    await untilSealed(engine, batchId);
    return () => working.stop();
  });
}

/** As many chunks at once for each department as a worker has, and one verification at a time. */
export async function runDirectly(engine: Engine, file: string): Promise<Compared> {
  const { chunks, departments } = await takeFileIn(engine, file);
  return compared(async () => {
    const { signal } = new AbortController();
    const since = Date.now();
    const verifying = openSlots(1);
    const slotsOf = new Map(
      departments.map((department) => [department, openSlots(engine.settings.lookupConcurrency)]),
    );
    await Promise.all(
      chunks.map(async (chunk) => {
        await Promise.all(
          [...slotsOf].map(([department, slots]) => {
            const job = { kind: 'lookup', chunk, department, since, late: false } as const;
            return untilDone(() => slots.run(() => lookupChunk(job, engine.lookupRoom, signal)));
          }),
        );
        await untilDone(() =>
          verifying.run(() => verifyChunk({ kind: 'verify', chunk }, engine.verifyRoom)),
        );
      }),
    );
    return async () => {};
  });
}

async function untilDone(work: () => Promise<Done>): Promise<void> {
  for (let done = await work(); done.again; done = await work()) await pause(done.afterMs);
}

/** @param work gives back how to end what it started; ending is not measured */
async function compared(work: () => Promise<() => Promise<void>>): Promise<Compared> {
  const before = process.cpuUsage();
  const startedAt = performance.now();
  const end = await work();
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(before);
  await end();
  return { seconds, cpuSeconds: (user + system) / 1e6 };
}
