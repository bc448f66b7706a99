// npm run bench:pages: how fast the console answers with a million reports in the store, written to docs/performance-pages.md.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { request } from 'undici';
import { inProject } from '../config/places.ts';
import { readSettings } from '../config/settings.ts';
import { openConsole } from '../console/server.ts';
import { newToken, tokenDigest } from '../console/tokens.ts';
import { API_SCOPES } from '../domain/api-scope.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import type { RegionCode } from '../domain/region.ts';
import { type Engine, openEngine } from '../jobs/engine.ts';
import { openLog } from '../jobs/log.ts';
import { submitBatch } from '../jobs/submit-batch.ts';
import { startWorking } from '../jobs/worker.ts';
import { acquireEmbedded } from '../store/embedded/acquire.ts';
import { dropLeftovers, withServers } from './bench/bench-servers.ts';
import { type PageRequest, pageRequests } from './bench/page-requests.ts';
import { seedReports } from './bench/seed-reports.ts';
import { growCity } from './city/grow/grow.ts';
import { createRandom } from './city/grow/random.ts';
import { serveCity } from './city/serve/serve-city.ts';

const options = new Command('bench:pages')
  .option('--reports <n>', 'reports in the store', '1000000')
  .option('--requests <n>', 'of each page', '100')
  .option('--database <url>', 'PostgreSQL (default: an embedded one)', process.env['DATABASE_URL'])
  .option('--seeded <url>', 'measure this store, seeded before, with the keys of HEDUI_KEY_FILE')
  .option('--out <file>', 'where the page goes', inProject('docs', 'performance-pages.md'))
  .parse()
  .opts<{ reports: string; requests: string; database?: string; seeded?: string; out: string }>();

const CITY_HOUSEHOLDS = 100;
const REGION = '371000' as RegionCode;
const TARGET_MS = 100;

type Measured = {
  readonly name: string;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly bytes: number;
};

const folder = await mkdtemp(join(tmpdir(), 'hedui-bench-pages-'));
try {
  if (options.seeded) {
    await benchOn(options.seeded);
  } else if (options.database) {
    const given = { databaseUrl: options.database, queueUrl: null };
    await dropLeftovers(given);
    await withServers(given, ({ databaseUrl }) => benchOn(databaseUrl ?? ''));
  } else {
    const embedded = await acquireEmbedded({ folder: join(folder, 'server'), disposable: true });
    await benchOn(embedded.url);
    await embedded.release();
  }
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
    if (!options.seeded) {
      await seedReports(engine.store, databaseUrl, Number(options.reports), tell);
    }
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
    const headers = await headersOf(engine);
    const random = createRandom(1, 1);
    const measured: Measured[] = [];
    for (const one of pageRequests(
      reports.map(({ number }) => number),
      batch,
    )) {
      measured.push(await measurePage(address, one, headers[one.who], () => one.address(random)));
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
  // The first two warm up what any process has warm after a minute.
  for (let n = -2; n < Number(options.requests); n++) {
    const started = performance.now();
    const reply = await request(address + path(), { headers });
    const length = (await reply.body.arrayBuffer()).byteLength;
    if (reply.statusCode !== 200) throw new Error(`${name}: status ${reply.statusCode}`);
    if (n >= 0) times.push(performance.now() - started);
    bytes = Math.max(bytes, length);
  }
  times.sort((one, other) => one - other);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { name, medianMs: at(0.5), p95Ms: at(0.95), bytes };
}

async function headersOf(
  engine: Engine,
): Promise<Record<PageRequest['who'], Record<string, string>>> {
  const { store } = engine;
  const signedIn = async (role: 'caseworker' | 'auditor' | 'operator') => {
    const account = `bench-${role}-${Date.now()}`;
    await store.staff.add({
      account,
      name: account,
      office: 'bench',
      region: REGION,
      role,
      passwordHash: null,
    });
    const token = newToken();
    await store.sessions.begin(tokenDigest(token), account, 'signed-in');
    if (role === 'auditor') await store.sessions.statePurpose(tokenDigest(token), 'bench');
    return { cookie: `hedui-session=${token}`, 'accept-encoding': 'br' };
  };
  const key = await store.apiKeys.add({
    name: 'bench',
    scopes: API_SCOPES,
    region: REGION,
    webhookOrigins: [],
    createdBy: 'bench',
    expiresOn: null,
  });
  return {
    caseworker: await signedIn('caseworker'),
    auditor: await signedIn('auditor'),
    operator: await signedIn('operator'),
    api: { authorization: `Bearer ${key.text}`, 'accept-encoding': 'br' },
  };
}

function pageOf(measured: readonly Measured[], reports: number): string {
  const slow = measured.filter(({ p95Ms }) => p95Ms > TARGET_MS);
  const rows = measured.map(
    ({ name, medianMs, p95Ms, bytes }) =>
      `| ${name} | ${medianMs.toFixed(1)} | ${p95Ms.toFixed(1)} | ${(bytes / 1024).toFixed(1)} |`,
  );
  return `# How fast the console answers

Written by \`npm run bench:pages\`; do not edit. ${reports.toLocaleString('en')} reports, ${Math.round(reports * 2.6).toLocaleString('en')} persons and
${Math.round(reports * 1.2).toLocaleString('en')} ledger entries in the store, of 48 towns over two years; ${options.requests} requests of each page, one after the
other, each with other conditions. Measured ${shanghaiDate(new Date())} on ${cpus().length} cores, Node ${process.versions.node}, ${options.database || options.seeded ? 'a given' : 'the embedded'} PostgreSQL on the same
machine, whose load was ${loadavg()[1]?.toFixed(1) ?? '?'} meanwhile: more than the number of cores makes every answer wait. The time is that of the whole answer over HTTP: session, row-level security, queries, page, compression.

Target: the 95th percentile of each page under ${TARGET_MS} ms. ${slow.length === 0 ? 'All are.' : `Above it: ${slow.map(({ name }) => name).join(', ')}.`}

| page | median, ms | 95th percentile, ms | largest answer, KiB compressed |
|---|---|---|---|
${rows.join('\n')}
`;
}

function tell(line: string): void {
  console.error(line);
}
