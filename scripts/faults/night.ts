// A night of rechecks in the course of a round: the households of an earlier batch receive help, all of them are due, and
// whichever worker runs the night may be struck while it does.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stringify } from 'yaml';
import { loadRecheckSettings } from '../../config/recheck.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import type { Random } from '../city/grow/random.ts';
import type { Struck } from './blows.ts';
import type { Ground } from './ground.ts';
import { untilItWorks } from './patience.ts';

export type Night = {
  /** Of the households that are due. */
  readonly batchId: string;
  readonly households: number;
};

const TRY_AGAIN_MS = 500;
/** A night whose worker was not seen within this time was quicker than the look. */
const HOLDER_WITHIN_MS = 5_000;

/** No quiet hours, since a campaign runs at any time of day; nobody is drawn by chance. */
export async function recheckFile(folder: string): Promise<string> {
  const file = join(folder, 'recheck.yaml');
  const changed = { quietFrom: '00:00', quietUntil: '00:00', randomPermille: 0 };
  await writeFile(file, stringify({ ...loadRecheckSettings(), ...changed }));
  return file;
}

/** @param struck what befell whoever ran the night is added to it */
export async function beginNight(
  ground: Ground,
  batchId: string,
  random: Random,
  struck: Struck[],
): Promise<Night> {
  const strikes = random.chance(0.5);
  const printed = await untilDone(ground, [
    'support',
    'add',
    '--batch',
    batchId,
    '--class',
    'C',
    '--json',
  ]);
  const { taken } = JSON.parse(printed) as { taken: number };
  await untilItWorks(async () => {
    await ground.sql(
      'update supports set due_on = $2 where household_id in (select id from households where batch_id = $1)',
      [Number(batchId.slice(1)), shanghaiDate(new Date())],
    );
    // A campaign plays many nights on one day: those before are over.
    await ground.sql('delete from nights');
  });
  await untilDone(ground, ['schedule', 'run', 'recheck']);
  if (strikes) await strikeHolder(ground, struck);
  return { batchId, households: taken };
}

/**
 * Whoever runs a night that its queue lost runs it again, as the operator does who finds it unfinished.
 * @returns null when it is over
 */
export async function whatIsLeftOfNight(ground: Ground): Promise<string | null> {
  const [night] = await ground.sql<{ over: boolean }>(
    'select count(*) > 0 as over from nights where finished_at is not null',
  );
  if (night?.over) return null;
  const counts = await ground.engine.queues.counts([]);
  const own = counts.find(({ queue }) => queue === 'schedule');
  if (own && own.waiting + own.active === 0) await ground.command(['schedule', 'run', 'recheck']);
  return 'the night is not over';
}

/** Kills the process that has taken up the night: no other is elected, its job is taken up when its lock has ended. */
async function strikeHolder(ground: Ground, struck: Struck[]): Promise<void> {
  const giveUpAt = Date.now() + HOLDER_WITHIN_MS;
  while (Date.now() < giveUpAt) {
    const holder = await ground.engine.queues.whoRunsSchedules().catch(() => null);
    const worker = ground.workers.find((one) => holder?.endsWith(`/${one.pid()}`));
    if (worker?.signal('SIGKILL')) {
      struck.push({ blow: 'scheduler killed', what: `${worker.name}, that ran the night` });
      return;
    }
    await pause(10);
  }
}

async function untilDone(ground: Ground, args: readonly string[]): Promise<string> {
  for (;;) {
    const { code, printed } = await ground.command(args);
    if (code === 0) return printed;
    await pause(TRY_AGAIN_MS);
  }
}
