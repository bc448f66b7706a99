// What a worker does every so often beside its jobs.

import { describe, expect, test } from '@jest/globals';
import { inTurns } from '../../../jobs/in-turns.ts';

/** Resolves when `call` was called so many times. */
function counting(times: number) {
  let reached = () => {};
  const calls = { count: 0, all: new Promise<void>((resolve) => (reached = resolve)) };
  const call = () => {
    calls.count += 1;
    if (calls.count === times) reached();
  };
  return { calls, call };
}
const never = (error: unknown) => {
  throw error;
};

describe('work in turns', () => {
  test('is done again and again, until it is stopped', async () => {
    const { calls, call } = counting(3);
    const turns = inTurns(async () => call(), { everyMs: 1, onError: never });
    await calls.all;
    await turns.stop();
    expect(calls.count).toBe(3);
  });

  test('is not taken up a second time while a turn lasts, and is ended when it stops', async () => {
    let underWay = 0;
    let most = 0;
    let end = () => {};
    const begun = counting(1);
    const turns = inTurns(
      async () => {
        most = Math.max(most, ++underWay);
        begun.call();
        await new Promise<void>((resolve) => (end = resolve));
        underWay -= 1;
      },
      { everyMs: 1, onError: never },
    );
    await begun.calls.all;
    const stopped = turns.stop();
    end();
    await stopped;
    expect({ underWay, most }).toEqual({ underWay: 0, most: 1 });
  });

  test('goes on after a turn that failed, which is told', async () => {
    const told: unknown[] = [];
    const { calls, call } = counting(2);
    const turns = inTurns(
      async () => {
        call();
        if (calls.count === 1) throw new Error('the store is away');
      },
      { everyMs: 1, onError: (error) => told.push(error) },
    );
    await calls.all;
    await turns.stop();
    expect(told).toEqual([new Error('the store is away')]);
  });

  test('is done at once, and once more at the end, where that is wanted', async () => {
    const { calls, call } = counting(1);
    const terms = { everyMs: 3_600_000, onError: never };
    const turns = inTurns(async () => call(), { ...terms, atOnce: true, lastOne: true });
    await calls.all;
    await turns.stop();
    expect(calls.count).toBe(2);
  });
});
