// npm run bench:ledger: how long it takes to verify a million entries, and to prove one of them; written to
// docs/performance-ledger.md.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { inProject } from '../config/places.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import { keysFromText } from '../store/encryption/key-provider.ts';
import { generateKeyRing } from '../store/encryption/key-ring.ts';
import { checkCheckpoint } from '../store/ledger/checkpoint.ts';
import { checkProof, continues } from '../store/ledger/proof-file.ts';
import { openStore, type Store } from '../store/store.ts';
import { onDatabase } from './bench/on-database.ts';
import { instantOf, seedLedger, subjectOf } from './bench/seed-ledger.ts';

const options = new Command('bench:ledger')
  .option('--entries <n>', 'in the ledger', '1000000')
  .option('--database <url>', 'PostgreSQL (default: an embedded one)', process.env['DATABASE_URL'])
  .option('--out <file>', 'where the page goes', inProject('docs', 'performance-ledger.md'))
  .parse()
  .opts<{ entries: string; database?: string; out: string }>();

const TARGET_SECONDS = 10;
const PROOFS = 100;

const folder = await mkdtemp(join(tmpdir(), 'hedui-bench-ledger-'));
try {
  await onDatabase(options.database, folder, benchOn);
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

async function benchOn(databaseUrl: string): Promise<void> {
  const keys = keysFromText(JSON.stringify(generateKeyRing()), 'bench');
  const store = await openStore({ databaseUrl, keys });
  try {
    const entries = Number(options.entries);
    const { placedSeconds } = await seedLedger(store, databaseUrl, entries);
    console.error(`placed in ${placedSeconds.toFixed(1)} s`);
    const verified = await timed(async () => {
      const { size, faults } = await store.ledger.verify();
      if (size < entries || faults.length > 0) throw new Error('the ledger is whole');
    });
    console.error(`verified in ${verified.seconds.toFixed(1)} s`);
    const proofs = await measureProofs(store, entries, keys.verifyingKeys);
    const page = pageOf({ entries, placedSeconds, verified, ...proofs });
    await writeFile(options.out, page);
    process.stdout.write(page);
  } finally {
    await store.close();
  }
}

type Timed = { readonly seconds: number; readonly cpuSeconds: number };

async function timed(work: () => Promise<void>): Promise<Timed> {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return {
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: (user + system) / 1_000_000,
  };
}

async function measureProofs(
  store: Store,
  entries: number,
  keys: Parameters<typeof checkProof>[1],
) {
  const proveMs: number[] = [];
  const checkMs: number[] = [];
  let bytes = 0;
  for (let n = 0; n < PROOFS; n++) {
    // Anywhere in the tree: a step that shares no factor with a power of two.
    const which = 1 + ((n * 7_919_317) % entries);
    let at = performance.now();
    const proof = await store.ledger.prove('look', subjectOf(which), instantOf(which));
    proveMs.push(performance.now() - at);
    if (proof === null) throw new Error('every entry can be proven');
    bytes = Math.max(bytes, JSON.stringify(proof, null, 2).length);
    at = performance.now();
    if (checkProof(proof, keys) !== 'proven') throw new Error('every proof is right');
    checkMs.push(performance.now() - at);
  }
  const [newest, oldest] = [
    await store.ledger.newest(),
    (await store.ledger.checkpoints(1_000)).at(-1),
  ];
  if (newest === null || oldest === undefined) throw new TypeError('there are checkpoints');
  const at = performance.now();
  const published = await store.ledger.publishable(oldest);
  const publishMs = performance.now() - at;
  if (published === null || (oldest.size < newest.size && !continues(published, oldest))) {
    throw new Error('the newest goes on from the oldest');
  }
  const checkpointAt = performance.now();
  for (let n = 0; n < PROOFS; n++) {
    if (checkCheckpoint(newest, keys) !== 'right') throw new Error('it was signed here');
  }
  const checkpointMs = (performance.now() - checkpointAt) / PROOFS;
  const worst = (times: readonly number[]) => Math.max(...times);
  const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[PROOFS / 2] ?? 0;
  return {
    bytes,
    publishMs,
    checkpointMs,
    checkpoints: (await store.ledger.checkpoints(1_000)).length,
    prove: { medianMs: median(proveMs), worstMs: worst(proveMs) },
    check: { medianMs: median(checkMs), worstMs: worst(checkMs) },
  };
}

function pageOf(figures: {
  entries: number;
  placedSeconds: number;
  verified: Timed;
  bytes: number;
  publishMs: number;
  checkpointMs: number;
  checkpoints: number;
  prove: { medianMs: number; worstMs: number };
  check: { medianMs: number; worstMs: number };
}): string {
  const { entries, placedSeconds, verified, bytes, publishMs, prove, check } = figures;
  const { checkpoints, checkpointMs } = figures;
  const ms = (time: number) => (time < 10 ? time.toFixed(1) : time.toFixed(0));
  return `# How fast the ledger is verified

Written by \`npm run bench:ledger\`; do not edit. ${entries.toLocaleString('en')} entries in the store, placed by the sequencer as in
life. Measured ${shanghaiDate(new Date())} on ${cpus().length} cores, Node ${process.versions.node}, ${options.database ? 'a given' : 'the embedded'} PostgreSQL on the same machine, whose
load was ${loadavg()[0]?.toFixed(1) ?? '?'}: more than the number of cores makes everything wait.

Target: every entry and every checkpoint computed anew in under ${TARGET_SECONDS} s. ${verified.seconds < TARGET_SECONDS ? 'Met.' : 'Missed.'}

| what | time |
|---|---|
| \`hedui audit verify\`: everything computed anew | ${verified.seconds.toFixed(1)} s (${verified.cpuSeconds.toFixed(1)} s of processor in hedui) |
| \`hedui audit prove\`: a proof of one entry, of ${PROOFS} | median ${ms(prove.medianMs)} ms, longest ${ms(prove.worstMs)} ms |
| \`hedui audit check\`: such a proof, without the database | median ${ms(check.medianMs)} ms, longest ${ms(check.worstMs)} ms |
| of verifying, the signature of each checkpoint, of which there are ${checkpoints} here | ${checkpointMs.toFixed(2)} ms |
| publishing a checkpoint: proof that the whole goes on from the first | ${ms(publishMs)} ms |
| placing all entries in the tree | ${placedSeconds.toFixed(1)} s |

A proof is a file of ${(bytes / 1024).toFixed(1)} KiB. Proofs are made from roots of complete subtrees that are kept beside the
leaves; verifying does not use them, and holds them against the leaves too. In life there is a checkpoint for every five
seconds in which something was entered: a ledger that grew one look at a time has many more than this one, and their
signatures come on top.
`;
}
