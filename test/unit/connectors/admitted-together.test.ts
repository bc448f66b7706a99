import { describe, expect, test } from '@jest/globals';
import { admittedTogether } from '../../../connectors/resilience/admitted-together.ts';
import type { DepartmentId } from '../../../domain/lookup.ts';

const TAX = 'tax' as DepartmentId;

/** A limit of ten a second whose answer to each asking is given by hand. */
function limitAnsweredByHand() {
  const asked: { requests: number; answer: (waitMs: number) => void; fail: () => void }[] = [];
  const admit = admittedTogether(
    TAX,
    { perSecond: 10, burst: 1 },
    (_department, requests) =>
      new Promise((answer, reject) =>
        asked.push({ requests, answer, fail: () => reject(new Error('the store is gone')) }),
      ),
  );
  return { asked, admit };
}

describe('requests admitted together', () => {
  test('ask once for all that came meanwhile, and wait in the order of coming', async () => {
    const { asked, admit } = limitAnsweredByHand();
    const first = admit(1);
    const rest = Promise.all([admit(1), admit(2), admit(1)]);
    expect(asked.map(({ requests }) => requests)).toEqual([1]);
    asked[0]?.answer(0);
    expect(await first).toBe(0);
    expect(asked.map(({ requests }) => requests)).toEqual([1, 4]);
    // The last of four may go after 350 ms: the one of two before it 100 ms earlier, the first 200 ms before that.
    asked[1]?.answer(350);
    expect(await rest).toEqual([50, 250, 350]);
  });

  test('all hear of it when the limit cannot be asked, and the next are admitted again', async () => {
    const { asked, admit } = limitAnsweredByHand();
    const lost = Promise.allSettled([admit(1), admit(1)]);
    asked[0]?.fail();
    await Promise.resolve();
    while (asked.length < 2) await Promise.resolve();
    asked[1]?.fail();
    expect((await lost).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = admit(1);
    asked.at(-1)?.answer(7);
    expect(await again).toBe(7);
  });
});
