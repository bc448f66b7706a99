// npm run bench:uploads: how much memory the console needs while long files come in, and how soon whoever sends one sees that
// it moves; written to docs/performance-uploads.md. Each file goes to a console of its own, so that each peak is its own.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { inProject } from '../config/places.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import { dropLeftovers, withServers } from './bench/bench-servers.ts';
import type { ConsoleWord } from './bench/console-process.ts';
import { writeLongCsv, writeLongXlsx } from './bench/long-files.ts';
import { buildEngine } from './build-engine.ts';

const options = new Command('bench:uploads')
  .option('--households <n...>', 'in the files', ['1000', '10000', '100000'])
  .option('--database <url>', 'PostgreSQL (default: an embedded one)', process.env['DATABASE_URL'])
  .option('--out <file>', 'where the page goes', inProject('docs', 'performance-uploads.md'))
  .parse()
  .opts<{ households: string[]; database?: string; out: string }>();

type Way = 'pieces' | 'form';
/** A heap in which a console must do: what it takes beyond is for the sake of speed. */
const SMALL_HEAP_MIB = 128;

type Measured = {
  readonly households: number;
  readonly format: 'CSV' | 'XLSX';
  readonly way: Way;
  /** Whether the process may have no more than a small heap. */
  readonly isHeld: boolean;
  readonly fileBytes: number;
  /** Until the first answer that says how much has arrived; null where a form is sent whole. */
  readonly firstMs: number | null;
  readonly sentMs: number;
  readonly takenInMs: number;
  readonly peakBytes: number;
  readonly idleBytes: number;
};

const ORDER = { scheme: 'subsistence', verifiedOn: shanghaiDate(new Date()) };

const built = buildEngine();
const folder = await mkdtemp(join(tmpdir(), 'hedui-bench-uploads-'));
const given = options.database ? { databaseUrl: options.database, queueUrl: null } : null;
try {
  if (given) await dropLeftovers(given);
  const measured: Measured[] = [];
  for (const households of options.households.map(Number)) {
    for (const format of ['CSV', 'XLSX'] as const) {
      const path = join(folder, `${households}.${format.toLowerCase()}`);
      await (format === 'CSV' ? writeLongCsv : writeLongXlsx)(path, households);
      for (const [way, isHeld] of waysOf(households)) {
        measured.push(await measure({ households, format, way, isHeld, path }));
        console.error(JSON.stringify(measured.at(-1)));
      }
    }
  }
  const page = pageOf(measured);
  await writeFile(options.out, page);
  process.stdout.write(page);
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

/** The longest file in all ways. */
function waysOf(households: number): readonly (readonly [way: Way, isHeld: boolean])[] {
  const isLongest = households === Math.max(...options.households.map(Number));
  return isLongest
    ? [
        ['pieces', false],
        ['pieces', true],
        ['form', false],
      ]
    : [['pieces', false]];
}

type Case = Pick<Measured, 'households' | 'format' | 'way' | 'isHeld'> & { readonly path: string };

async function measure({ path, ...one }: Case): Promise<Measured> {
  return withServers(given, async ({ databaseUrl }) => {
    const child = fork(join(built, 'scripts', 'bench', 'console-process.js'), [], {
      env: {
        ...process.env,
        HEDUI_HOME: join(folder, `home-${one.households}-${one.format}-${one.way}-${one.isHeld}`),
        DATABASE_URL: databaseUrl ?? '',
        QUEUE_URL: '',
      },
      stdio: ['ignore', 2, 2, 'ipc'],
      execArgv: one.isHeld ? [`--max-old-space-size=${SMALL_HEAP_MIB}`] : [],
    });
    try {
      const { address, token } = await heard(child, 'listening');
      child.send('usage');
      const { peakBytes: idleBytes } = await heard(child, 'used');
      const visitor = await visitorOf(address, token);
      const send = one.way === 'pieces' ? sendPieces : sendForm;
      const times = await send(visitor, path, one.format);
      child.send('usage');
      const { peakBytes } = await heard(child, 'used');
      return { ...one, ...times, fileBytes: (await stat(path)).size, peakBytes, idleBytes };
    } finally {
      child.send('stop');
      await once(child, 'exit');
    }
  });
}

async function heard<Word extends ConsoleWord['word']>(
  child: ChildProcess,
  word: Word,
): Promise<Extract<ConsoleWord, { word: Word }>> {
  for (;;) {
    const [told] = (await once(child, 'message')) as [ConsoleWord];
    if (told.word === word) return told as Extract<ConsoleWord, { word: Word }>;
  }
}

type Visitor = { readonly address: string; readonly cookie: string; readonly key: string };

async function visitorOf(address: string, token: string): Promise<Visitor> {
  const cookie = `hedui-session=${token}`;
  const page = await (await fetch(`${address}/batches/new`, { headers: { cookie } })).text();
  const key = /name="form-key" value="([^"]+)"/.exec(page)?.[1] ?? '';
  return { address, cookie, key };
}

