// A batch file in, sealed reports out, over the real protocols of all departments.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SealedReport } from '../../../domain/report.ts';
import { DEPARTMENTS } from '../../../connectors/connector-list.ts';
import { departmentsAsked } from '../../../jobs/departments-asked.ts';
import type { Engine } from '../../../jobs/engine.ts';
import type { RunningWorkers } from '../../../jobs/queues.ts';
import { startWorking } from '../../../jobs/worker.ts';
import { keysFromFile } from '../../../store/encryption/key-sources.ts';
import { checkSealedReport } from '../../../reports/seal.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../../support/village.ts';

let village: Village;
let engine: Engine;
let working: RunningWorkers;
let batchId: string;

beforeAll(async () => {
  village = await openVillage();
  engine = await village.open();
  working = await startWorking(engine);
  ({ batchId } = await submitVillage(village, engine));
  await untilDone(engine, batchId);
});

afterAll(async () => {
  await working.stop();
  await village.close();
});

/** Every department that the scheme needs something of; the village has them all. */
const ASKED = new Set(
  departmentsAsked(
    'subsistence',
    DEPARTMENTS.map(({ id }) => id),
  ),
);

async function reportOf(ref: string): Promise<SealedReport> {
  const current = await engine.store.reports.currentOf(batchId, ref);
  return engine.store.reports.read(current?.number ?? '');
}

describe('the village, household by household (test/fixtures/village/README.md)', () => {
  test.each([
    ['HC-001', 'no-anomaly', []],
    ['HC-002', 'exceeds', ['vehicles-above-limit', 'vehicles-under-declared']],
    ['HC-003', 'doubts', ['person-deceased']],
    ['HC-004', 'exceeds', ['income-above-standard']],
  ])('%s: %s', async (ref, conclusion, kinds) => {
    const { content } = await reportOf(ref);
    const wanted = content.findings.filter((finding) => finding.severity !== 'info');
    expect(wanted.map((finding) => finding.kind)).toEqual(kinds);
    expect(content.conclusion).toBe(conclusion);
  });

  test('HC-001 counts (236 − 213) × 12 = 276 yuan of two pensions, and holds it against 12 × 2 × 1,050', async () => {
    const { content } = await reportOf('HC-001');
    const income = content.findings.find((finding) => finding.kind === 'income-below-standard');
    expect(income?.figures).toMatchObject({
      income: { value: 276_00, unit: 'fen' },
      limit: { value: 25_200_00, unit: 'fen' },
    });
  });

  test('every department answered about every person who had to be asked', async () => {
    const { content } = await reportOf('HC-002');
    expect(content.sources.every((line) => line.outcome !== 'unanswered')).toBe(true);
    expect(new Set(content.sources.map((line) => line.department))).toEqual(ASKED);
  });
});

describe('a sealed report', () => {
  test('is genuine, and one changed figure makes it altered', async () => {
    const report = await reportOf('HC-004');
    const { verifyingKeys } = await keysFromFile(village.settings.keyFile);
    const key = (id: string) => verifyingKeys.find(({ keyId }) => keyId === id) ?? null;
    expect(checkSealedReport(report, key)).toBe('genuine');
    const altered = {
      ...report,
      content: { ...report.content, conclusion: 'no-anomaly' as const },
    };
    expect(checkSealedReport(altered, key)).toBe('altered');
  });

  test('its receipt names each department with the authorisations it was asked under', async () => {
    const { receipt } = await reportOf('HC-002');
    expect(receipt.departments.map((one) => one.department)).toEqual([...ASKED].toSorted());
    for (const one of receipt.departments) {
      expect(one.authorisationNos).toEqual(['SQ-0310', 'SQ-0489']);
      expect(one.answeredAt).not.toBeNull();
    }
  });

  test('exists once a household', async () => {
    const reports = await engine.store.reports.ofBatch(batchId, { limit: 100 });
    expect(reports.map((report) => report.version)).toEqual([1, 1, 1, 1]);
  });
});

describe('the same file again', () => {
  test('is recognised and not run twice', async () => {
    const again = await submitVillage(village, engine);
    expect(again).toEqual({ batchId, alreadySubmitted: true, counts: null });
  });

  test('is run anew when that is asked for', async () => {
    const anew = await submitVillage(village, engine, { again: true });
    expect(anew.batchId).not.toBe(batchId);
    await untilDone(engine, anew.batchId);
    const { reports } = await engine.store.batches.progress(anew.batchId);
    expect(reports).toBe(4);
  });
});
