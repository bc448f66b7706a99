// Workers that are killed, and submitters: nothing is lost and no household has two current reports.

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Engine } from '../../jobs/engine.ts';
import { startWorking } from '../../jobs/worker.ts';
import { startHedui } from '../support/hedui-process.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../support/village.ts';
import { until } from '../support/until.ts';

let village: Village;
let killed: ChildProcess[];

beforeEach(async () => {
  killed = [];
  village = await openVillage({ latencyMs: 150, answerDelayMs: 600 });
});
afterEach(async () => {
  for (const child of killed) child.kill('SIGKILL');
  await village.close();
});

function startWorkerProcess(): ChildProcess {
  const child = startHedui(village, ['worker']);
  killed.push(child);
  return child;
}

async function killNow(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

test('a worker killed while departments answer: another takes its jobs up', async () => {
  const engine = await village.open();
  const { batchId } = await submitVillage(village, engine);
  const first = startWorkerProcess();
  await until('it has stored an answer', async () => {
    const { departments } = await engine.store.batches.progress(batchId);
    return departments.some((department) => department.complete > 0);
  });
  await killNow(first);
  expect((await engine.store.batches.progress(batchId)).state).toBe('running');

  startWorkerProcess();
  await untilDone(engine, batchId);
  const current = await engine.store.reports.ofBatch(batchId, { limit: 100 });
  expect(current.map((report) => report.seq)).toEqual([1, 2, 3, 4]);
  expect(current.every((report) => report.version === 1)).toBe(true);
});

test('a worker killed again and again: the batch still completes, with one report a household', async () => {
  const engine = await village.open();
  const { batchId } = await submitVillage(village, engine);
  for (let round = 0; round < 3; round++) {
    const before = (await village.city.counted('public-security')).requests;
    const worker = startWorkerProcess();
    await until('it is at work', async () => {
      const { state } = await engine.store.batches.progress(batchId);
      return state === 'done' || (await village.city.counted('public-security')).requests > before;
    }).catch(() => undefined);
    await killNow(worker);
  }
  startWorkerProcess();
  await untilDone(engine, batchId);
  const current = await engine.store.reports.ofBatch(batchId, { limit: 100 });
  expect(current.map((report) => report.seq)).toEqual([1, 2, 3, 4]);
});

test('a submitter that dies before its chunks are queued: the next worker queues them', async () => {
  const engine = await village.open();
  const lost = {
    ...engine,
    queues: { ...engine.queues, startChunks: () => Promise.reject(new Error('killed')) },
  };
  await expect(submitVillage(village, lost)).rejects.toThrow('killed');
  const [batch] = await engine.store.batches.list({ limit: 1 });
  const working = await startWorking(engine);
  await untilDone(engine, batch?.id ?? '');
  const { reports } = await engine.store.batches.progress(batch?.id ?? '');
  expect(reports).toBe(4);
  await working.stop();
});

test('a submitter that dies before its batch is cut: the next worker cuts and queues it, and sequences the ledger', async () => {
  const engine = await village.open();
  const batchId = await receiveAndDie(engine);
  expect((await engine.store.batches.get(batchId)).state).toBe('running');

  const working = await startWorking(engine);
  await untilDone(engine, batchId);
  expect((await engine.store.batches.progress(batchId)).reports).toBe(4);
  await working.stop();
  expect((await engine.store.health()).ledgerPending).toBe(0);
  const { size, faults } = await engine.store.ledger.verify();
  expect(size).toBeGreaterThanOrEqual(4);
  expect(faults).toEqual([]);
});

test('a submitter and a worker that cut the same batch at once: it is cut once', async () => {
  const engine = await village.open();
  const batchId = await receiveAndDie(engine);
  const [one, other] = await Promise.all([
    engine.store.households.cutChunks(batchId, 1),
    engine.store.households.cutChunks(batchId, 3),
  ]);
  expect(one).toEqual(other);
});

/** @returns the batch that a submitter left behind, received and in no chunk */
async function receiveAndDie(engine: Engine): Promise<string> {
  const households = {
    ...engine.store.households,
    cutChunks: () => Promise.reject(new Error('killed')),
  };
  const lost = { ...engine, store: { ...engine.store, households } };
  await expect(submitVillage(village, lost)).rejects.toThrow('killed');
  const [batch] = await engine.store.batches.list({ limit: 1 });
  return batch?.id ?? '';
}
