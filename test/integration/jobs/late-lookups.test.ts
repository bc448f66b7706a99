// Departments asked again after the reports: nothing that was answered is lost to a slower attempt, and nobody stays
// silent for ever because a job came to grief.

import { UnrecoverableError } from 'bullmq';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { CarefulConnector } from '../../../connectors/resilience/careful-connector.ts';
import type { Instant } from '../../../domain/calendar.ts';
import { type DepartmentId, isAnswered, type Lookup } from '../../../domain/lookup.ts';
import type { Engine } from '../../../jobs/engine.ts';
import { lookupChunk } from '../../../jobs/lookup/lookup-chunk.ts';
import { DONE, type LookupJob, type RunningWorkers } from '../../../jobs/queues.ts';
import { takeBatchIn } from '../../../jobs/submit-batch.ts';
import { verifyChunk } from '../../../jobs/verify/verify-chunk.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../../support/village.ts';
import { until } from '../../support/until.ts';

const POLICE = 'public-security' as DepartmentId & 'public-security';
const CIVIL_AFFAIRS = 'civil-affairs' as DepartmentId & 'civil-affairs';

let village: Village;
let workers: RunningWorkers | undefined;
afterEach(async () => {
  await workers?.stop();
  workers = undefined;
  await village.close();
});

async function chunkTakenIn(engine: Engine): Promise<string> {
  const { batchId } = await takeBatchIn(
    {
      path: village.batchFile,
      scheme: 'subsistence',
      purpose: 'application',
      region: '371002' as never,
      verifiedOn: '2026-07-01' as never,
      submittedBy: 'test',
      again: true,
    },
    { ...engine, chunkSize: 10 },
  );
  const [chunk] = await engine.store.households.cutChunks(batchId, 10);
  return chunk!.id;
}

async function lookupsOf(
  engine: Engine,
  chunk: string,
  department: DepartmentId = POLICE,
): Promise<Lookup[]> {
  const answers = await engine.store.answers.read(chunk, department);
  return answers.flatMap(({ lookups }) => lookups);
}

/** What the department answers, but for “not yet”, is on its way for as long as `arrives` is open. */
function onItsWay(connector: CarefulConnector, arrives: Promise<void>) {
  let said: () => void = () => {};
  const hasSaid = new Promise<void>((resolve) => (said = resolve));
  const slow: CarefulConnector = {
    ...connector,
    async ask(...question) {
      const answer = await connector.ask(...question);
      if (answer.answers.every(({ why }) => why === 'awaited')) return answer;
      said();
      await arrives;
      return answer;
    },
  };
  return { slow, hasSaid };
}

describe('two attempts at one question at once', () => {
  test('the silence of the slower one takes nothing away from what the other was told', async () => {
    village = await openVillage();
    const engine = await village.open();
    const chunk = await chunkTakenIn(engine);
    const job = { kind: 'lookup', chunk, department: POLICE, since: Date.now() } as const;
    const { signal } = new AbortController();
    const connector = engine.lookupRoom.careful.get(POLICE)!;

    let arrive: () => void = () => {};
    const { slow, hasSaid } = onItsWay(connector, new Promise((resolve) => (arrive = resolve)));
    const slowRoom = { ...engine.lookupRoom, careful: new Map([[POLICE, slow]]) };
    await village.city.setFault(POLICE, { fault: 'html', share: 1 });
    const slower = lookupChunk({ ...job, late: true }, slowRoom, signal);
    await hasSaid;

    await village.city.setFault(POLICE, null);
    await until('the circuit is closed', async () => {
      await lookupChunk({ ...job, late: false }, engine.lookupRoom, signal);
      return (await lookupsOf(engine, chunk)).every(isAnswered);
    });
    const answered = await lookupsOf(engine, chunk);
    expect(answered.length).toBeGreaterThan(0);
    arrive();
    await slower;
    expect(await lookupsOf(engine, chunk)).toEqual(answered);
  });
});

