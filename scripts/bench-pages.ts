// npm run bench:pages: how fast the console answers with a million reports in the store, written to docs/performance-pages.md.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { Command } from 'commander';
import { request } from 'undici';
import { inProject } from '../config/places.ts';
import { readSettings } from '../config/settings.ts';
import { openConsole } from '../console/server.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import type { RegionCode } from '../domain/region.ts';
import { type Engine, openEngine } from '../jobs/engine.ts';
import { openLog } from '../jobs/log.ts';
import { submitBatch } from '../jobs/submit-batch.ts';
import { startWorking } from '../jobs/worker.ts';
import { onDatabase } from './bench/on-database.ts';
import { type PageRequest, pageRequests } from './bench/page-requests.ts';
import { seedReports } from './bench/seed-reports.ts';
import { signInVisitors } from './bench/visitors.ts';
import { growCity } from './city/grow/grow.ts';
import { createRandom } from './city/grow/random.ts';
import { serveCity } from './city/serve/serve-city.ts';

const options = new Command('bench:pages')
  .option('--reports <n>', 'reports in the store', '1000000')
  .option('--requests <n>', 'of each page', '100')
  .option('--database <url>', 'PostgreSQL (default: an embedded one)', process.env['DATABASE_URL'])
  .option(
    '--kept <url>',
    'a store that stays: seeded when it is new, with the keys of HEDUI_KEY_FILE',
  )
  .option('--seed-only', 'measure nothing', false)
  .option('--out <file>', 'where the page goes', inProject('docs', 'performance-pages.md'))
  .parse()
  .opts<{
    reports: string;
    requests: string;
    database?: string;
    kept?: string;
    seedOnly: boolean;
    out: string;
  }>();

const CITY_HOUSEHOLDS = 100;
const REGION = '371000' as RegionCode;
const TARGET_MS = 100;
const TARGET_FIRST_KIB = 150;

type Measured = {
  readonly name: string;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly bytes: number;
  /** The page with all that a browser fetches for it that has nothing yet; null where it is no page. */
  readonly firstBytes: number | null;
};

