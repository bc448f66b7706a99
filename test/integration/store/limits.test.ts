import { describe, expect, test } from '@jest/globals';
import type { DepartmentId } from '../../../domain/lookup.ts';
import { useStore } from '../../support/store.ts';

const held = useStore();

describe('a department’s limit', () => {
  test('is kept by callers that do not know of each other', async () => {
    const police = 'public-security' as DepartmentId;
    const waits = await Promise.all(
      Array.from({ length: 30 }, () =>
        held.store.limits.admit(police, 1, { perSecond: 0.1, burst: 5 }),
      ),
    );
    // Five at once, the others 10 s apart: the last of 30 waits 250 s, less the time the calls took.
    const inOrder = waits.toSorted((a, b) => a - b);
    expect(inOrder.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(inOrder.at(-1)).toBeGreaterThan(200_000);
    expect(inOrder.at(-1)).toBeLessThanOrEqual(250_000);
    const gaps = inOrder.slice(6).map((wait, i) => wait - inOrder[i + 5]!);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(10_001);
  });

  test('counts several requests of one caller', async () => {
    const tax = 'tax' as DepartmentId;
    const slowly = { perSecond: 0.01, burst: 3 };
    expect(await held.store.limits.admit(tax, 3, slowly)).toBe(0);
    // Two more are 200 s of it, less the time the calls took.
    expect(await held.store.limits.admit(tax, 2, slowly)).toBeGreaterThan(150_000);
  });
});
