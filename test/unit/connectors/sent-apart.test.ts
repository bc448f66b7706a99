import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { paceWithin, sentApart } from '../../../connectors/resilience/sent-apart.ts';

/** @returns when each is sent, of requests that want to be sent at these times (milliseconds) */
function sentAt(wanted: readonly number[], pace: { perSecond: number; burst: number }): number[] {
  let now = 0;
  const takeTurns = sentApart(pace, () => now);
  return wanted.map((at) => {
    now = at;
    return at + takeTurns(1);
  });
}

describe('requests that are sent apart', () => {
  test('those that a busy process missed do not go in one breath', () => {
    // Four a second were to go at 0, 250, 500, 750 and 1,000 ms; the process stood still until 900 ms.
    const wanted = [0, 900, 900, 900, 1_000];
    expect(sentAt(wanted, { perSecond: 4, burst: 1 })).toEqual([0, 900, 1_150, 1_400, 1_650]);
    expect(sentAt(wanted, { perSecond: 4, burst: 3 })).toEqual([0, 900, 900, 900, 1_150]);
  });

  test('those in their time wait for nothing', () => {
    expect(sentAt([0, 250, 500, 5_000], { perSecond: 4, burst: 1 })).toEqual([0, 250, 500, 5_000]);
  });

  test('however they come, a window of time never holds more than the limit, and the next free turn is taken', () => {
    const limit = fc.record({
      perSecond: fc.constantFrom(1, 2, 4, 8),
      burst: fc.integer({ min: 1, max: 5 }),
    });
    const gaps = fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 40 });
    fc.assert(
      fc.property(limit, gaps, (pace, between) => {
        let at = 0;
        const sent = sentAt(
          between.map((gap) => (at += gap)),
          pace,
        );
        const apartMs = 1000 / pace.perSecond;
        for (const [first, from] of sent.entries()) {
          for (const [last, until] of sent.entries()) {
            if (last < first) continue;
            const most = pace.burst + Math.floor((until - from) / apartMs + 1e-6);
            expect(last - first + 1).toBeLessThanOrEqual(most);
          }
        }
      }),
    );
  });
});

test('of a burst one request is left to the network, of a strict rate one in fifty', () => {
  expect(paceWithin({ perSecond: 20, burst: 10 })).toEqual({ perSecond: 20, burst: 9 });
  expect(paceWithin({ perSecond: 50, burst: 1 })).toEqual({ perSecond: 49, burst: 1 });
});
