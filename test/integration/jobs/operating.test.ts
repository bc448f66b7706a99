// What an operator does to a running engine: takes a department off and puts it back, sees who works, and gives failed
// jobs another try. On real departments, queues and a real database.

import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { DepartmentId, Lookup } from '../../../domain/lookup.ts';
import type { Engine } from '../../../jobs/engine.ts';
import { DONE, type Done } from '../../../jobs/queues.ts';
import { startWorking } from '../../../jobs/worker.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../../support/village.ts';
import { until } from '../../support/until.ts';

const POLICE = 'public-security' as DepartmentId & 'public-security';

let village: Village;
let stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops) await stop();
  stops = [];
  await village.close();
});

async function atWork(): Promise<Engine> {
  const engine = await village.open();
  const working = await startWorking(engine);
  stops.push(() => working.stop());
  return engine;
}

const WORKING = ({ departments }: Engine) => ({
  departments,
  lookupConcurrency: 1,
  takeoverMs: 5_000,
  onError: () => {},
  onFailed: () => {},
});

async function lookupsOf(engine: Engine, batchId: string): Promise<Lookup[]> {
  const answers = await Promise.all(
    [`${batchId}-1`, `${batchId}-2`].map((chunk) => engine.store.answers.read(chunk, POLICE)),
  );
  return answers.flat().flatMap((answer) => answer.lookups);
}

describe('a paused department', () => {
  test('is not asked by any worker, is named in the reports, and is asked at once when resumed', async () => {
    village = await openVillage();
    const { store } = await village.open();
    expect(await store.pauses.pause(POLICE, 'operator', '对方系统升级')).toBe(true);
    expect(await store.pauses.pause(POLICE, 'another', 'again')).toBe(false);
    const engine = await atWork();
    await atWork();

    const { batchId } = await submitVillage(village, engine);
    await untilDone(engine, batchId);
    expect((await village.city.counted(POLICE)).requests).toBe(0);
    const lookups = await lookupsOf(engine, batchId);
    expect(new Set(lookups.map(({ why }) => why))).toEqual(new Set(['paused']));
    const [summary] = await engine.store.reports.ofBatch(batchId, { limit: 1 });
    const report = await engine.store.reports.read(summary?.number ?? '');
    const silent = report.content.sources.filter((line) => line.department === POLICE);
    expect(silent.every((line) => line.why === 'paused')).toBe(true);

    expect(await store.pauses.resume(POLICE, 'operator')).toBe(true);
    expect(await store.pauses.resume(POLICE, 'operator')).toBe(false);
    await until('the police are asked and the report is superseded', async () => {
      const before = await engine.store.reports.byNumber(summary?.number ?? '');
      return before?.isCurrent === false;
    });
    expect((await lookupsOf(engine, batchId)).every(({ why }) => why === null)).toBe(true);
    const [ended] = await store.pauses.history(POLICE, 10);
    expect(ended).toMatchObject({
      pausedBy: 'operator',
      reason: '对方系统升级',
      resumedBy: 'operator',
    });
    expect(await store.pauses.open()).toEqual([]);
  });
});

