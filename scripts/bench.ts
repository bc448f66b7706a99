// npm run bench: how fast the spine is, measured on the built code, and written to docs/performance.md.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { inProject } from '../config/places.ts';
import { buildEngine } from './build-engine.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import { type BenchCity, openBenchCity } from './bench/bench-city.ts';
import { dropLeftovers, type Given, withServers } from './bench/bench-servers.ts';
import type { Compared } from './bench/directly.ts';
import type { Order } from './bench/engine-process.ts';
import { type Run, runEngine } from './bench/engine-run.ts';
import { type MachineTime, machineTime, timeBetween } from './bench/machine-time.ts';
import { measureMatching } from './bench/matching.ts';
import { performanceChart } from './bench/performance-chart.ts';
import { type Figures, type Limited, performancePage } from './bench/performance-page.ts';
import type { Verified } from './bench/performance-figures.ts';
import { STAGES } from './bench/stages.ts';
import { measureYardstick } from './bench/yardstick.ts';
import type { ServeWishes } from './city/serve/serve-city.ts';

const options = new Command('bench')
  .option('--sizes <list>', 'households, smallest first')
  .option('--long', 'up to 100,000 households, and one, two and four processes: half an hour')
  .option('--naive <n>', 'households for the naive design', '100')
  .option(
    '--database <url>',
    'PostgreSQL to measure besides the embedded one',
    process.env['DATABASE_URL'],
  )
  .option('--queue <url>', 'Redis or PostgreSQL that carries the queue', process.env['QUEUE_URL'])
  .option('--redis <url>', 'the same as --queue')
  .option('--profile <folder>', 'write a processor profile of each engine process')
  .option(
    '--out <file>',
    'where the page goes, its chart beside it',
    inProject('docs', 'performance.md'),
  )
  .parse()
  .opts<{
    sizes?: string;
    long?: true;
    naive: string;
    database?: string;
    queue?: string;
    redis?: string;
    profile?: string;
    out: string;
  }>();

/** Beyond this size the comparisons would take minutes and show nothing else. */
const LARGEST_COMPARED = 10_000;
const MATCHING_SECONDS = 5;

const sizes = (options.sizes ?? (options.long ? '1000,10000,100000' : '1000,10000'))
  .split(',')
  .map(Number);
/** Processes beside the first. */
const HELPERS = options.long ? [0, 1, 3] : [0, 1];
/** The department that is slow in the measurement of limits, and requests a second that it allows. */
const SLOWEST = { department: 'human-resources', perSecond: 4, households: 1_000 } as const;
const given: Given | null = options.database
  ? { databaseUrl: options.database, queueUrl: options.redis ?? options.queue ?? null }
  : null;
if (given !== null) await dropLeftovers(given);
const built = buildEngine();
const folder = await mkdtemp(join(tmpdir(), 'hedui-bench-'));
const chartFile = options.out.replace(/(\.md)?$/, '.svg');
let homes = 0;

