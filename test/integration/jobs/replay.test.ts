// Reports of the village computed again, and under other standards.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readOverlay, withOverlay } from '../../../config/standards-overlay.ts';
import type { StandardsBook } from '../../../config/standards.ts';
import type { Engine } from '../../../jobs/engine.ts';
import { replayBatch, replayOne } from '../../../jobs/replay/replay-all.ts';
import type { Replayed } from '../../../jobs/replay/replay-report.ts';
import { whatIf } from '../../../jobs/what-if/what-if.ts';
import { startWorking } from '../../../jobs/worker.ts';
import { reportNumber } from '../../../reports/number.ts';
import { sealReport } from '../../../reports/seal.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../../support/village.ts';

let village: Village;
let engine: Engine;
let batchId: string;
let standards: StandardsBook;

beforeAll(async () => {
  village = await openVillage();
  engine = await village.open();
  ({ standards } = engine.verifyRoom);
  const working = await startWorking(engine);
  ({ batchId } = await submitVillage(village, engine));
  await untilDone(engine, batchId);
  await working.stop();
});

afterAll(async () => {
  await village.close();
});

async function replayAll(book = standards): Promise<Map<string, Replayed>> {
  const replayed = new Map<string, Replayed>();
  for await (const one of replayBatch(null, { store: engine.store, standards: book })) {
    replayed.set(one.number, one);
  }
  return replayed;
}

async function numberOf(ref: string): Promise<string> {
  return (await engine.store.reports.currentOf(batchId, ref))?.number ?? '';
}

function under(values: Record<string, number>): StandardsBook {
  return withOverlay(
    standards,
    readOverlay('test', JSON.stringify({ standards: values }), standards),
  );
}

describe('replaying', () => {
  test('gives the same bytes for every report', async () => {
    const replayed = [...(await replayAll()).values()];
    expect(replayed.map(({ outcome }) => outcome)).toEqual(['same', 'same', 'same', 'same']);
  });

  test('under an allowance of 1,100.00 instead of 1,050.00: says so first, then where it shows', async () => {
    const number = await numberOf('HC-001');
    const book = under({ 'subsistence.allowance.urban': 110_000 });
    const replayed = await replayOne(number, { store: engine.store, standards: book });
    if (replayed.outcome !== 'different') throw new Error('it must differ');
    expect(replayed.causes.map(({ what }) => what)).toEqual(['standards']);
    const changes = replayed.differences.map(({ path, stored, recomputed }) => [
      path.replace(/^.*\.(?=\w+\.\w+$)/, ''),
      stored,
      recomputed,
    ]);
    // Two persons for twelve months: 1,050.00 × 12 × 2 = 25,200.00 and 1,100.00 × 12 × 2 = 26,400.00.
    expect(changes).toContainEqual(['limit.value', 2_520_000, 2_640_000]);
    expect(replayed.differences).toContainEqual({
      path: expect.stringMatching(/^\$\.standards\[\d+\]\.value$/),
      stored: 105_000,
      recomputed: 110_000,
    });
  });

  test('a number that nobody gave out is an error', async () => {
    await expect(
      replayOne('371002-2026-DB-9999999-0', { store: engine.store, standards }),
    ).rejects.toMatchObject({ code: 'REPORT_UNKNOWN' });
    await expect(
      replayBatch('B999', { store: engine.store, standards }).next(),
    ).rejects.toMatchObject({ code: 'BATCH_UNKNOWN' });
  });
});

describe('asking what other standards would do', () => {
  const ask = (values: Record<string, number>) =>
    whatIf({ batchId, changed: under(values), on: null }, { store: engine.store, standards });

  test('the same standards change nobody', async () => {
    const result = await ask({});
    expect(result).toMatchObject({ households: 4, changedConclusions: 0 });
    expect(result.effects.filter(({ what }) => what === 'finding')).toEqual([]);
  });

  test('one car allowed: HC-002 no longer exceeds, but has not declared its car', async () => {
    const { changedConclusions, effects } = await ask({ 'subsistence.vehicles.limit': 1 });
    expect(changedConclusions).toBe(1);
    expect(effects.filter(({ before, after }) => before !== after)).toEqual([
      {
        what: 'conclusion',
        region: '371002',
        before: 'exceeds',
        after: 'doubts',
        households: 1,
      },
      {
        what: 'finding',
        region: '371002',
        rule: 'vehicles',
        kind: 'vehicles-above-limit',
        before: 'exceeds',
        after: null,
        households: 1,
      },
    ]);
  });

  test('an allowance that no income reaches: HC-004 no longer exceeds', async () => {
    const { changedConclusions, effects } = await ask({
      'subsistence.allowance.urban': 10_000_000,
      'subsistence.allowance.rural': 10_000_000,
    });
    expect(changedConclusions).toBe(1);
    expect(effects).toContainEqual({
      what: 'finding',
      region: '371002',
      rule: 'income-standard',
      kind: 'income-above-standard',
      before: 'exceeds',
      after: null,
      households: 1,
    });
  });

  test('touches no report', async () => {
    const reports = () => engine.store.reports.ofBatch(batchId, { limit: 100 });
    const before = await reports();
    await ask({ 'subsistence.vehicles.limit': 1 });
    expect(await reports()).toEqual(before);
  });
});

// Last: it alters what is stored.
describe('a stored report that was sealed with another conclusion', () => {
  test('differs at exactly that place, with nothing else to explain it; the one before is still the same', async () => {
    const number = await numberOf('HC-002');
    const first = await engine.store.reports.read(number);
    const forged = sealReport(
      {
        ...first,
        content: { ...first.content, conclusion: 'no-anomaly' },
        number: reportNumber({
          region: first.content.region,
          year: 2026,
          scheme: 'subsistence',
          serial: 9_999,
        }),
        version: 2,
        supersedes: number,
      },
      engine.verifyRoom.signer,
    );
    const household = await engine.store.households.findByReport(number);
    const [chunk] = await engine.store.replaySources.chunks(batchId);
    await engine.store.reports.seal(chunk ?? '', [
      { householdId: household?.id ?? 0, verification: 1, report: forged },
    ]);
    const replayed = await replayAll();
    expect(replayed.get(forged.number)).toEqual({
      outcome: 'different',
      number: forged.number,
      causes: [],
      differences: [{ path: '$.conclusion', stored: 'no-anomaly', recomputed: 'exceeds' }],
    });
    expect(replayed.get(number)?.outcome).toBe('same');
  });

  test('and once an answer is another one, the superseded report only says that its evidence has changed', async () => {
    const { store } = engine;
    const [chunk = ''] = await store.replaySources.chunks(batchId);
    const household = await store.households.findByRef(batchId, 'HC-002');
    const [answer] = (await store.answers.read(chunk, 'land' as never)).filter(
      ({ householdId }) => householdId === household?.id,
    );
    if (answer === undefined) throw new Error('the land registry has answered');
    const lookups = answer.lookups.map((lookup) => ({ ...lookup, records: lookup.records + 1 }));
    await store.answers.save(chunk, answer.department, [{ ...answer, lookups }]);
    const outcomes = [...(await replayAll()).values()].filter(({ outcome }) => outcome !== 'same');
    expect(outcomes).toMatchObject([
      { outcome: 'evidence-changed' },
      { outcome: 'different', causes: [{ what: 'evidence' }] },
    ]);
  });
});
