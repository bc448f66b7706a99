import { describe, expect, test } from '@jest/globals';
import type { DepartmentId } from '../../../domain/lookup.ts';
import { inventedAnswer, inventedReport } from '../../support/households.ts';
import { runningBatch, useStore } from '../../support/store.ts';

const LAND = 'land' as DepartmentId;
const held = useStore();

describe('answers', () => {
  test('are read as they were saved, and replaced as a whole', async () => {
    const { batchId, chunks } = await runningBatch(held.store, 3, 500);
    const chunk = chunks[0]!.id;
    const households = await held.store.households.readChunk(chunk);
    const answers = households.map(({ id, verification, household }) => ({
      householdId: id,
      verification,
      department: LAND,
      ...inventedAnswer(household, LAND),
    }));
    const [first, ...others] = answers as [(typeof answers)[0], ...typeof answers];
    const unanswered = {
      ...first,
      evidence: [],
      lookups: first.lookups.map((lookup) => ({
        ...lookup,
        outcome: 'unanswered' as const,
        why: 'timed-out' as const,
      })),
    };
    await held.store.answers.save(chunk, LAND, [unanswered, ...others]);
    expect(await held.store.answers.read(chunk, LAND)).toEqual([unanswered, ...others]);
    expect((await held.store.batches.progress(batchId)).departments).toEqual([
      { department: 'land', households: 3, complete: 2, unanswered: 1 },
    ]);

    await held.store.answers.save(chunk, LAND, [first]);
    expect(await held.store.answers.read(chunk)).toEqual(answers);
    expect(await held.store.answers.read(chunk, 'tax' as DepartmentId)).toEqual([]);
    expect((await held.store.batches.progress(batchId)).departments).toEqual([
      { department: 'land', households: 3, complete: 3, unanswered: 0 },
    ]);
  });

  test('saved by a job and its repetition at the same moment are there once', async () => {
    const { chunks } = await runningBatch(held.store, 20, 600);
    const chunk = chunks[0]!.id;
    const answers = (await held.store.households.readChunk(chunk)).map(({ id, household }) => ({
      householdId: id,
      verification: 1,
      department: LAND,
      ...inventedAnswer(household, LAND),
    }));
    await Promise.all([1, 2, 3, 4].map(() => held.store.answers.save(chunk, LAND, answers)));
    expect(await held.store.answers.read(chunk)).toHaveLength(20);
  });
});

describe('reports', () => {
  test('are current once, whoever seals them how often', async () => {
    const { batchId, chunks } = await runningBatch(held.store, 4, 700);
    const chunk = chunks[0]!.id;
    const households = await held.store.households.readChunk(chunk);
    const first = households.map(({ id, household, verification }, i) => ({
      householdId: id,
      verification,
      report: inventedReport(household, { number: `${batchId}-A${i}`, batch: batchId }),
    }));
    expect((await held.store.batches.get(batchId)).state).toBe('running');
    const sealed = await Promise.all([1, 2, 3].map(() => held.store.reports.seal(chunk, first)));
    expect(sealed.toSorted((a, b) => a - b)).toEqual([0, 0, 4]);
    expect((await held.store.batches.get(batchId)).state).toBe('done');

    const later = households.slice(0, 1).map(({ id, household, verification }) => ({
      householdId: id,
      verification,
      report: inventedReport(household, {
        number: `${batchId}-B0`,
        batch: batchId,
        version: 2,
        conclusion: 'no-anomaly',
      }),
    }));
    expect(await held.store.reports.seal(chunk, later)).toBe(1);
    // The late repetition of the first job brings nothing back.
    expect(await held.store.reports.seal(chunk, first)).toBe(0);

    const current = await held.store.reports.ofBatch(batchId, { limit: 10 });
    expect(current.map(({ number }) => number)).toEqual(
      ['B0', 'A1', 'A2', 'A3'].map((end) => `${batchId}-${end}`),
    );
    expect(await held.store.batches.progress(batchId)).toMatchObject({
      reports: 4,
      conclusions: { doubts: 3, 'no-anomaly': 1 },
      findingKinds: { 'vehicle-undeclared': 4 },
    });
    const ids = households.map(({ id }) => id);
    const latest = await held.store.reports.latest(ids);
    expect(latest.get(ids[0]!)).toMatchObject({
      number: `${batchId}-B0`,
      version: 2,
      verification: 1,
    });
    expect(latest.size).toBe(4);
  });

  test('are read byte for byte, listed by the page, and found by household', async () => {
    const { batchId, chunks } = await runningBatch(held.store, 5, 800);
    const chunk = chunks[0]!.id;
    const reports = (await held.store.households.readChunk(chunk)).map(({ id, household }, i) => ({
      householdId: id,
      verification: 1,
      report: inventedReport(household, {
        number: `${batchId}-${i}`,
        conclusion: i === 3 ? 'no-anomaly' : 'doubts',
      }),
    }));
    await held.store.reports.seal(chunk, reports);
    expect(await held.store.reports.read(`${batchId}-2`)).toEqual(reports[2]?.report);
    const page = await held.store.reports.ofBatch(batchId, { limit: 2, afterSeq: 2 });
    expect(page.map(({ seq }) => seq)).toEqual([3, 4]);
    const calm = await held.store.reports.ofBatch(batchId, { limit: 9, conclusion: 'no-anomaly' });
    expect(calm.map(({ number }) => number)).toEqual([`${batchId}-3`]);
    expect((await held.store.reports.currentOf(batchId, 'HJ-804'))?.number).toBe(`${batchId}-4`);
    expect((await held.store.households.findByReport(`${batchId}-1`))?.household.ref).toBe(
      'HJ-801',
    );
    expect(await held.store.reports.byNumber('none')).toBeNull();
    await expect(held.store.reports.read('none')).rejects.toMatchObject({ code: 'REPORT_UNKNOWN' });
  });

  test('get numbers that no other process gets', async () => {
    const firsts = await Promise.all(
      Array.from({ length: 20 }, () => held.store.reports.allocateNumbers('371002-2026', 10)),
    );
    expect(firsts.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => 1 + 10 * i),
    );
    expect(await held.store.reports.allocateNumbers('371003-2026', 1)).toBe(1);
  });
});
