import { describe, expect, test } from '@jest/globals';
import type { DepartmentId } from '../../../domain/lookup.ts';
import { useStore } from '../../support/store.ts';

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
