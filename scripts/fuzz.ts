// npm run fuzz -- --inputs N --seed S: gives every reader of outside bytes inputs that nobody meant to send. None may
// throw what is no refusal, hang, end its process, or keep memory. Exit codes: 0 none did, 1 one did, 2 wrong use.

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { wholeNumber } from './cli/city.ts';
import { table } from './cli/terminal.ts';
import { TARGETS } from './fuzz/target-list.ts';
import type { Order, Word } from './fuzz/target-process.ts';

const options = new Command('fuzz')
  .option('--inputs <n>', 'inputs in all', wholeNumber, 20_000)
  .option('--seed <n>', 'another seed makes other inputs', wholeNumber, 1)
  .option('--only <targets...>', 'these targets alone, with all the inputs')
  .option('--json', 'print the results as JSON')
  .parse()
  .opts<{ inputs: number; seed: number; only?: string[]; json?: boolean }>();

/** Far beyond what any input of 64 KiB may take, on a machine that has other things to do. */
const HANGS_AFTER_MS = 30_000;
/** What a target may hold more at its end than after its first inputs, garbage taken away. */
const MOST_GROWTH_BYTES = 64 * 1024 * 1024;
const MOST_SHOWN = 5;

type Result = {
  readonly target: string;
  readonly inputs: number;
  readonly refused: number;
  readonly seconds: number;
  readonly heapGrowthMiB: number;
  readonly rssMiB: number;
  readonly faults: readonly string[];
};

const chosen = TARGETS.filter(({ name }) => !options.only || options.only.includes(name));
if (chosen.length === 0) {
  process.stderr.write(
    `${options.only?.join(', ')}: known are ${TARGETS.map(({ name }) => name).join(', ')}\n`,
  );
  process.exit(2);
}
const weights = chosen.reduce((sum, { weight }) => sum + weight, 0);
const work: { process: ChildProcess | null } = { process: null };
const results: Result[] = [];
for (const { name, weight } of chosen) {
  const inputs = Math.ceil((options.inputs * weight) / weights);
  const result = await fuzz({ target: name, seed: options.seed, inputs });
  results.push(result);
  if (!options.json)
    process.stderr.write(`${name}: ${result.inputs} in ${result.seconds.toFixed(1)} s\n`);
}
work.process?.disconnect();
const faults = results.flatMap(({ target, faults: own }) =>
  own.map((fault) => `${target}: ${fault}`),
);
if (options.json) process.stdout.write(`${JSON.stringify({ seed: options.seed, results })}\n`);
else {
  const heads = ['target', 'inputs', 'refused', 'seconds', 'heap growth MiB', 'RSS MiB', 'faults'];
  const rows = results.map((one) => [
    one.target,
    String(one.inputs),
    String(one.refused),
    one.seconds.toFixed(1),
    one.heapGrowthMiB.toFixed(1),
    one.rssMiB.toFixed(0),
    String(one.faults.length),
  ]);
  const total = results.reduce((sum, { inputs }) => sum + inputs, 0);
  console.log(
    `${table([heads, ...rows])}\n\n${total} inputs, seed ${options.seed}, ${faults.length} faults`,
  );
  for (const fault of faults.slice(0, MOST_SHOWN * TARGETS.length)) console.log(`✗ ${fault}`);
}
process.exitCode = faults.length === 0 ? 0 : 1;

/** Loading the code takes longer than a short run: one process serves until it ends or is ended. */
function started(): ChildProcess {
  const isBuilt = import.meta.url.endsWith('.js');
  const entry = fileURLToPath(
    new URL(`./fuzz/target-process.${isBuilt ? 'js' : 'ts'}`, import.meta.url),
  );
  return fork(entry, [], { execArgv: ['--expose-gc', ...(isBuilt ? [] : ['--import', 'tsx'])] });
}

function fuzz(order: Order): Promise<Result> {
  work.process ??= started();
  const child = work.process;
  const startedAt = performance.now();
  const found: string[] = [];
  let [at, rss, heap] = [0, 0, 0];
  let firstHeap: number | null = null;
  let isHung = false;
  return new Promise((resolve) => {
    let watch = setTimeout(hang, HANGS_AFTER_MS);
    function hang(): void {
      isHung = true;
      child.kill('SIGKILL');
    }
    function settle(inputs: number, refused: number): void {
      clearTimeout(watch);
      child.off('message', hear).off('exit', gone);
      const growth = Math.max(0, heap - (firstHeap ?? heap));
      if (growth > MOST_GROWTH_BYTES) found.push(`it keeps ${Math.round(growth / 2 ** 20)} MiB`);
      resolve({
        target: order.target,
        inputs,
        refused,
        seconds: (performance.now() - startedAt) / 1000,
        heapGrowthMiB: growth / 2 ** 20,
        rssMiB: rss / 2 ** 20,
        faults: found,
      });
    }
    function hear(word: Word): void {
      clearTimeout(watch);
      watch = setTimeout(hang, HANGS_AFTER_MS);
      if (word.word === 'at') {
        at = word.input;
        [rss, heap] = [Math.max(rss, word.rssBytes), word.heapBytes];
        // What is loaded and cached at first is no growth.
        if (firstHeap === null && at > 0) firstHeap = heap;
      } else if (word.word === 'fault') {
        if (found.length < MOST_SHOWN)
          found.push(`input ${word.input}: ${word.why} on ${word.text}`);
      } else settle(order.inputs, word.refused);
    }
    function gone(code: number | null, signal: string | null): void {
      work.process = null;
      const how = isHung ? 'it hung' : `its process ended (${signal ?? code})`;
      found.push(`${how} after input ${at}`);
      settle(at, 0);
    }
    child.on('message', hear).once('exit', gone);
    child.send(order);
  });
}