const folder = await mkdtemp(join(tmpdir(), 'hedui-bench-pages-'));
try {
  if (options.kept) await benchOn(options.kept);
  else await onDatabase(options.database, folder, benchOn);
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

async function benchOn(databaseUrl: string): Promise<void> {
  await growCity(join(folder, 'city'), {
    residents: 3_000,
    seed: 7,
    on: shanghaiDate(new Date()),
    batchHouseholds: CITY_HOUSEHOLDS,
  });
  const city = await serveCity(join(folder, 'city'));
  const settings = {
    ...readSettings({
      HEDUI_KEY_FILE: process.env['HEDUI_KEY_FILE'],
      HEDUI_HOME: join(folder, 'home'),
    }),
    databaseUrl,
    departmentsFile: city.departmentsFile,
  };
  const engine = await openEngine(settings, openLog('silent'));
  try {
    if ((await engine.store.health()).reports < Number(options.reports)) {
      await seedReports(engine.store, databaseUrl, Number(options.reports), tell);
    }
    if (options.seedOnly) return;
    const batch = await verifyCity(engine);
    const page = pageOf(await measure(engine, batch), (await engine.store.health()).reports);
    await writeFile(options.out, page);
    process.stdout.write(page);
  } finally {
    await engine.close();
    await city.stop();
  }
}

/** Reports that can be opened, beside those that are only there. */
async function verifyCity(engine: Engine): Promise<string> {
  const working = await startWorking(engine);
  const { batchId } = await submitBatch(
    {
      path: join(folder, 'city', 'batches', 'applicants.csv'),
      scheme: 'subsistence',
      purpose: 'application',
      region: '371002' as RegionCode,
      verifiedOn: shanghaiDate(new Date()),
      submittedBy: 'clerk-371002001-a',
      again: true,
    },
    { ...engine, chunkSize: 50 },
  );
  while ((await engine.store.batches.progress(batchId)).state !== 'done') {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await working.stop();
  tell(`verified ${batchId}`);
  return batchId;
}

async function measure(engine: Engine, batch: string): Promise<Measured[]> {
  const server = await openConsole({ engine, publicUrl: null, rateFactor: 1_000 });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  try {
    const reports = await engine.store.reports.ofBatch(batch, { limit: CITY_HOUSEHOLDS });
    const visitors = await signInVisitors(engine, REGION);
    const random = createRandom(1, 1);
    const measured: Measured[] = [];
    for (const one of pageRequests(
      reports.map(({ number }) => number),
      batch,
    )) {
      measured.push(
        await measurePage(address, one, visitors[one.who].headers, () => one.address(random)),
      );
      tell(`${one.name}: ${measured.at(-1)?.p95Ms.toFixed(0)} ms`);
    }
    return measured;
  } finally {
    await server.close();
  }
}

async function measurePage(
  address: string,
  { name }: PageRequest,
  headers: Record<string, string>,
  path: () => string,
): Promise<Measured> {
  const times: number[] = [];
  let bytes = 0;
  let firstBytes: number | null = null;
  // The first two warm up what any process has warm after a minute.
  for (let n = -2; n < Number(options.requests); n++) {
    const started = performance.now();
    const reply = await request(address + path(), { headers });
    const content = Buffer.from(await reply.body.arrayBuffer());
    if (reply.statusCode !== 200) throw new Error(`${name}: status ${reply.statusCode}`);
    if (n >= 0) times.push(performance.now() - started);
    bytes = Math.max(bytes, content.length);
    if (n === -2 && String(reply.headers['content-type']).startsWith('text/html'))
      firstBytes = content.length + (await bytesOfAssets(address, textOf(content, reply.headers)));
  }
  times.sort((one, other) => one - other);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { name, medianMs: at(0.5), p95Ms: at(0.95), bytes, firstBytes };
}

/** Style sheets and scripts that the page names; it has no fonts and no pictures of its own. */
async function bytesOfAssets(address: string, page: string): Promise<number> {
  const named = new Set(
    [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path),
  );
  let bytes = 0;
  for (const path of named) {
    const reply = await request(address + path, { headers: { 'accept-encoding': 'br' } });
    bytes += (await reply.body.arrayBuffer()).byteLength;
  }
  return bytes;
}

function textOf(content: Buffer, headers: Record<string, string | string[] | undefined>): string {
  const isPacked = headers['content-encoding'] === 'br';
  return (isPacked ? brotliDecompressSync(content) : content).toString('utf8');
}

function pageOf(measured: readonly Measured[], reports: number): string {
  const slow = measured.filter(({ p95Ms }) => p95Ms > TARGET_MS);
  const rows = measured.map(
    ({ name, medianMs, p95Ms, bytes, firstBytes }) =>
      `| ${name} | ${medianMs.toFixed(1)} | ${p95Ms.toFixed(1)} | ${kib(bytes)} | ${firstBytes === null ? '' : kib(firstBytes)} |`,
  );
  const heavy = measured.filter(({ firstBytes }) => (firstBytes ?? 0) > TARGET_FIRST_KIB * 1024);
  const largest = Math.max(...measured.map(({ firstBytes }) => firstBytes ?? 0));
  return `# How fast the console answers

Written by \`npm run bench:pages\`; do not edit. ${reports.toLocaleString('en')} reports, ${Math.round(reports * 2.6).toLocaleString('en')} persons and
${Math.round(reports * 1.2).toLocaleString('en')} ledger entries in the store, of 48 towns over two years; ${options.requests} requests of each page, one after the
other, each with other conditions. Measured ${shanghaiDate(new Date())} on ${cpus().length} cores, Node ${process.versions.node}, ${options.database || options.kept ? 'a given' : 'the embedded'} PostgreSQL on the same
machine, whose load was ${loadavg()[1]?.toFixed(1) ?? '?'} meanwhile: more than the number of cores makes every answer wait. The time is that of the whole answer over HTTP: session, row-level security, queries, page, compression.

Target: the 95th percentile of each page under ${TARGET_MS} ms. ${slow.length === 0 ? 'All are.' : `Above it: ${slow.map(({ name }) => name).join(', ')}.`}

Target: a first visit to any page, with every style sheet and script that it names, under ${TARGET_FIRST_KIB} KiB as it travels. ${heavy.length === 0 ? `All are; the largest is ${kib(largest)} KiB.` : `Above it: ${heavy.map(({ name }) => name).join(', ')}.`} There are no fonts to fetch.

| page | median, ms | 95th percentile, ms | largest answer, KiB compressed | first visit, KiB compressed |
|---|---|---|---|---|
${rows.join('\n')}
`;
}

function kib(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}

function tell(line: string): void {
  console.error(line);
}
