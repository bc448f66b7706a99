// One round: a batch is submitted, blows fall while it is verified, everything heals, and the invariants are looked at.

import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../city/grow/random.ts';
import { tickets } from '../city/grow/random.ts';
import { BLOWS } from './blows.ts';
import type { Ground } from './ground.ts';
import { jobsLeft, repeatedQuestions, type Violation, violations } from './invariants.ts';

export type Struck = { readonly blow: string; readonly what: string };

export type RoundOutcome = {
  readonly round: number;
  readonly batchId: string;
  readonly households: number;
  readonly struck: readonly Struck[];
  readonly seconds: number;
  /** Asked again because whoever was answered was struck before it could store the answer. */
  readonly repeated: number;
  readonly violations: readonly Violation[];
};

const DRAWN = tickets(BLOWS.map((blow) => [blow, blow.weight] as const));
const MOST_BLOWS = 5;
const SETTLED_WITHIN_MS = 180_000;
const LOOK_EVERY_MS = 100;

export async function playRound(
  ground: Ground,
  round: number,
  random: Random,
): Promise<RoundOutcome> {
  const startedAt = performance.now();
  const file = ground.files[round - 1] ?? '';
  const repeatedBefore = await repeatedQuestions(ground);
  const struck: Struck[] = [];
  let mayRepeat = false;

  // A submitter may be killed at any moment; its caseworker submits the file again.
  if (random.chance(0.3)) {
    const afterMs = random.between(200, 2_500);
    const { code } = await ground.command(submitting(file), afterMs);
    if (code === null) struck.push({ blow: 'submitter killed', what: `after ${afterMs} ms` });
  }
  const strike = async () => {
    mayRepeat = await strikeAll(ground, random, struck);
  };
  // Now and then while the batch is submitted, mostly while departments are asked.
  const early = random.chance(0.25) ? strike() : null;
  const { batchId, households } = await submitUntilTaken(ground, file);
  await (early ?? strike());
  const unsettled = await untilSettled(ground, batchId);
  const found =
    unsettled === null
      ? await violations(ground, { batchId, households, repeatedBefore, mayRepeat })
      : [{ invariant: `everything ends within ${SETTLED_WITHIN_MS / 1000} s`, said: unsettled }];
  return {
    round,
    batchId,
    households,
    struck,
    seconds: (performance.now() - startedAt) / 1000,
    repeated: (await repeatedQuestions(ground)) - repeatedBefore,
    violations: found,
  };
}

/** @returns whether one of the blows may have cost an answer on its way into the store */
async function strikeAll(ground: Ground, random: Random, struck: Struck[]): Promise<boolean> {
  let losesAnswers = false;
  for (let left = random.between(1, MOST_BLOWS); left > 0; left--) {
    await pause(random.between(50, 900));
    const blow = random.pick(DRAWN);
    losesAnswers ||= blow.losesAnswers;
    const what = await blow.strike(ground, random).catch((error: unknown) => {
      // What is to be struck may lie on the ground already.
      return `in vain: ${(error as Error).message}`;
    });
    struck.push({ blow: blow.name, what });
  }
  return losesAnswers;
}

function submitting(file: string): string[] {
  return ['submit', file, '--scheme', 'subsistence', '--json'];
}

async function submitUntilTaken(
  ground: Ground,
  file: string,
): Promise<{ batchId: string; households: number }> {
  for (;;) {
    const { code, printed } = await ground.command(submitting(file));
    if (code === 0) {
      const batch = JSON.parse(printed) as { batch: string; counts: { households: number } };
      return { batchId: batch.batch, households: batch.counts.households };
    }
    await pause(500);
  }
}

/** @returns null when the batch has ended and nothing is left to do, or what is not so in the end */
async function untilSettled(ground: Ground, batchId: string): Promise<string | null> {
  const giveUpAt = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const unsettled = await whatIsUnsettled(ground, batchId).catch(
      (error: unknown) => (error as Error).message,
    );
    if (unsettled === null || Date.now() > giveUpAt) return unsettled;
    await pause(LOOK_EVERY_MS);
  }
}

async function whatIsUnsettled(ground: Ground, batchId: string): Promise<string | null> {
  const { engine } = ground;
  const { state } = await engine.store.batches.progress(batchId);
  if (state !== 'done') return `the batch is ${state}`;
  const busy = (await jobsLeft(engine)).find(
    ({ waiting, active, delayed }) => waiting + active + delayed > 0,
  );
  if (busy) return `on the queue: ${JSON.stringify(busy)}`;
  return (await ground.consoleIsReady()) ? null : 'the console is not ready';
}
