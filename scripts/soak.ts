// npm run soak: hours of mixed load on an installation of its own, looked at from outside all the while. Exit code 1 when
// a process, the queue or the database surely grows by more than it may.

import { appendFileSync, mkdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { parse, stringify } from 'yaml';
import { inProject } from '../config/places.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import { buildEngine } from './build-engine.ts';
import { wholeNumber } from './cli/city.ts';
import { endOfSession } from './cli/terminal.ts';
import { type Ground, openGround } from './faults/ground.ts';
import { beginLoad } from './soak/load.ts';
import { openSampler } from './soak/sample.ts';
import { canBeJudged, type Looked, soakPage } from './soak/soak-page.ts';

const options = new Command('soak')
  .option('--minutes <n>', 'how long', wholeNumber, 120)
  .option('--rate <n>', 'households a second', wholeNumber, 20)
  .option('--batch <n>', 'households of a batch', wholeNumber, 100)
  .option('--files <n>', 'batch files, each submitted again after all the others', wholeNumber, 60)
  .option('--workers <n>', 'worker processes', wholeNumber, 2)
  .option('--every <n>', 'seconds between looks', wholeNumber, 30)
  .option('--seed <n>', 'of the city and of what is read', wholeNumber, 1)
  .option('--port <n>', 'of the console', wholeNumber, 8187)
  .option('--samples <file>', 'append every look to this file, one JSON a line')
  .option('--page <file>', 'write the figures to this page')
  .parse()
  .opts<{
    minutes: number;
    rate: number;
    batch: number;
    files: number;
    workers: number;
    every: number;
    seed: number;
    port: number;
    samples?: string;
    page?: string;
  }>();

const folder = await mkdtemp(join(tmpdir(), 'hedui-soak-'));
const places = {
  probes: join(folder, 'probes'),
  temporary: join(folder, 'temporary'),
  home: join(folder, 'home'),
};
for (const place of Object.values(places)) mkdirSync(place, { mode: 0o700 });
const ending = endOfSession();
const built = buildEngine();
const ground = await openGround({
  folder,
  built,
  seed: options.seed,
  rounds: options.files,
  households: options.batch,
  workers: options.workers,
  consolePort: options.port,
  onMachines: false,
  residentsAHousehold: 20,
  served: {},
  settings: {
    HEDUI_CHUNK_SIZE: '500',
    HEDUI_RECHECK: await everyThirdNight(),
    SOAK_PROBES: places.probes,
    TMPDIR: places.temporary,
  },
  node: ['--expose-gc', '--import', join(built, 'scripts', 'soak', 'probe.js')],
});
const looked: Looked[] = [];
try {
  await whenReady(ground);
  const pids = pidsOf(ground);
  const load = await beginLoad(
    ground,
    (options.batch / options.rate) * 1_000,
    shanghaiDate(new Date()),
    options.seed,
  );
  const sampler = openSampler(ground, places);
  const startedAt = performance.now();
  const hours = () => (performance.now() - startedAt) / 3_600_000;
  while (hours() * 60 < options.minutes && !ending.aborted) {
    await pause(options.every * 1_000, undefined, { signal: ending }).catch(() => undefined);
    if (ending.aborted) break;
    const figures = await sampler.look();
    looked.push({ hours: hours(), figures });
    if (options.samples) {
      const line = { hours: hours(), ...Object.fromEntries(figures) };
      appendFileSync(options.samples, `${JSON.stringify(line)}\n`);
    }
  }
  await load.stop();
  await sampler.close();
  const crashes = [...ground.workers, ground.console].flatMap((one) => one.crashes());
  if (canBeJudged(looked)) {
    const page = soakPage({
      ...options,
      on: shanghaiDate(new Date()),
      looked,
      households: load.households,
      done: load.done,
      failures: load.failures,
      restarted: pidsOf(ground).filter((pid, place) => pid !== pids[place]).length,
      crashes,
    });
    console.log(page.text);
    if (options.page) await writeFile(options.page, page.text);
    if (!page.isSound) process.exitCode = 1;
  } else {
    console.error(
      `观察 ${looked.length} 次，不足以判断是否增长：请延长时间（--minutes）或缩短间隔（--every）。\n` +
        `${looked.length} looks are too few to judge growth by: run for longer (--minutes) or look more often (--every).`,
    );
    process.exitCode = 1;
  }
} finally {
  await ground.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

function pidsOf({ workers, console: page }: Ground): (number | null)[] {
  return [...workers, page].map((one) => one.pid());
}

/** The usual settings, but that everybody who receives help is due again after three nights. */
async function everyThirdNight(): Promise<string> {
  const usual = parse(await readFile(inProject('config', 'recheck.yaml'), 'utf8')) as object;
  const path = join(folder, 'recheck.yaml');
  await writeFile(path, stringify({ ...usual, classes: [{ days: { A: 3, B: 3, C: 3 } }] }));
  return path;
}

async function whenReady(ground: Ground): Promise<void> {
  while (!(await ground.consoleIsReady())) await pause(200);
}