describe('an answer file that two read at once', () => {
  test('counts once for its department', async () => {
    village = await openVillage();
    const engine = await village.open();
    const chunk = await chunkTakenIn(engine);
    const department = CIVIL_AFFAIRS;
    const job = { kind: 'lookup', chunk, department, since: Date.now(), late: false } as const;
    const { signal } = new AbortController();
    let arrive: () => void = () => {};
    const connector = engine.lookupRoom.careful.get(department)!;
    const { slow, hasSaid } = onItsWay(connector, new Promise((resolve) => (arrive = resolve)));
    const slowRoom = { ...engine.lookupRoom, careful: new Map([[department, slow]]) };
    let slower: Promise<unknown> = Promise.resolve();
    await until('one has the file’s answer in hand', () => {
      slower = lookupChunk(job, slowRoom, signal);
      return Promise.race([hasSaid.then(() => true), slower.then(() => false)]);
    });
    await lookupChunk(job, engine.lookupRoom, signal);
    const answered = (await lookupsOf(engine, chunk, department)).filter(isAnswered);
    arrive();
    await slower;

    const [score] = await engine.store.exchanges.scores(
      '2020-01-01T00:00:00.000Z' as Instant,
      '2020-01-01T00:00:00.000Z' as Instant,
    );
    expect(answered.length).toBeGreaterThan(0);
    expect(score).toMatchObject({ department, answered: answered.length });
  });
});

describe('a department whose job failed for good', () => {
  /** Works like a worker, but the jobs of the police that `fails` names come to nothing. */
  function workWith(engine: Engine, fails: (job: LookupJob) => boolean): RunningWorkers {
    return engine.queues.startWorkers(
      {
        lookup: async (job, signal) => {
          if (job.department === POLICE && fails(job)) throw new UnrecoverableError('planted');
          return lookupChunk(job, engine.lookupRoom, signal);
        },
        verify: (job) => verifyChunk(job, engine.verifyRoom),
        scheduled: () => Promise.resolve(DONE),
      },
      {
        departments: engine.departments,
        lookupConcurrency: 2,
        takeoverMs: 2_000,
        onError: () => {},
        onFailed: () => {},
      },
    );
  }
  const versions = async (engine: Engine, batchId: string) =>
    (await engine.store.reports.ofBatch(batchId, { limit: 10 })).map(({ version }) => version);

  test('before the reports: is asked after them, and its answer supersedes them', async () => {
    village = await openVillage({}, { askAgainMs: 100 });
    const engine = await village.open();
    workers = workWith(engine, ({ late }) => !late);
    const { batchId } = await submitVillage(village, engine);
    await untilDone(engine, batchId);
    await until('every report is superseded', async () =>
      (await versions(engine, batchId)).every((version) => version === 2),
    );
  });

  test('after the reports: is asked again as soon as the chunk is verified again', async () => {
    // Only the one that is down has little time: another that took longer would supersede the reports once more.
    const limits = { answerWithinMs: 500, askAgainMs: 100 };
    village = await openVillage({}, {}, { [POLICE]: { limits } });
    await village.city.setFault(POLICE, { fault: 'down', share: 1 });
    const engine = await village.open();
    let isPlanted = true;
    workers = workWith(engine, ({ late }) => late && isPlanted);
    const { batchId } = await submitVillage(village, engine);
    await untilDone(engine, batchId);
    const failed = async () =>
      (await engine.queues.counts([POLICE])).reduce((sum, one) => sum + one.failed, 0);
    await until('both late lookups have failed', async () => (await failed()) === 2);

    isPlanted = false;
    await village.city.setFault(POLICE, null);
    for (const chunk of [`${batchId}-1`, `${batchId}-2`]) {
      await engine.queues.addVerification(chunk, 'test');
    }
    await until('every report is superseded', async () =>
      (await versions(engine, batchId)).every((version) => version === 2),
    );
    expect(await failed()).toBe(0);
  });
});
