// npm run bench:encryption: what encryption at rest costs from end to end, with each suite and, in the bench alone, without
// any; written to docs/performance-encryption.md.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { inProject } from '../config/places.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import { type BenchCity, openBenchCity } from './bench/bench-city.ts';
import { dropLeftovers, type Given, withServers } from './bench/bench-servers.ts';
import { runEngine } from './bench/engine-run.ts';
import { buildEngine } from './build-engine.ts';

const options = new Command('bench:encryption')
  .option('--households <n>', 'of the batch', '5000')
  .option('--rounds <n>', 'of each kind; the fastest counts', '3')
  .option('--database <url>', 'PostgreSQL (default: an embedded one)', process.env['DATABASE_URL'])
  .option('--queue <url>', 'Redis or PostgreSQL that carries the queue', process.env['QUEUE_URL'])
  .option('--out <file>', 'where the page goes', inProject('docs', 'performance-encryption.md'))
  .parse()
  .opts<{ households: string; rounds: string; database?: string; queue?: string; out: string }>();

const KINDS = ['none', 'aes', 'sm'] as const;
type Kind = (typeof KINDS)[number];
const NAMES: Readonly<Record<Kind, string>> = {
  none: 'no encryption',
  aes: 'AES-256-GCM, SHA-256, Ed25519 (`HEDUI_CRYPTO=aes`)',
  sm: 'SM4 with HMAC-SM3, SM3, SM2 (`HEDUI_CRYPTO=sm`)',
};

type Measured = { readonly seconds: number; readonly cpuSeconds: number; readonly bytes: number };

const given: Given | null = options.database
  ? { databaseUrl: options.database, queueUrl: options.queue ?? null }
  : null;
if (given !== null) await dropLeftovers(given);
const built = buildEngine();
const folder = await mkdtemp(join(tmpdir(), 'hedui-bench-encryption-'));
let homes = 0;
try {
  const city = await openBenchCity(folder, Number(options.households), built, {});
  try {
    const best = new Map<Kind, Measured>();
    for (let round = 0; round < Number(options.rounds); round++) {
      // Another order each time: what the machine does beside falls on all of them.
      for (const [place] of KINDS.entries()) {
        const kind = KINDS[(place + round) % KINDS.length] as Kind;
        const measured = await verify(city, kind);
        console.error(
          `${kind}: ${measured.seconds.toFixed(1)} s, ${measured.cpuSeconds.toFixed(1)} s of processor`,
        );
        const before = best.get(kind);
        if (before === undefined || measured.cpuSeconds < before.cpuSeconds)
          best.set(kind, measured);
      }
    }
    const page = pageOf(city, best);
    await writeFile(options.out, page);
    process.stdout.write(page);
  } finally {
    await city.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
}

/** From the file to the last sealed report, in one process that has started before. */
async function verify(city: BenchCity, kind: Kind): Promise<Measured> {
  return withServers(given, async (urls) => {
    homes += 1;
    const home = join(folder, `home-${homes}`);
    const { departmentsFile, file } = city;
    const hook = pathToFileURL(join(built, 'scripts', 'bench', 'without-encryption.js')).href;
    const { seconds, usage, found } = await runEngine(
      built,
      {
        ...urls,
        home,
        departmentsFile,
        profile: null,
        arguments: kind === 'none' ? ['--import', hook] : [],
        environment: { HEDUI_CRYPTO: kind === 'sm' ? 'sm' : 'aes' },
      },
      { order: 'verify', file },
    );
    await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
    return {
      seconds: seconds - (found.openedSeconds ?? 0),
      cpuSeconds: (usage[0]?.cpuSeconds ?? 0) - (found.openedCpuSeconds ?? 0),
      bytes: (found.databaseBytes ?? 0) - (found.emptyBytes ?? 0),
    };
  });
}

function pageOf({ households, persons }: BenchCity, best: ReadonlyMap<Kind, Measured>): string {
  const bare = best.get('none');
  const rows = KINDS.flatMap((kind) => {
    const one = best.get(kind);
    if (one === undefined || bare === undefined) return [];
    const { seconds, cpuSeconds, bytes } = one;
    const more =
      kind === 'none' ? '' : `${(100 * (cpuSeconds / bare.cpuSeconds - 1)).toFixed(1)} %`;
    const perHousehold = ((cpuSeconds * 1_000_000) / households).toFixed(0);
    return `| ${NAMES[kind]} | ${(households / seconds).toFixed(0)} | ${perHousehold} | ${more} | ${(bytes / households / 1024).toFixed(1)} |`;
  });
  return `# What encryption costs

Written by \`npm run bench:encryption\`; do not edit. ${households.toLocaleString('en')} households of ${persons.toLocaleString('en')} persons from their file to sealed
reports, in one process that has started, with stand-in departments as processes on the same machine; each into an empty
store, in ${options.rounds} rounds that take turns, of which the one counts that took the least processor time. Measured ${shanghaiDate(new Date())} on ${cpus().length} cores, Node ${process.versions.node}, ${given === null ? 'the embedded PostgreSQL' : `a given PostgreSQL, queue on ${given.queueUrl?.startsWith('redis') ? 'Redis' : 'PostgreSQL'}`}, with a load of
${loadavg()[1]?.toFixed(1) ?? '?'}: more than the number of cores makes everything wait, and the processor times compare better than the others.

| suite | households/s | processor, µs a household | more than without | database, KiB a household |
|---|---|---|---|---|
${rows.join('\n')}

Without encryption is a stand-in of the bench (scripts/bench/plain-envelope.ts), which no setting selects. Data keys, digests,
signatures, the search index and the ledger are in all three; those of \`sm\` are SM3 and SM2. OpenSSL signs with SM2 three times
as slowly as with Ed25519, and processors have instructions for AES and SHA-256, not for SM4 and SM3.
`;
}
