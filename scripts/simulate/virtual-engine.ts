// An engine on a virtual clock, in one process: its nights pass as fast as they can be worked. Departments are asked for
// real; what waits for an hour is looked at when the clock stands an hour later.

import type { CalendarDate } from '../../domain/calendar.ts';
import type { Settings } from '../../config/settings.ts';
import { type Engine, openEngine } from '../../jobs/engine.ts';
import { openLog } from '../../jobs/log.ts';
import { lookupChunk } from '../../jobs/lookup/lookup-chunk.ts';
import { DONE } from '../../jobs/queues.ts';
import type { RecheckRoom } from '../../jobs/recheck/recheck-room.ts';
import { type NightSummary, runNight } from '../../jobs/recheck/run-night.ts';
import { verifyRound } from '../../jobs/recheck/verify-round.ts';
import {
  openClock,
  openVirtualQueues,
  type VirtualClock,
  type VirtualQueues,
} from './virtual-queues.ts';

export type VirtualEngine = {
  readonly engine: Engine;
  readonly clock: VirtualClock;
  readonly queues: VirtualQueues;
  /**
   * 01:30 of that day, and the hours behind it up to `until`.
   * @param room what the night works by, in place of the engine's own
   */
  night(on: CalendarDate, until?: string, room?: RecheckRoom): Promise<NightSummary>;
  close(): Promise<void>;
};

/** A moment of a day in Asia/Shanghai. */
export const at = (day: string, time = '01:30'): Date => new Date(`${day}T${time}:00+08:00`);

/** @param from where the clock stands at first */
export async function openVirtualEngine(settings: Settings, from: Date): Promise<VirtualEngine> {
  const { signal } = new AbortController();
  const clock = openClock(from);
  const queues = openVirtualQueues(clock);
  const engine = await openEngine(settings, openLog('silent'), { now: clock.now, queues });
  queues.startWorkers(
    {
      lookup: (job) => lookupChunk(job, engine.lookupRoom, signal),
      verify: (job) => verifyRound(job, engine.recheckRoom),
      scheduled: async () => DONE,
    },
    { departments: [], lookupConcurrency: 1, takeoverMs: 1, onError() {}, onFailed() {} },
  );
  return {
    engine,
    clock,
    queues,
    async night(on, until = '06:00', room = engine.recheckRoom) {
      await queues.runUntil(at(on));
      const summary = await runNight(on, room, signal);
      await queues.runUntil(at(on, until));
      return summary;
    },
    close: () => engine.close(),
  };
}
