// The pipeline through the queue, and the same work called directly: what the queue costs.

import { setTimeout as pause } from 'node:timers/promises';
import { openSlots } from '../../connectors/slots.ts';
import type { Engine } from '../../jobs/engine.ts';
import { lookupChunk } from '../../jobs/lookup/lookup-chunk.ts';
import type { Done } from '../../jobs/queues.ts';
import { verifyChunk } from '../../jobs/verify/verify-chunk.ts';
import { startWorking } from '../../jobs/worker.ts';
import { takeFileIn, untilSealed } from './batch.ts';
import { databaseUrlOf } from './own-server.ts';
import { queueBytes } from './queue-bytes.ts';

/** From chunks that are cut to the last sealed report: intake knows no queue, and is left out. */
export type Compared = { readonly seconds: number; readonly cpuSeconds: number };

export async function runQueued(
  engine: Engine,
  file: string,
): Promise<Compared & { readonly queueBytes: number }> {
  const { batchId, chunks, departments } = await takeFileIn(engine, file);
  const { queueUrl } = engine.settings;
  let bytes = 0;
  const figures = await compared(async (uncounted) => {
    await engine.queues.startChunks(chunks, departments);
    await uncounted(async () => {
      bytes = await queueBytes(
        queueUrl ?? (await databaseUrlOf(engine)),
        await engine.store.installation(),
      );
    });
    await engine.store.batches.markQueued(batchId);
    const working = await startWorking(engine);
    await untilSealed(engine, batchId);
    return () => working.stop();
  });
  return { ...figures, queueBytes: bytes };
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

/** @param work gives back how to end what it started; neither ending nor what it leaves uncounted is measured */
async function compared(
  work: (uncounted: (aside: () => Promise<void>) => Promise<void>) => Promise<() => Promise<void>>,
): Promise<Compared> {
  const left = { seconds: 0, cpuSeconds: 0 };
  const now = () => {
    const { user, system } = process.cpuUsage();
    return { seconds: performance.now() / 1000, cpuSeconds: (user + system) / 1e6 };
  };
  const before = now();
  const end = await work(async (aside) => {
    const from = now();
    await aside();
    const until = now();
    left.seconds += until.seconds - from.seconds;
    left.cpuSeconds += until.cpuSeconds - from.cpuSeconds;
  });
  const after = now();
  await end();
  return {
    seconds: after.seconds - before.seconds - left.seconds,
    cpuSeconds: after.cpuSeconds - before.cpuSeconds - left.cpuSeconds,
  };
}
