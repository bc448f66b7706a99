// Whoever is at work while blows fall tries again: what fails now may work in a moment.

import { setTimeout as pause } from 'node:timers/promises';

const TRIES = 40;
const TRY_AGAIN_MS = 250;

/** For what has to be done before the round can go on. */
export async function untilItWorks<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch {
      await pause(TRY_AGAIN_MS);
    }
  }
}

/**
 * For a form that may have been taken although no answer came.
 * @param attempt looks first, and then sends; null: nothing is known yet
 * @returns what is known in the end; false when nothing is, after so many attempts
 */
export async function untilKnown(attempt: () => Promise<boolean | null>): Promise<boolean> {
  for (let left = TRIES; left > 0; left--) {
    // No answer says nothing.
    const known = await attempt().catch(() => null);
    if (known !== null) return known;
    await pause(TRY_AGAIN_MS);
  }
  return false;
}
