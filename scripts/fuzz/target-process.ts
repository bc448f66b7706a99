// A process that fuzzes one target after the other: it says which input it takes before it takes it, so that its parent knows which one it
// hung or died on.

import { HeduiError } from '../../domain/errors.ts';
import { createRandom } from '../city/grow/random.ts';
import { mutated, openJsonMaker } from './mutate.ts';
import { TARGETS } from './target-list.ts';

export type Order = { readonly target: string; readonly seed: number; readonly inputs: number };
export type Word =
  | {
      readonly word: 'at';
      readonly input: number;
      readonly rssBytes: number;
      readonly heapBytes: number;
    }
  | { readonly word: 'fault'; readonly input: number; readonly why: string; readonly text: string }
  | { readonly word: 'done'; readonly refused: number };

const TOLD_EVERY_MS = 250;
/** Garbage is not growth: looked at this often after it was taken away. */
const MEMORY_EVERY = 5_000;
/** Of the inputs, those that fast-check makes. */
const MADE = 0.25;
const SHOWN_BYTES = 400;

process.on('message', (order: Order) => {
  run(order).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});

async function run({ target: name, seed, inputs }: Order): Promise<void> {
  const target = TARGETS.find((one) => one.name === name);
  if (!target) throw new TypeError(`no target ${name}`);
  const { seeds, take, close } = await target.open();
  const random = createRandom(seed, TARGETS.indexOf(target) + 1);
  const makeJson = openJsonMaker(random, seeds);
  let refused = 0;
  let toldAt = 0;
  for (let input = 0; input < inputs; input++) {
    const bytes = random.chance(MADE) ? makeJson() : mutated(random, seeds);
    const now = Date.now();
    if (now - toldAt > TOLD_EVERY_MS || input % MEMORY_EVERY === 0) {
      toldAt = now;
      await tell(input);
    }
    try {
      await take(bytes);
    } catch (error) {
      if (error instanceof HeduiError) refused++;
      else say({ word: 'fault', input, why: whyOf(error), text: shown(bytes) });
    }
  }
  globalThis.gc?.();
  await tell(inputs);
  await close?.();
  say({ word: 'done', refused });
}

function tell(input: number): Promise<void> {
  if (input % MEMORY_EVERY === 0) globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return new Promise((resolve) => {
    // Sent before the input is taken: a reader that never comes back could send nothing any more.
    process.send?.({ word: 'at', input, rssBytes: rss, heapBytes: heapUsed } satisfies Word, () =>
      resolve(),
    );
  });
}

function say(word: Word): void {
  process.send?.(word);
}

function whyOf(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' | ')
    : String(error);
}

function shown(bytes: Buffer): string {
  return JSON.stringify(bytes.toString('latin1').slice(0, SHOWN_BYTES));
}
