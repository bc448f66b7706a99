// Looks every now and then whether a department has corrected an answer, for as long as the worker runs. Several workers
// may look at once: a correction that was taken twice changes nothing the second time.

import { setTimeout as pause } from 'node:timers/promises';
import type { LookupRoom } from './lookup-room.ts';
import { takeCorrections } from './take-corrections.ts';

export function watchForCorrections(room: LookupRoom): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const watches = [...room.declarations.values()].map(async ({ id, limits }) => {
    if (!room.connectors.get(id)?.corrections) return;
    while (await paused(limits.askAgainMs, signal)) {
      await takeCorrections(id, room, signal).catch((error: unknown) => {
        if (!signal.aborted) room.log.warn({ department: id, error }, 'corrections not read');
      });
    }
  });
  return {
    async stop() {
      stopping.abort();
      await Promise.all(watches);
    },
  };
}

/** @returns false when it is time to stop */
function paused(ms: number, signal: AbortSignal): Promise<boolean> {
  return pause(ms, true, { signal }).catch(() => false);
}