try {
  const yardstickBefore = measureYardstick();
  const verified: Verified[] = [];
  let compared: Awaited<ReturnType<typeof compare>> | undefined;
  const comparedSize = Math.max(...sizes.filter((size) => size <= LARGEST_COMPARED), sizes[0] ?? 0);
  for (const size of sizes) {
    await withCity(size, async (city) => {
      for (const servers of given === null ? [null] : [null, given]) {
        // The embedded default is for offices of this size; beyond it, servers are given.
        if (servers === null && given !== null && size > LARGEST_COMPARED) continue;
        // A second process is for the last servers alone: it is they that many processes share.
        const isLast = servers === given;
        for (const helpers of isLast ? HELPERS : [0]) {
          verified.push(await verify(city, servers, helpers));
        }
      }
      if (size === comparedSize) compared = await compare(city);
    });
  }
  if (compared === undefined) throw new RangeError('--sizes names no size');
  const naive = await withCity(Number(options.naive), async (city) => {
    const { found } = await run(city, given, 'naively');
    return { ...measured(found), households: city.households };
  });
  tell(`naive design: ${naive.seconds.toFixed(1)} s for ${naive.households} households`);
  const limited = await atFixedRate();
  tell(
    `at a fixed rate: ${limited.seconds.toFixed(1)} s, ${limited.allowedSeconds.toFixed(1)} s allowed`,
  );
  const figures: Figures = {
    on: shanghaiDate(new Date()),
    given:
      given &&
      `PostgreSQL, queue on ${given.queueUrl?.startsWith('redis') ? 'Redis' : 'PostgreSQL'}`,
    verified,
    compared,
    naive,
    limited,
    matching: measureMatching(MATCHING_SECONDS),
    yardstick: [yardstickBefore, measureYardstick()],
    chart: basename(chartFile),
  };
  const page = performancePage(figures);
  await writeFile(options.out, page);
  await writeFile(chartFile, performanceChart(figures));
  process.stdout.write(page);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function withCity<T>(
  size: number,
  work: (city: BenchCity) => Promise<T>,
  wishes: ServeWishes = {},
): Promise<T> {
  const city = await openBenchCity(folder, size, built, wishes);
  try {
    return await work(city);
  } finally {
    await city.stop();
  }
}

async function verify(city: BenchCity, servers: Given | null, helpers: number): Promise<Verified> {
  const before = servers && (await machineTime(servers));
  const done = await run(city, servers, 'verify', helpers);
  const beside: MachineTime | null =
    servers && before && timeBetween(before, await machineTime(servers));
  const { households, persons } = city;
  const kind = servers === null ? 'embedded' : 'given';
  tell(`${households} households, ${kind}, ${helpers + 1} processes: ${done.seconds.toFixed(1)} s`);
  return { servers: kind, households, persons, processes: helpers + 1, run: done, beside };
}

/** One department allows so few requests a second that it decides how long the batch takes. */
async function atFixedRate(): Promise<Limited> {
  const { department, perSecond, households } = SLOWEST;
  const byDepartment = { [department]: { requestsPerSecond: perSecond, burst: 1 } };
  const limitedRun = async (city: BenchCity): Promise<Limited> => {
    const before = await city.requests(department);
    const { seconds } = measured((await run(city, given, 'queued')).found);
    // The token is asked for outside the limit's count of queries, and the first request need not wait.
    const requests = (await city.requests(department)) - before;
    return { households, perSecond, requests, seconds, allowedSeconds: (requests - 1) / perSecond };
  };
  return withCity(households, limitedRun, { byDepartment });
}

async function compare(city: BenchCity) {
  const { found } = await run(city, given, 'queued');
  const queued = measured(found);
  const queueBytes = found.queueBytes ?? 0;
  const directly = measured((await run(city, given, 'directly')).found);
  const measuredStages = (await run(city, given, 'stages')).found.stages;
  if (!measuredStages) throw new TypeError('stages were asked for');
  const { seconds: stages, cpuSeconds: stagesCpu, limits } = measuredStages;
  const ofStages = STAGES.map((stage) => `${stage} ${stages[stage].toFixed(1)} s`).join(', ');
  tell(
    `queue ${queued.seconds.toFixed(1)} s, directly ${directly.seconds.toFixed(1)} s, alone: ${ofStages}`,
  );
  const endToEndSeconds = stages.intake + queued.seconds;
  return {
    households: city.households,
    persons: city.persons,
    queued,
    queueBytes,
    directly,
    stages,
    stagesCpu,
    limits,
    endToEndSeconds,
  };
}

function measured({ seconds, cpuSeconds }: Partial<Compared>): Compared {
  if (seconds === undefined || cpuSeconds === undefined)
    throw new TypeError('times were asked for');
  return { seconds, cpuSeconds };
}

function run(
  city: BenchCity,
  servers: Given | null,
  order: Exclude<Order['order'], 'work' | 'stop'>,
  helpers = 0,
): Promise<Run> {
  return withServers(servers, async (urls) => {
    homes += 1;
    const home = join(folder, `home-${homes}`);
    const { departmentsFile, file } = city;
    const engineHome = { ...urls, home, departmentsFile, profile: options.profile ?? null };
    const done = await runEngine(built, engineHome, { order, file }, helpers);
    await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
    return done;
  });
}

function tell(line: string): void {
  console.error(line);
}
