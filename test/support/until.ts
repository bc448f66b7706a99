// Waiting for what another process does and does not announce.

import { setTimeout as pause } from 'node:timers/promises';

/** Resolves when the condition holds. @throws Error when it does not within the time. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  withinMs = 120_000,
): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > giveUpAt) throw new Error(`not within ${withinMs} ms: ${what}`);
    await pause(20);
  }
}
