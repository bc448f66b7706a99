// npm run paced: verifies a batch while departments allow only so many requests a second, and tells how long it took
// against what the slowest of them allows, how many requests each received for 1,000 persons, and what was asked twice.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { readSettings } from '../config/settings.ts';
import type { DepartmentId } from '../domain/lookup.ts';
import { openEngine } from '../jobs/engine.ts';
import { openLog } from '../jobs/log.ts';
import { departmentsAsked } from '../jobs/departments-asked.ts';
import { resourcesByRole } from '../jobs/lookup/asking-terms.ts';
import { scorecard } from '../jobs/scorecard.ts';
import { NOBODY_WATCHES } from '../jobs/watch.ts';
import { startWorking } from '../jobs/worker.ts';
import { CITY_DAY, submitFile, untilSealed } from './bench/batch.ts';
import { growCity } from './city/grow/grow.ts';
import { serveCity, type ServedCity } from './city/serve/serve-city.ts';
import { STAND_IN_LIST, type StandIn, STAND_INS } from './city/serve/stand-in-list.ts';
import { wholeNumber } from './cli/city.ts';
import { table } from './cli/terminal.ts';

const options = new Command('paced')
  .option('--households <n>', 'households of the batch', wholeNumber, 1_000)
  .option('--slow <department>', 'the slowest department', 'public-security')
  .option('--rate <n>', 'requests a second that it allows', Number, 1)
  .option('--burst <n>', 'requests that each allows at once', wholeNumber, 4)
  .option('--others <n>', 'requests a second that each of the others allows', Number, 4)
  .parse()
  .opts<{ households: number; slow: string; rate: number; others: number; burst: number }>();

const PERSONS_A_REQUEST = 100;

const folder = await mkdtemp(join(tmpdir(), 'hedui-paced-'));
try {
  const summary = await growCity(folder, {
    residents: options.households * 6,
    seed: 7,
    on: CITY_DAY,
    batchHouseholds: options.households,
  });
  const paced = STAND_INS.filter((id) => STAND_IN_LIST[id].transport === 'http');
  const rateOf = (id: string) => (id === options.slow ? options.rate : options.others);
  const served = await serveCity(folder, {
    byDepartment: Object.fromEntries(
      paced.map((id) => [id, { requestsPerSecond: rateOf(id), burst: options.burst }]),
    ),
    limits: { answerWithinMs: 3_600_000 },
  });
  try {
    await measure(served, paced, rateOf, summary.applicantPersons);
  } finally {
    await served.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
}

async function measure(
  served: ServedCity,
  paced: readonly StandIn[],
  rateOf: (id: string) => number,
  persons: number,
): Promise<void> {
  const settings = {
    ...readSettings(process.env),
    home: join(folder, 'home'),
    keyFile: join(folder, 'keys.json'),
    departmentsFile: served.departmentsFile,
    databaseUrl: null,
    queueUrl: null,
  };
  const engine = await openEngine(settings, openLog('error'));
  try {
    const lastAt = new Map<string, number>();
    const working = await startWorking(engine, {
      ...NOBODY_WATCHES,
      request: (id) => void lastAt.set(id, performance.now()),
    });
    const submittedAt = performance.now();
    const batchId = await submitFile(engine, join(folder, 'batches', 'applicants.csv'));
    const queuedAt = performance.now();
    await untilSealed(engine, batchId);
    const sealedAt = performance.now();
    await working.stop();

    const count = Math.ceil(options.households / settings.chunkSize);
    const chunks = Array.from({ length: count }, (_, at) => `${batchId}-${at + 1}`);
    const least = new Map<StandIn, number>();
    for (const id of departmentsAsked('subsistence', engine.departments) as unknown as StandIn[]) {
      least.set(id, await leastRequests(id as unknown as DepartmentId, chunks));
    }
    const rows = [];
    let boundS = 0;
    let askedTwice = 0;
    for (const [id, fewest] of least) {
      const { requests, askedAfterAnswered } = await served.counted(id);
      askedTwice += askedAfterAnswered;
      const isPaced = paced.includes(id);
      const ownS = isPaced ? Math.max(0, requests - options.burst) / rateOf(id) : null;
      boundS = Math.max(boundS, ownS ?? 0);
      rows.push([
        id,
        isPaced ? String(rateOf(id)) : '–',
        String(requests),
        String(fewest),
        ((1_000 * requests) / persons).toFixed(1),
        ownS === null ? '–' : ownS.toFixed(1),
        String(askedAfterAnswered),
      ]);
    }
    const heads = [
      'department',
      'requests/s',
      'requests',
      'fewest',
      'per 1,000 persons',
      'bound s',
      'asked twice',
    ];
    const seconds = (from: number, until: number) => ((until - from) / 1_000).toFixed(1);
    const answeredAt = lastAt.get(options.slow) ?? sealedAt;
    const scores = await scorecard(engine, new Date());
    const errors = scores.flatMap((score) =>
      Object.entries(score.errors).map(([kind, times]) => `${score.department} ${kind} ${times}`),
    );
    console.log(table([heads, ...rows]));
    console.log(
      [
        '',
        `persons ${persons}, households ${options.households}, chunks ${chunks.length}`,
        `intake ${seconds(submittedAt, queuedAt)} s, until the last answer of ${options.slow} ${seconds(queuedAt, answeredAt)} s, ` +
          `to the last report ${seconds(answeredAt, sealedAt)} s`,
        `wall ${seconds(submittedAt, sealedAt)} s, bound ${boundS.toFixed(1)} s, ` +
          `ratio ${((sealedAt - submittedAt) / 1_000 / boundS).toFixed(3)}; asked twice ${askedTwice}`,
        `errors: ${errors.join(', ') || 'none'}`,
      ].join('\n'),
    );
  } finally {
    await engine.close();
  }

  /** As many as the distinct persons of each chunk make, for each resource that is asked about them. */
  async function leastRequests(id: DepartmentId, chunks: readonly string[]): Promise<number> {
    if (!paced.includes(id as unknown as StandIn)) return chunks.length;
    const byRole = resourcesByRole('subsistence', id);
    let requests = 0;
    const asked = new Map<string, Set<string>>();
    for (const chunk of chunks) {
      for (const { household } of await engine.store.households.readChunk(chunk)) {
        for (const { role, idNumber, name } of household.persons) {
          for (const resource of byRole[role]) {
            const own = asked.get(resource) ?? new Set();
            asked.set(resource, own.add(`${chunk} ${idNumber} ${name}`));
          }
        }
      }
    }
    for (const persons of asked.values()) requests += Math.ceil(persons.size / PERSONS_A_REQUEST);
    return requests;
  }
}