type Times = Pick<Measured, 'firstMs' | 'sentMs' | 'takenInMs'>;
/** As the page's script does. */
async function sendPieces(visitor: Visitor, path: string, format: string): Promise<Times> {
  const file = await openAsBlob(path);
  const post = async (to: string, type: string, body: BodyInit): Promise<Told> => {
    const response = await fetch(visitor.address + to, {
      method: 'POST',
      body,
      headers: { cookie: visitor.cookie, 'x-form-key': visitor.key, 'content-type': type },
    });
    if (!response.ok) throw new Error(`${to}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Told;
  };
  const FORM = 'application/x-www-form-urlencoded';
  const startedAt = performance.now();
  const begun = { name: `bench.${format.toLowerCase()}`, bytes: String(file.size) };
  const { upload = '', pieceBytes = 0 } = await post(
    '/uploads',
    FORM,
    new URLSearchParams(begun).toString(),
  );
  let firstMs: number | null = null;
  for (let at = 0; at < file.size; at += pieceBytes) {
    const piece = await file.slice(at, at + pieceBytes).arrayBuffer();
    await post(`/uploads/${upload}/pieces?from=${at}`, 'application/octet-stream', piece);
    firstMs ??= performance.now() - startedAt;
  }
  const sentMs = performance.now() - startedAt;
  const { to } = await post(
    `/uploads/${upload}/batch`,
    FORM,
    new URLSearchParams(ORDER).toString(),
  );
  if (!to?.includes('came=taken')) throw new Error('it was not taken in');
  return { firstMs, sentMs, takenInMs: performance.now() - startedAt - sentMs };
}
type Told = { readonly upload?: string; readonly pieceBytes?: number; readonly to?: string };

/** As a browser does in which no script runs. */
async function sendForm(visitor: Visitor, path: string, format: string): Promise<Times> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ 'form-key': visitor.key, ...ORDER }))
    form.set(name, value);
  form.set('file', await openAsBlob(path), `bench.${format.toLowerCase()}`);
  const startedAt = performance.now();
  const response = await fetch(`${visitor.address}/batches/new`, {
    method: 'POST',
    body: form,
    headers: { cookie: visitor.cookie },
    redirect: 'manual',
  });
  if (response.status !== 303) throw new Error(`the form: ${response.status}`);
  return { firstMs: null, sentMs: performance.now() - startedAt, takenInMs: 0 };
}

function pageOf(measured: readonly Measured[]): string {
  const mib = (bytes: number) => (bytes / 1024 / 1024).toFixed(0);
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  const rows = measured.map(
    (one) =>
      `| ${one.households.toLocaleString('en')} | ${one.format} | ${one.way}${one.isHeld ? ', small heap' : ''} | ${(one.fileBytes / 1024 / 1024).toFixed(1)} | ${one.firstMs === null ? '–' : one.firstMs.toFixed(0)} | ${one.way === 'form' ? '–' : seconds(one.sentMs)} | ${one.way === 'form' ? seconds(one.sentMs) : seconds(one.takenInMs)} | ${mib(one.idleBytes)} | ${mib(one.peakBytes)} |`,
  );
  return `# Long files coming in

Written by \`npm run bench:uploads\`; do not edit. Files of three persons a household sent over HTTP to a console process of
their own, which checks every row and stores households and persons sealed. Measured ${shanghaiDate(new Date())} on ${cpus().length} cores, Node
${process.versions.node}, ${given ? 'a given' : 'an embedded'} PostgreSQL on the same machine, whose load was ${loadavg()[1]?.toFixed(1) ?? '?'} meanwhile.

\`pieces\` is how the submit page sends a file: a MiB at a time, each kept sealed in the database, so that a line that breaks
costs one piece. \`form\` is how a browser sends it in which no script runs; sending and taking in are one there. The first
answer is when whoever sends the file sees how much of it has arrived. The peak is of the whole process, its code included.

Rows are read, checked and sealed a block of households at a time. What stays until the end of a file is 20 to 40 bytes for each
household and person, by which whatever stands there twice is noticed, and the shared strings of a workbook. \`small heap\`: the
process was given ${SMALL_HEAP_MIB} MiB of heap and no more, and must do with it; what it takes otherwise is room for what has not been collected yet.

| households | format | sent as | file, MiB | first answer, ms | sent, s | taken in, s | memory before, MiB | peak, MiB |
|---|---|---|---|---|---|---|---|---|
${rows.join('\n')}
`;
}
