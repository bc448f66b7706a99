import { describe, expect, test } from '@jest/globals';
import type { Instant } from '../../../domain/calendar.ts';
import type { DepartmentId } from '../../../domain/lookup.ts';
import { runningBatch, useStore } from '../../support/store.ts';

const LAND = 'land' as DepartmentId;
const held = useStore();

describe('a department’s limit', () => {
  test('is kept by callers that do not know of each other', async () => {
    const police = 'public-security' as DepartmentId;
    const waits = await Promise.all(
      Array.from({ length: 30 }, () =>
        held.store.limits.admit(police, 1, { perSecond: 10, burst: 5 }),
      ),
    );
    // Five at once, the others 100 ms apart: the last of 30 waits 2,500 ms, less the time the calls took.
    const inOrder = waits.toSorted((a, b) => a - b);
    expect(inOrder.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(inOrder.at(-1)).toBeGreaterThan(500);
    expect(inOrder.at(-1)).toBeLessThanOrEqual(2_500);
    const gaps = inOrder.slice(6).map((wait, i) => wait - inOrder[i + 5]!);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(101);
  });

  test('counts several requests of one caller', async () => {
    const tax = 'tax' as DepartmentId;
    expect(await held.store.limits.admit(tax, 3, { perSecond: 1, burst: 3 })).toBe(0);
    expect(await held.store.limits.admit(tax, 2, { perSecond: 1, burst: 3 })).toBeGreaterThan(
      1_500,
    );
  });
});

describe('parked questions', () => {
  test('come due in time, and go', async () => {
    const { chunks } = await runningBatch(held.store, 1, 900);
    const question = {
      questionId: 'Q1',
      department: LAND,
      chunkId: chunks[0]!.id,
      attempts: 0,
      askedAt: '2026-07-01T02:00:00.000Z' as Instant,
      nextAt: '2026-07-02T02:00:00.000Z' as Instant,
    };
    await held.store.parked.put(question);
    await held.store.parked.put({ ...question, attempts: 1 });
    expect(await held.store.parked.get('Q1')).toEqual({ ...question, attempts: 1 });
    expect(await held.store.parked.due('2026-07-01T23:00:00.000Z' as Instant, 10)).toEqual([]);
    expect(await held.store.parked.due(question.nextAt, 10)).toHaveLength(1);
    await held.store.parked.remove('Q1');
    expect(await held.store.parked.get('Q1')).toBeNull();
  });
});