describe('a look that waits for its time', () => {
  test('is taken up at once when its department is there again', async () => {
    village = await openVillage();
    const engine = await village.open();
    const looked: string[] = [];
    const working = engine.queues.startWorkers(
      {
        lookup: async ({ chunk }) => {
          looked.push(chunk);
          return { again: false };
        },
        verify: async () => ({ again: false }),
        scheduled: async () => ({ again: false }),
      },
      WORKING(engine),
    );
    stops.push(() => working.stop());
    await engine.queues.addLateLookup('B1-1', POLICE, 3_600_000);
    await engine.queues.hurryLookups(POLICE);
    await until('it is taken up', async () => looked.includes('B1-1'));
  });

  test('is taken up soon when the clock that set its time ran two hours ahead', async () => {
    village = await openVillage();
    const engine = await village.open();
    const clock = Date.now;
    const jump = () => jest.spyOn(Date, 'now').mockImplementation(() => clock() + 2 * 3_600_000);
    const looked: string[] = [];
    const working = engine.queues.startWorkers(
      {
        async lookup({ chunk }): Promise<Done> {
          const isFirst = !looked.includes(chunk);
          looked.push(chunk);
          if (isFirst && chunk === 'B1-1') jump();
          return isFirst ? { again: true, afterMs: 60_000 } : DONE;
        },
        verify: async () => DONE,
        scheduled: async () => DONE,
      },
      WORKING(engine),
    );
    stops.push(() => working.stop());
    const delayed = async () => {
      const counts = await engine.queues.counts([POLICE]);
      return counts.find(({ queue }) => queue === `lookup-${POLICE}`)?.delayed;
    };
    // The one is put off by a handler, while which the clock jumps; the other is added to wait.
    await engine.queues.addLateLookup('B1-1', POLICE, 0);
    await until('it waits', async () => looked.length === 1 && (await delayed()) === 1);
    await engine.queues.addLateLookup('B1-2', POLICE, 60_000);
    jest.restoreAllMocks();
    // Set by a right clock: its hour is left to it.
    await engine.queues.addLateLookup('B1-3', POLICE, 3_600_000);
    expect(await delayed()).toBe(3);

    expect(await engine.queues.hastenPutOff([POLICE], await engine.store.clock())).toBe(2);
    await until('both are taken up', () => looked.length === 3);
    expect(looked.toSorted()).toEqual(['B1-1', 'B1-1', 'B1-2']);
    expect(await engine.queues.hastenPutOff([POLICE], await engine.store.clock())).toBe(0);
  });

  test('is tried again soon when it failed by such a clock, whatever its queue; a night keeps its hour', async () => {
    village = await openVillage();
    const engine = await village.open();
    const clock = Date.now;
    let tries = 0;
    const working = engine.queues.startWorkers(
      {
        lookup: async () => DONE,
        async verify(): Promise<Done> {
          tries += 1;
          if (tries > 1) return DONE;
          jest.spyOn(Date, 'now').mockImplementation(() => clock() + 2 * 3_600_000);
          throw new Error('the store is away');
        },
        scheduled: async () => DONE,
      },
      WORKING(engine),
    );
    stops.push(() => working.stop());
    await engine.queues.setSchedules([{ name: 'recheck', cron: '0 3 * * *' }]);
    const delayed = async (name: string) =>
      (await engine.queues.counts([POLICE])).find(({ queue }) => queue === name)?.delayed;
    await engine.queues.addVerification('B1-1', 'test');
    await until('it waits for another try', async () => (await delayed('verify')) === 1);
    jest.restoreAllMocks();

    expect(await engine.queues.hastenPutOff([POLICE], await engine.store.clock())).toBe(1);
    await until('it is tried again', () => tries === 2);
    const anHourAgo = new Date(clock() - 3_600_000);
    expect(await engine.queues.hastenPutOff([POLICE], anHourAgo)).toBe(0);
    expect(await delayed('schedule')).toBe(1);
  });
});

describe('workers', () => {
  test('are seen while they live, and say when they end', async () => {
    village = await openVillage();
    const engine = await atWork();
    const [alive] = await engine.store.workers.seenWithin(1);
    expect(alive).toMatchObject({ processId: process.pid, endedAt: null });
    await stops.pop()?.();
    const [ended] = await engine.store.workers.seenWithin(1);
    expect(ended?.id).toBe(alive?.id);
    expect(ended?.endedAt).not.toBeNull();
  });
});

describe('a job that failed for good', () => {
  test('is listed without what may be a person’s number, and succeeds when it is given another try', async () => {
    village = await openVillage();
    const engine = await village.open();
    let isBroken = true;
    const done: string[] = [];
    const working = engine.queues.startWorkers(
      {
        lookup: async () => ({ again: false }),
        verify: async ({ chunk }) => {
          if (isBroken) throw new Unrecoverable('no household 371002199001010015 here');
          done.push(chunk);
          return { again: false };
        },
        scheduled: async () => ({ again: false }),
      },
      WORKING(engine),
    );
    stops.push(() => working.stop());
    await engine.queues.addVerification('B1-1', 'test');
    const { departments, queues } = engine;
    await until('it has failed', async () => (await queues.failed(departments, 5)).length === 1);
    const [failed] = await queues.failed(departments, 5);
    expect(failed).toMatchObject({ queue: 'verify', chunk: 'B1-1' });
    expect(failed?.reason).toBe('no household •••••• here');

    isBroken = false;
    expect(await queues.retry(departments, 'verify', 'nothing')).toBe(false);
    expect(await queues.retry(departments, 'no-queue', failed?.id ?? '')).toBe(false);
    expect(await queues.retry(departments, 'verify', failed?.id ?? '')).toBe(true);
    await until('it is done', async () => done.includes('B1-1'));
    expect(await queues.failed(departments, 5)).toEqual([]);
  });
});

/** BullMQ gives up at once on an error of this name. */
class Unrecoverable extends Error {
  override readonly name = 'UnrecoverableError';
}
