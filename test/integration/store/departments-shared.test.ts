// What workers share about departments, with two stores on one database that know nothing of each other.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CalendarDate } from '../../../domain/calendar.ts';
import type { DepartmentId, ResourceId } from '../../../domain/lookup.ts';
import { openStore, type Store } from '../../../store/store.ts';
import { runningBatch, testKeys, useStore } from '../../support/store.ts';

const held = useStore();
let other: Store;
beforeAll(async () => {
  other = await openStore({ databaseUrl: held.database.url, keys: testKeys });
});
afterAll(() => other.close());

let departments = 0;
const anotherDepartment = () => `department-${++departments}` as DepartmentId;

/** Sets the end of what is held to now, as if its time had passed. */
const passTime = (table: 'department_circuits' | 'department_leases', id: DepartmentId) =>
  held.sql.query(`update ${table} set until = clock_timestamp() where department = $1`, [id]);

describe('a circuit breaker', () => {
  const LIMITS = { failures: 3, openMs: 60_000 };

  test('counts the failures of all workers together, and then keeps all of them away', async () => {
    const id = anotherDepartment();
    expect(await held.store.circuits.failed(id, LIMITS)).toBe('closed');
    expect(await other.circuits.failed(id, LIMITS)).toBe('closed');
    expect(await other.circuits.enter(id, 1_000)).toEqual({ may: 'ask' });
    expect(await held.store.circuits.failed(id, LIMITS)).toBe('open');
    for (const store of [held.store, other]) {
      const entry = await store.circuits.enter(id, 1_000);
      expect(entry.may).toBe('wait');
      expect(entry.may === 'wait' && entry.forMs).toBeLessThanOrEqual(60_000);
    }
  });

  test('lets exactly one worker try when its pause is over; success closes it for all', async () => {
    const id = anotherDepartment();
    for (let n = 0; n < 3; n++) await held.store.circuits.failed(id, LIMITS);
    await passTime('department_circuits', id);
    const entries = await Promise.all([
      held.store.circuits.enter(id, 60_000),
      other.circuits.enter(id, 60_000),
    ]);
    expect(entries.map(({ may }) => may).sort()).toEqual(['try', 'wait']);
    // The others look again soon, however long the trial may take.
    const entry = await held.store.circuits.enter(id, 60_000);
    expect(entry.may === 'wait' && entry.forMs).toBeLessThanOrEqual(1_000);
    await other.circuits.succeeded(id);
    expect(await held.store.circuits.enter(id, 1_000)).toEqual({ may: 'ask' });
  });

  test('opens for twice as long when the trial fails', async () => {
    const id = anotherDepartment();
    for (let n = 0; n < 3; n++) await held.store.circuits.failed(id, LIMITS);
    await passTime('department_circuits', id);
    expect(await held.store.circuits.enter(id, 60_000)).toEqual({ may: 'try' });
    expect(await held.store.circuits.failed(id, LIMITS)).toBe('open');
    const entry = await other.circuits.enter(id, 1_000);
    expect(entry.may === 'wait' && entry.forMs).toBeGreaterThan(60_000);
  });

  test('gives the trial to another when its worker died', async () => {
    const id = anotherDepartment();
    await held.store.circuits.failed(id, { failures: 1, openMs: 60_000 });
    await passTime('department_circuits', id);
    expect(await held.store.circuits.enter(id, 60_000)).toEqual({ may: 'try' });
    expect(await other.circuits.enter(id, 60_000)).toMatchObject({ may: 'wait' });
    await passTime('department_circuits', id);
    expect(await other.circuits.enter(id, 60_000)).toEqual({ may: 'try' });
  });

  test('counts only failures in a row', async () => {
    const id = anotherDepartment();
    for (let n = 0; n < 2; n++) await held.store.circuits.failed(id, LIMITS);
    await other.circuits.succeeded(id);
    for (let n = 0; n < 2; n++) await held.store.circuits.failed(id, LIMITS);
    expect(await held.store.circuits.enter(id, 1_000)).toEqual({ may: 'ask' });
  });
});

describe('leases', () => {
  test('are never more than allowed, whoever asks', async () => {
    const id = anotherDepartment();
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 === 0 ? held.store : other).leases.take(id, 3, 60_000),
      ),
    );
    const leases = taken.filter((lease) => lease !== null);
    expect(new Set(leases.map(({ slot }) => slot)).size).toBe(leases.length);
    expect(leases.length).toBeLessThanOrEqual(3);
    // A slot that others were looking at is skipped rather than waited for: ask once more, and all three are taken.
    for (let n = leases.length; n < 3; n++) {
      expect(await other.leases.take(id, 3, 60_000)).not.toBeNull();
    }
    expect(await held.store.leases.take(id, 3, 60_000)).toBeNull();
    await held.store.leases.give(leases[0]!);
    expect(await other.leases.take(id, 3, 60_000)).toMatchObject({ slot: leases[0]!.slot });
  });

  test('end by themselves when their worker does not give them back', async () => {
    const id = anotherDepartment();
    const lost = await held.store.leases.take(id, 1, 60_000);
    expect(await other.leases.take(id, 1, 60_000)).toBeNull();
    await passTime('department_leases', id);
    expect(await other.leases.take(id, 1, 60_000)).not.toBeNull();
    // Given back too late: it is the other's now.
    await held.store.leases.give(lost!);
    expect(await held.store.leases.take(id, 1, 60_000)).toBeNull();
  });
});

describe('a quota of the day', () => {
  test('is one for all workers, to the last person', async () => {
    const of = {
      department: anotherDepartment(),
      resource: 'tax.income' as ResourceId,
      on: '2026-07-01' as CalendarDate,
    };
    const granted = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 === 0 ? held.store : other).quotas.take(of, 30, 100),
      ),
    );
    expect(granted.reduce((sum, count) => sum + count, 0)).toBe(100);
    await other.quotas.giveBack(of, 25);
    expect(await held.store.quotas.take(of, 30, 100)).toBe(25);
    expect(await held.store.quotas.take({ ...of, on: '2026-07-02' as CalendarDate }, 30, 100)).toBe(
      30,
    );
  });
});

describe('Retry-After', () => {
  test('of one worker’s request holds all of them back', async () => {
    const id = anotherDepartment();
    await held.store.limits.holdBack(id, 3_600_000);
    const waitMs = await other.limits.admit(id, 1, { perSecond: 1_000, burst: 1 });
    expect(waitMs).toBeGreaterThan(3_500_000);
    expect(waitMs).toBeLessThanOrEqual(3_600_001);
  });
});

describe('a question', () => {
  test('keeps its id for every attempt in every worker, and is followed by another once it is closed', async () => {
    const { chunks } = await runningBatch(held.store, 1, 700);
    const [chunk, id] = [chunks[0]!.id, anotherDepartment()];
    const first = await held.store.questions.open(chunk, id);
    expect(await other.questions.open(chunk, id)).toBe(first);
    await other.questions.close(first);
    const second = await held.store.questions.open(chunk, id);
    expect(second).not.toBe(first);
    // The answer to the first is replaced later: it is known by its id, and looked at once.
    const newer = [{ question: first, sequence: 2 }];
    const [replaced] = await other.questions.replaced(newer);
    expect(replaced).toEqual({ questionId: first, chunkId: chunk, sequence: 2 });
    await other.questions.read(replaced!);
    expect(await held.store.questions.replaced(newer)).toEqual([]);
  });
});
