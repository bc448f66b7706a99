// The scorecard against a case worked by hand: three exchanges of the last thirty days and one of before.

import { expect, test } from '@jest/globals';
import type { Instant } from '../../../domain/calendar.ts';
import type { DepartmentId } from '../../../domain/lookup.ts';
import { scorecard } from '../../../jobs/scorecard.ts';
import type { Exchange } from '../../../store/exchanges.ts';
import { runningBatch, useStore } from '../../support/store.ts';

const LAND = 'land' as DepartmentId;
const held = useStore();

test('every figure is as worked by hand', async () => {
  const { chunks } = await runningBatch(held.store, 2, 900, 1);
  const [first, second] = chunks.map(({ id }) => id);
  const record = (chunkId: string | undefined, at: string, figures: Partial<Exchange>) =>
    held.store.exchanges.record({
      department: LAND,
      chunkId: chunkId ?? '',
      requests: 0,
      failedRequests: 0,
      persons: 100,
      answered: 0,
      unanswered: 0,
      corrected: 0,
      records: 0,
      flawedRecords: 0,
      faults: [],
      responseMs: [],
      asOf: null,
      ms: 1_000,
      at: at as Instant,
      ...figures,
    });
  await record(first, '2026-05-20T02:00:00.000Z', { requests: 1_000, failedRequests: 999 });
  await record(first, '2026-06-20T02:00:00.000Z', {
    requests: 4,
    failedRequests: 1,
    answered: 90,
    unanswered: 10,
    records: 50,
    flawedRecords: 1,
    faults: [
      { kind: 'timeout', count: 1 },
      { kind: 'schema', count: 1 },
    ],
    responseMs: [300, 100, 200],
    asOf: '2026-06-18' as never,
  });
  // A minute before midnight in Asia/Shanghai: yesterday. Of the ten that were left, three still are.
  await record(first, '2026-06-30T15:59:00.000Z', {
    requests: 2,
    answered: 7,
    unanswered: 3,
    records: 10,
    flawedRecords: 1,
    faults: [{ kind: 'schema', count: 1 }],
    responseMs: [500, 400],
    asOf: '2026-06-28' as never,
  });
  // At midnight: today.
  await record(second, '2026-06-30T16:00:00.000Z', {
    requests: 4,
    failedRequests: 2,
    answered: 100,
    corrected: 3,
    records: 40,
    faults: [{ kind: 'http-500', count: 2 }],
    responseMs: [700, 600],
    asOf: '2026-06-29' as never,
  });
  await held.store.circuits.failed(LAND, { failures: 1, openMs: 60_000 });

  const engine = {
    store: held.store,
    departments: [LAND],
    lookupRoom: { declarations: new Map() },
  };
  const [land] = await scorecard(engine as never, new Date('2026-07-01T04:00:00Z'));
  expect(land).toMatchObject({
    requests: 10,
    // 10 sent, 1 + 2 failed
    availability: 0.7,
    // of 100 … 700: the fourth; 0.95 × 6 = 5.7, so 600 + 0.7 × 100
    responseMs: { median: 400, p95: 670 },
    records: { total: 100, today: 40 },
    // 90 + 7 + 100 answered; 3 left over of the first chunk, 0 of the second: 197 ÷ 200
    answeredShare: 0.985,
    // 100 records, 2 broke their schema
    structuredShare: 0.98,
    corrected: 3,
    asOf: '2026-06-29',
    ageDays: 2,
    lastAnsweredAt: '2026-06-30T16:00:00.000Z',
    quarantined: 0,
    circuit: { state: 'open' },
  });
  expect(Object.entries(land?.errors ?? {})).toEqual([
    ['http-500', 2],
    ['schema', 2],
    ['timeout', 1],
  ]);
});
