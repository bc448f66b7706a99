// How fast the machine is today, by a piece of work that never changes: figures of two days compare by it. It has none of
// the engine's code in it, so it gets no faster when the engine does.

import { createHash } from 'node:crypto';

const ROWS = 2_000;
const ROUNDS = 20;
const TRIES = 5;

/** Processor milliseconds of one try, the best of five: made, written as JSON, hashed and read again, 40,000 rows in all. */
export function measureYardstick(): number {
  return Math.min(...Array.from({ length: TRIES }, oneTry));
}

function oneTry(): number {
  const before = process.cpuUsage();
  let digest = '';
  for (let round = 0; round < ROUNDS; round++) {
    const rows = Array.from({ length: ROWS }, (_, no) => ({
      no,
      name: `person ${no} of ${round}`,
      months: [no, no + 1, no + 2],
      amounts: { wage: no * 100, pension: null },
    }));
    const text = JSON.stringify(rows);
    digest = createHash('sha256')
      .update(digest + text)
      .digest('hex');
    if ((JSON.parse(text) as unknown[]).length !== ROWS) throw new RangeError('rows were lost');
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
