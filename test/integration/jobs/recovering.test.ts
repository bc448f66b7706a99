// A queue's server that lost everything: the store knows what is unfinished, and `recover` sets it on its way again.

import { afterEach, expect, test } from '@jest/globals';
import { recoverQueues } from '../../../jobs/recover.ts';
import { startWorking } from '../../../jobs/worker.ts';
import { until } from '../../support/until.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../../support/village.ts';

const CHUNK = 2;

let village: Village;
afterEach(() => village.close());

test('a batch whose jobs were lost is verified after recovery, each household once', async () => {
  village = await openVillage();
  const engine = await village.open();
  const { batchId } = await submitVillage(village, engine);
  await engine.queues.erase(engine.departments);

  // Four households in chunks of two.
  const room = { ...engine, chunkSize: CHUNK };
  expect(await recoverQueues(room)).toMatchObject({ chunks: 2, lateLookups: 0 });
  // A second time nothing is lost, and nothing is queued twice.
  expect(await recoverQueues(room)).toMatchObject({ chunks: 2, lateLookups: 0 });

  const working = await startWorking(engine);
  await untilDone(engine, batchId);
  await working.stop();
  const reports = await engine.store.reports.ofBatch(batchId, { limit: 10 });
  expect(reports.map(({ seq, version }) => [seq, version])).toEqual([
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 1],
  ]);
  expect((await village.city.counted('public-security')).askedAfterAnswered).toBe(0);
  expect(await recoverQueues(room)).toMatchObject({ chunks: 0, lateLookups: 0 });
});

test('the question to a department that was silent is put again after recovery', async () => {
  // It would be asked again after an hour: only recovery can bring the answer within this test.
  village = await openVillage(
    {},
    {},
    {
      'public-security': {
        limits: { answerWithinMs: 1_000, askAgainMs: 3_600_000, timeoutMs: 500 },
        circuit: { failures: 1_000, openMs: 1 },
      },
    },
  );
  await village.city.setFault('public-security', { fault: 'down', share: 1 });
  const engine = await village.open();
  const { batchId } = await submitVillage(village, engine);
  const working = await startWorking(engine);
  await untilDone(engine, batchId);
  await working.stop();
  await engine.queues.erase(engine.departments);
  await village.city.setFault('public-security', null);

  expect(await recoverQueues({ ...engine, chunkSize: CHUNK })).toMatchObject({
    chunks: 0,
    lateLookups: 2,
  });
  const again = await startWorking(engine);
  await until('every report is superseded', async () => {
    const reports = await engine.store.reports.ofBatch(batchId, { limit: 10 });
    return reports.every(({ version }) => version === 2);
  });
  await again.stop();
});

test('a report that a late answer never reached, since the queue lost it, is made anew after recovery', async () => {
  village = await openVillage(
    {},
    {},
    {
      'public-security': {
        limits: { answerWithinMs: 1_000, askAgainMs: 200, timeoutMs: 500 },
        circuit: { failures: 1_000, openMs: 1 },
      },
    },
  );
  await village.city.setFault('public-security', { fault: 'down', share: 1 });
  const engine = await village.open();
  const { batchId } = await submitVillage(village, engine);
  const loses = { ...engine.queues, addVerification: async () => {} };
  const working = await startWorking({
    ...engine,
    lookupRoom: { ...engine.lookupRoom, queues: loses },
  });
  await untilDone(engine, batchId);
  await village.city.setFault('public-security', null);
  await until('everything is answered', async () => {
    const { departments } = await engine.store.batches.progress(batchId);
    return departments.every(({ unanswered }) => unanswered === 0);
  });
  await working.stop();
  await engine.queues.erase(engine.departments);
  const versions = async () =>
    (await engine.store.reports.ofBatch(batchId, { limit: 10 })).map(({ version }) => version);
  expect(await versions()).toEqual([1, 1, 1, 1]);

  const { lateLookups, verifications } = await recoverQueues({ ...engine, chunkSize: CHUNK });
  expect(lateLookups).toBe(0);
  expect(verifications).toBeGreaterThan(0);
  const again = await startWorking(engine);
  await until('every report is superseded', async () =>
    (await versions()).every((version) => version === 2),
  );
  await again.stop();
});
