// A working process says every few seconds that it is alive, so that an operator sees who works, and who was killed.

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { ENGINE_VERSION } from '../config/version.ts';
import type { Workers } from '../store/workers.ts';
import { inTurns, type Turns, type TurnTerms } from './in-turns.ts';

export const SEEN_EVERY_MS = 10_000;
const REMEMBERED_HOURS = 24 * 7;

type Told = {
  readonly onError: TurnTerms['onError'];
  /** A newer version has taken away what this one works with. */
  readonly onOutdated: () => void;
};

/** @returns how to end, which is told too */
export async function beSeen(
  workers: Pick<Workers, 'seen' | 'ended' | 'forget'>,
  { onError, onOutdated }: Told,
): Promise<Turns> {
  const self = {
    id: randomUUID(),
    host: hostname(),
    processId: process.pid,
    version: ENGINE_VERSION,
  };
  const tell = async () => {
    if (!(await workers.seen(self))) onOutdated();
  };
  await workers.forget(REMEMBERED_HOURS).then(tell).catch(onError);
  const turns = inTurns(tell, { everyMs: SEEN_EVERY_MS, onError });
  return {
    async stop() {
      await turns.stop();
      await workers.ended(self.id).catch(onError);
    },
  };
}
