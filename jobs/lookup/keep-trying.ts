// A department's answer outlives a database that is away for a while: it is held until it can be stored, since what was
// answered is not asked for again.

import { setTimeout as pause } from 'node:timers/promises';
import { HeduiError } from '../../domain/errors.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** As long as a job is tried in all; then others may need the room. */
const TRIED_FOR_MS = 600_000;

/** Does the work again while the store cannot be reached, so it must be safe to repeat. @throws what else went wrong */
export async function keepTrying<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const giveUpAt = Date.now() + TRIED_FOR_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      const mayPass = error instanceof HeduiError && error.code === 'STORE_UNREACHABLE';
      if (!mayPass || signal.aborted || Date.now() + pauseMs > giveUpAt) throw error;
      await pause(pauseMs);
    }
  }
}
