// Scenarios: what a file may say, and how answer times are drawn from two numbers.

import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../../scripts/city/grow/random.ts';
import { readScenario, wishesOf } from '../../../scripts/city/scenario.ts';
import { drawLatencyMs } from '../../../scripts/city/serve/latency.ts';

const folder = mkdtempSync(join(tmpdir(), 'hedui-scenario-'));
const path = join(folder, 'scenario.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

function read(content: string) {
  writeFileSync(path, content);
  return readScenario(path);
}

describe('a scenario', () => {
  test('a bad week: two down, one slow, one answering rubbish, one correcting itself', async () => {
    const { faults, departments } = await readScenario('bad-week');
    const kinds = faults.map(({ fault }) => fault);
    expect(kinds.filter((kind) => kind === 'down')).toHaveLength(2);
    expect(kinds).toEqual(expect.arrayContaining(['html', 'corrected']));
    expect(departments['human-resources']).toEqual({ latencyMs: 300, latencyP95Ms: 1500 });
    // It ends by itself: whatever is down comes back.
    expect(faults.filter(({ fault }) => fault === 'down').every(({ forMs }) => forMs)).toBe(true);
  });

  test('an empty one changes nothing', async () => {
    expect(wishesOf(await read('{}'))).toEqual({ limits: {}, byDepartment: {} });
  });

  test.each([
    ['faults: [{ department: weather, fault: down }]', 'faults.0.department'],
    ['faults: [{ department: tax, fault: asleep }]', 'faults.0.fault'],
    ['faults: [{ department: tax, fault: down, share: 2 }]', 'faults.0.share'],
    ['departments: { tax: { latencyMs: 50, latencyP95Ms: 40 } }', 'departments.tax'],
    ['departments: { tax: { speed: 1 } }', 'departments.tax'],
    ['patience: { answerWithinMs: 0 }', 'patience.answerWithinMs'],
  ])('%s is refused, and %s named', async (content, field) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'CITY_INVALID',
      said: { en: expect.stringContaining(`field ${field}`) },
    });
  });

  test('one that is not there is said to be unreadable', async () => {
    await expect(readScenario('quiet-day')).rejects.toMatchObject({ code: 'CITY_INVALID' });
    await expect(read('faults: [')).rejects.toMatchObject({ code: 'CITY_INVALID' });
  });
});

describe('answer times', () => {
  test('half are below the median, 95 of 100 below the 95th percentile', () => {
    const random = createRandom(7, 1);
    const drawn = Array.from({ length: 20_000 }, () =>
      drawLatencyMs(300, 1500, () => random.next()),
    );
    const share = (limit: number) => drawn.filter((ms) => ms < limit).length / drawn.length;
    // Standard deviations of the two shares: √(0.5·0.5/20000) = 0.0035 and √(0.95·0.05/20000) = 0.0015; four each.
    expect(Math.abs(share(300) - 0.5)).toBeLessThan(0.014);
    expect(Math.abs(share(1500) - 0.95)).toBeLessThan(0.006);
    expect(Math.min(...drawn)).toBeGreaterThan(0);
  });

  test('without a percentile every reply takes as long', () => {
    expect([1, 2, 3].map(() => drawLatencyMs(20, null))).toEqual([20, 20, 20]);
    expect(drawLatencyMs(0, 100)).toBe(0);
  });
});
