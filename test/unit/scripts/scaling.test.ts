// The queue at sizes that nobody can try: cases that can be worked by hand.

import { describe, expect, test } from '@jest/globals';
import { type DepartmentPlan, type Plan, simulate } from '../../../scripts/scaling/simulate.ts';

const FREE: DepartmentPlan = {
  id: 'free',
  requestsPerSecond: 1_000_000,
  personsPerRequest: 100,
  latencyMs: 0,
  concurrency: 100,
  answerDelayMs: 0,
};
const plan = (given: Partial<Plan>): Plan => ({
  households: 1_000,
  personsAHousehold: 2,
  householdsAChunk: 100,
  workers: 1,
  lookupsAtOnce: 2,
  departments: [FREE],
  lookupCpuMs: 0,
  verifyCpuMs: 0,
  ...given,
});

describe('a forecast', () => {
  test('is the slowest department where processors have time to spare', () => {
    // 1,000 households of 2 are 10 chunks of 200 persons, 2 requests each: 20 requests at 4 a second take 5 s.
    const slow = { ...FREE, id: 'slow', requestsPerSecond: 4 };
    const forecast = simulate(plan({ departments: [FREE, slow] }));
    expect(forecast.seconds).toBeCloseTo(5, 3);
    expect(forecast.departmentSeconds).toBe(5);
    expect(forecast.slowestDepartment).toBe('slow');
  });

  test('is the processors where departments are fast: half the time with twice the workers', () => {
    // 1,000 households at 10 ms are 10 s of one processor.
    expect(simulate(plan({ verifyCpuMs: 10 })).seconds).toBeCloseTo(10, 1);
    expect(simulate(plan({ verifyCpuMs: 10, workers: 2 })).seconds).toBeCloseTo(5, 1);
  });

  test('a department that answers slowly is waited for in as few rounds as it bears at once', () => {
    // One chunk of 200 persons: 2 requests, one at a time, 300 ms each.
    const one = { ...FREE, latencyMs: 300, concurrency: 1 };
    expect(simulate(plan({ households: 100, departments: [one] })).seconds).toBeCloseTo(0.6, 3);
  });

  test('answer files are waited for once, not once a chunk', () => {
    const files = { ...FREE, id: 'files', answerDelayMs: 60_000 };
    expect(simulate(plan({ departments: [files] })).seconds).toBeCloseTo(60, 1);
  });

  test('more workers never make it later', () => {
    const departments = [{ ...FREE, requestsPerSecond: 50, latencyMs: 40, concurrency: 4 }];
    const seconds = [1, 2, 4, 8].map(
      (workers) =>
        simulate(plan({ departments, workers, lookupCpuMs: 0.1, verifyCpuMs: 0.4 })).seconds,
    );
    expect(seconds).toEqual(seconds.toSorted((one, other) => other - one));
  });
});
