// npm run bench: how fast the spine is, measured on the built code, and written to docs/performance.md.

import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { inProject } from '../config/places.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import { type BenchCity, openBenchCity } from './bench/bench-city.ts';
import { dropLeftovers, type Given, withServers } from './bench/bench-servers.ts';
import type { Compared } from './bench/directly.ts';
import type { Order } from './bench/engine-process.ts';
import { type Run, runEngine } from './bench/engine-run.ts';
import { performancePage, type Verified } from './bench/performance-page.ts';
import { STAGES } from './bench/stages.ts';

const options = new Command('bench')
  .option('--sizes <list>', 'households, smallest first', '1000,10000')
  .option('--naive <n>', 'households for the naive design', '100')
  .option(
    '--database <url>',
    'PostgreSQL to measure besides the embedded one',
    process.env['DATABASE_URL'],
  )
  .option('--queue <url>', 'Redis or PostgreSQL that carries the queue', process.env['QUEUE_URL'])
  .option('--redis <url>', 'the same as --queue')
  .option('--profile <folder>', 'write a processor profile of each engine process')
  .option('--out <file>', 'where the page goes', inProject('docs', 'performance.md'))
  .parse()
  .opts<{
    sizes: string;
    naive: string;
    database?: string;
    queue?: string;
    redis?: string;
    profile?: string;
    out: string;
  }>();

/** Beyond this size the comparisons would take minutes and show nothing else. */
const LARGEST_COMPARED = 10_000;

const sizes = options.sizes.split(',').map(Number);
const given: Given | null = options.database
  ? { databaseUrl: options.database, queueUrl: options.redis ?? options.queue ?? null }
  : null;
if (given !== null) await dropLeftovers(given);
const built = build();
const folder = await mkdtemp(join(tmpdir(), 'hedui-bench-'));
let homes = 0;

try {
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
        for (const helpers of isLast ? [0, 1] : [0]) {
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
  const page = performancePage({
    on: shanghaiDate(new Date()),
    given:
      given &&
      `PostgreSQL, queue on ${given.queueUrl?.startsWith('redis') ? 'Redis' : 'PostgreSQL'}`,
    verified,
    compared,
    naive,
  });
  await writeFile(options.out, page);
  process.stdout.write(page);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** The engine runs as in production, from plain JavaScript. */
function build(): string {
  const compiler = inProject('node_modules', 'typescript', 'bin', 'tsc');
  const done = spawnSync(process.execPath, [compiler, '-p', inProject('tsconfig.build.json')], {
    stdio: ['ignore', 2, 2],
  });
  if (done.status !== 0) throw new Error('the build failed');
  return inProject('dist');
}

async function withCity<T>(size: number, work: (city: BenchCity) => Promise<T>): Promise<T> {
  const city = await openBenchCity(folder, size, built);
  try {
    return await work(city);
  } finally {
    await city.stop();
  }
}

async function verify(city: BenchCity, servers: Given | null, helpers: number): Promise<Verified> {
  const done = await run(city, servers, 'verify', helpers);
  const { households, persons } = city;
  const kind = servers === null ? 'embedded' : 'given';
  tell(`${households} households, ${kind}, ${helpers + 1} processes: ${done.seconds.toFixed(1)} s`);
  return { servers: kind, households, persons, processes: helpers + 1, run: done };
}

async function compare(city: BenchCity) {
  const queued = measured((await run(city, given, 'queued')).found);
  const directly = measured((await run(city, given, 'directly')).found);
  const measuredStages = (await run(city, given, 'stages')).found.stages;
  if (!measuredStages) throw new TypeError('stages were asked for');
  const { seconds: stages, cpuSeconds: stagesCpu } = measuredStages;
  const ofStages = STAGES.map((stage) => `${stage} ${stages[stage].toFixed(1)} s`).join(', ');
  tell(
    `queue ${queued.seconds.toFixed(1)} s, directly ${directly.seconds.toFixed(1)} s, alone: ${ofStages}`,
  );
  const endToEndSeconds = stages.intake + queued.seconds;
  return { households: city.households, queued, directly, stages, stagesCpu, endToEndSeconds };
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
