// Departments in trouble: their faults are statuses of lookups, never the end of a batch.

import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { SourceLine } from '../../domain/report.ts';
import type { Engine } from '../../jobs/engine.ts';
import { startWorking } from '../../jobs/worker.ts';
import type { FaultKind } from '../../scripts/city/serve/faults.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../support/village.ts';
import { until } from '../support/until.ts';

let village: Village;
afterEach(async () => {
  await village.close();
});

/** Short for the department that stays silent, so that it does not hold the test; the others have all the time they need. */
const IMPATIENT = {
  'public-security': { limits: { answerWithinMs: 1_500, askAgainMs: 100, timeoutMs: 500 } },
};

async function conclusions(engine: Engine, batchId: string): Promise<Record<string, string>> {
  const reports = await engine.store.reports.ofBatch(batchId, { limit: 10 });
  const found: Record<string, string> = {};
  for (const { number } of reports) {
    const { content } = await engine.store.reports.read(number);
    found[content.householdRef] = content.conclusion;
  }
  return found;
}

async function sources(engine: Engine, batchId: string, ref: string): Promise<SourceLine[]> {
  const current = await engine.store.reports.currentOf(batchId, ref);
  const { content } = await engine.store.reports.read(current?.number ?? '');
  return [...content.sources];
}

const TRUTH = {
  'HC-001': 'no-anomaly',
  'HC-002': 'exceeds',
  'HC-003': 'doubts',
  'HC-004': 'exceeds',
};

const PASSING: FaultKind[] = ['429', '500', 'html', 'truncated', 'half-page', 'reset'];

describe('a fault that passes', () => {
  test.each(PASSING)(
    '%s, three times: every answer comes in the end, none is asked for twice',
    async (fault) => {
      village = await openVillage();
      await village.city.setFault('public-security', { fault, share: 1, count: 3 });
      const engine = await village.open();
      const working = await startWorking(engine);
      const { batchId } = await submitVillage(village, engine);
      await untilDone(engine, batchId);
      expect(await conclusions(engine, batchId)).toEqual(TRUTH);
      const { asked, askedAfterAnswered } = await village.city.counted('public-security');
      expect(asked).toBeGreaterThan(0);
      expect(askedAfterAnswered).toBe(0);
      await working.stop();
    },
  );
});

describe('a department that is down from the start', () => {
  test('leaves the reports incomplete, named, and supersedes them by itself when it is back', async () => {
    village = await openVillage({}, {}, IMPATIENT);
    await village.city.setFault('public-security', { fault: 'down', share: 1 });
    const engine = await village.open();
    const working = await startWorking(engine);
    const { batchId } = await submitVillage(village, engine);
    await untilDone(engine, batchId);

    // The household's own doubt and excess stand; where nothing else is known, the report is incomplete.
    expect(await conclusions(engine, batchId)).toEqual({
      'HC-001': 'incomplete',
      'HC-002': 'incomplete',
      'HC-003': 'doubts',
      'HC-004': 'exceeds',
    });
    const silent = (await sources(engine, batchId, 'HC-001')).filter(
      (line) => line.outcome === 'unanswered',
    );
    expect(new Set(silent.map((line) => line.department))).toEqual(new Set(['public-security']));

    await village.city.setFault('public-security', null);
    await until('all reports are superseded', async () => {
      const reports = await engine.store.reports.ofBatch(batchId, { limit: 10 });
      return reports.every((report) => report.version === 2);
    });
    expect(await conclusions(engine, batchId)).toEqual(TRUTH);
    const current = await engine.store.reports.ofBatch(batchId, { limit: 10 });
    expect(current.map((report) => report.version)).toEqual([2, 2, 2, 2]);
    expect(current.every((report) => report.supersedes !== null)).toBe(true);
    for (const department of ['public-security', 'human-resources'] as const) {
      expect((await village.city.counted(department)).askedAfterAnswered).toBe(0);
    }
    await working.stop();
  });
});

describe('a department that goes down midway', () => {
  test('answers what it had answered once, and the rest after it is back', async () => {
    village = await openVillage({ latencyMs: 100 });
    const engine = await village.open();
    const { batchId } = await submitVillage(village, engine);
    const working = await startWorking(engine);
    await until('it answered somebody', async () => {
      return (await village.city.counted('human-resources')).answered > 0;
    });
    await village.city.setFault('human-resources', { fault: 'down', share: 1, forMs: 1_000 });
    await untilDone(engine, batchId);
    expect(await conclusions(engine, batchId)).toEqual(TRUTH);
    expect((await village.city.counted('human-resources')).askedAfterAnswered).toBe(0);
    await working.stop();
  });
});

describe('a department that returns the record of somebody else', () => {
  test('attaches it to nobody', async () => {
    village = await openVillage();
    await village.city.setFault('public-security', { fault: 'foreign-person', share: 1 });
    const engine = await village.open();
    const working = await startWorking(engine);
    const { batchId } = await submitVillage(village, engine);
    await untilDone(engine, batchId);
    const found = await conclusions(engine, batchId);
    expect(found).toEqual(TRUTH);
    await working.stop();
  });
});

describe('a department that is not declared with an address', () => {
  test('is not connected: nothing is asked, and the report says so', async () => {
    village = await openVillage();
    const { departmentsFile } = village.city;
    const declared = await readFile(departmentsFile, 'utf8');
    await writeFile(departmentsFile, declared.replace(/postgres:\S+/, '${LAND_DATABASE_URL}'));
    const engine = await village.open();
    const working = await startWorking(engine);
    const { batchId } = await submitVillage(village, engine);
    await untilDone(engine, batchId);
    const land = (await sources(engine, batchId, 'HC-001')).filter(
      (line) => line.department === 'land',
    );
    expect(land.length).toBeGreaterThan(0);
    expect(land.every((line) => line.why === 'not-connected')).toBe(true);
    await working.stop();
  });
});
