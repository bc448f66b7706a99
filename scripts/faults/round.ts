// One round: a batch is submitted, the households of an earlier one are rechecked, and staff settle findings. Blows fall all
// the while, everything heals, and the invariants are looked at.

import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../city/grow/random.ts';
import { createRandom, tickets } from '../city/grow/random.ts';
import { BLOWS, type Struck } from './blows.ts';
import type { Ground } from './ground.ts';
import { jobsLeft, type Violation, violations } from './invariants.ts';
import { beginNight, type Night, whatIsLeftOfNight } from './night.ts';
import { judgeObjections, raiseObjections, readObjections } from './objecting.ts';
import { lastBatch, repeatedQuestions, tallyOf } from './questions.ts';
import { judgeNight, readNight } from './rechecked.ts';
import { settlementViolations } from './settled.ts';
import { type Office, settleFindings } from './settling.ts';

export type RoundOutcome = {
  readonly round: number;
  readonly batchId: string;
  /** False when something was still left to do at the end. */
  readonly isOver: boolean;
  readonly households: number;
  readonly struck: readonly Struck[];
  readonly seconds: number;
  /** Asked again because whoever was answered was struck before it could store the answer. */
  readonly repeated: number;
  /** Households of an earlier batch that were due in the night. */
  readonly rechecked: number;
  /** Of these, whose report was superseded since something had changed. */
  readonly superseded: number;
  /** Objections that the console acknowledged. */
  readonly objected: number;
  /** Words of the staff that the console acknowledged. */
  readonly settled: number;
  readonly violations: readonly Violation[];
};

const DRAWN = tickets(BLOWS.map((blow) => [blow, blow.weight] as const));
/** Shortly after the city's own day: what its registers have no months of since then has changed by the night. */
const SUBMITTED_ON = '2026-07-20';
const MOST_BLOWS = 5;
const SETTLED_WITHIN_MS = 180_000;
const LOOK_EVERY_MS = 100;

export async function playRound(
  ground: Ground,
  {
    round,
    file,
    earlier,
    rechecked,
    office,
  }: {
    readonly round: number;
    readonly file: string;
    /** A batch that is done, and was not rechecked yet; null: there is none. */
    readonly earlier: string | null;
    /** The one before: it was rechecked, and its households may dispute what was found; null: there is none. */
    readonly rechecked: string | null;
    readonly office: Office;
  },
  random: Random,
): Promise<RoundOutcome> {
  const startedAt = performance.now();
  const [before, since] = [await tallyOf(ground), await lastBatch(ground)];
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
  // A night and a day at the office, while whatever else goes on.
  const ownRandom = () => createRandom(random.below(2 ** 31), round);
  const night = earlier === null ? null : beginNight(ground, earlier, ownRandom(), struck);
  const settling =
    earlier === null
      ? []
      : settleFindings(ground, office, { batchId: earlier, mark: `round ${round},` }, ownRandom());
  const objecting =
    rechecked === null ? [] : raiseObjections(ground, office.caseworker, rechecked, ownRandom());
  // Now and then while the batch is submitted, mostly while departments are asked.
  const early = random.chance(0.25) ? strike() : null;
  const { batchId, households } = await submitUntilTaken(ground, file);
  await (early ?? strike());
  const [tonight, words, raised] = [await night, await settling, await objecting];
  const unsettled = await untilSettled(ground, batchId, tonight);
  const due =
    tonight === null || unsettled !== null ? [] : await readNight(ground, tonight.batchId);
  const found =
    unsettled === null
      ? [
          ...(await violations(ground, {
            batchId,
            households,
            before,
            since,
            // Whoever runs a night is a worker, and may be struck for it.
            mayRepeat: mayRepeat || struck.some(({ blow }) => blow === 'scheduler killed'),
          })),
          ...(tonight === null ? [] : judgeNight(due, tonight.households)),
          ...(await settlementViolations(ground, words)),
          ...judgeObjections(await readObjections(ground, raised), raised),
        ]
      : [{ invariant: `everything ends within ${SETTLED_WITHIN_MS / 1000} s`, said: unsettled }];
  return {
    round,
    batchId,
    isOver: unsettled === null,
    households,
    struck,
    seconds: (performance.now() - startedAt) / 1000,
    repeated: repeatedQuestions(before, await tallyOf(ground)),
    rechecked: due.length,
    superseded: due.filter(({ outcome }) => outcome === 'changed').length,
    objected: raised.filter(({ isAcknowledged }) => isAcknowledged).length,
    settled: words.filter(({ isAcknowledged }) => isAcknowledged).length,
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
  return ['submit', file, '--scheme', 'subsistence', '--on', SUBMITTED_ON, '--json'];
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
async function untilSettled(
  ground: Ground,
  batchId: string,
  night: Night | null,
): Promise<string | null> {
  const giveUpAt = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const unsettled = await whatIsUnsettled(ground, batchId, night).catch(
      (error: unknown) => (error as Error).message,
    );
    if (unsettled === null || Date.now() > giveUpAt) return unsettled;
    await pause(LOOK_EVERY_MS);
  }
}

async function whatIsUnsettled(
  ground: Ground,
  batchId: string,
  night: Night | null,
): Promise<string | null> {
  const { engine } = ground;
  const { state } = await engine.store.batches.progress(batchId);
  if (state !== 'done') return `the batch is ${state}`;
  const leftOfNight = night && (await whatIsLeftOfNight(ground));
  if (leftOfNight !== null) return leftOfNight;
  const [left] = await ground.sql<{ n: number }>(
    "select count(*)::int as n from objections where state in ('received', 'verifying')",
  );
  if (left?.n !== 0) return `${left?.n} objections are not looked at to the end`;
  const busy = (await jobsLeft(engine)).find(
    ({ waiting, active, delayed }) => waiting + active + delayed > 0,
  );
  if (busy) return `on the queue: ${JSON.stringify(busy)}`;
  return (await ground.consoleIsReady()) ? null : 'the console is not ready';
}
