// A working process says every few seconds that it is alive, so that an operator sees who works, and who was killed.

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { ENGINE_VERSION } from '../config/version.ts';
import type { Workers } from '../store/workers.ts';

export const SEEN_EVERY_MS = 10_000;
/** A process that is silent for so long is taken for dead. */
export const DEAD_AFTER_SECONDS = 45;
const REMEMBERED_HOURS = 24 * 7;

/** @returns how to end, which is told too */
export async function beSeen(
  workers: Pick<Workers, 'seen' | 'ended' | 'forget'>,
  onError: (error: unknown) => void,
): Promise<{ stop(): Promise<void> }> {
  const self = {
    id: randomUUID(),
    host: hostname(),
    processId: process.pid,
    version: ENGINE_VERSION,
  };
  let turn = workers
    .forget(REMEMBERED_HOURS)
    .then(() => workers.seen(self))
    .catch(onError);
  await turn;
  const timer = setInterval(() => {
    turn = turn.then(() => workers.seen(self)).catch(onError);
  }, SEEN_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await turn;
      await workers.ended(self.id).catch(onError);
    },
  };
}
