// What runs by the clock: rechecks and signals at night, supervision in the morning. Any number of processes may set the schedules;
// each has one place on the queue. What was missed while no process ran is caught up once, not once a night.

import { SCHEDULE_NAMES, type ScheduleName } from '../../config/recheck.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import { DONE, type Done, type ScheduledJob } from '../queues.ts';
import { runSignals } from '../signals/run-signals.ts';
import { supervise } from '../supervision/supervise.ts';
import type { TellDigest } from '../supervision/digest.ts';
import type { ObjectionRoom } from '../objections/objections.ts';
import { runNight } from './run-night.ts';
import { cronOf, lastRun, untilQuietEndsMs } from './schedule-times.ts';

export type ScheduleRoom = ObjectionRoom & { readonly tellDigest: readonly TellDigest[] };

/** A night is the last one, or not far from it where a clock ran ahead. */
const NIGHTS_LOOKED_AT = 7;

/** What each schedule does; what it returns is kept as its last run. */
export type ScheduledWork = Readonly<
  Record<ScheduleName, (room: ScheduleRoom, signal: AbortSignal) => Promise<unknown>>
>;

export const SCHEDULED_WORK: ScheduledWork = {
  recheck,
  supervision: (room) => supervise(room, room.tellDigest),
  retention: (room, signal) => room.endRetention(signal),
  signals: (room, signal) => runSignals(shanghaiDate(room.now()), room, signal),
};

/** A night is called for again by hand, or by a worker that starts: what it did stays its last word. */
async function recheck(room: ScheduleRoom, signal: AbortSignal): Promise<unknown> {
  const night = shanghaiDate(room.now());
  const summary = await runNight(night, room, signal);
  if (summary.ran !== 'done') return summary;
  const nights = await room.store.schedules.nights(NIGHTS_LOOKED_AT);
  return nights.find((one) => one.night === night)?.summary ?? summary;
}

/** Sets the schedules, and catches up what should have run while nothing did. */
export async function keepSchedules({ store, queues, recheck, now }: ScheduleRoom): Promise<void> {
  await queues.setSchedules(
    SCHEDULE_NAMES.map((name) => ({ name, cron: cronOf(recheck.schedules[name]) })),
  );
  const states = await store.schedules.states();
  for (const name of SCHEDULE_NAMES) {
    const ranAt = states.get(name)?.ranAt ?? null;
    const due = lastRun(recheck.schedules[name], now());
    // A new installation has missed nothing.
    if (ranAt === null) await store.schedules.begin(name, now());
    else if (new Date(ranAt) < due) {
      await queues.runScheduled(name, `missed-${due.toISOString().slice(0, 10)}`);
    }
  }
}

export async function runScheduled(
  { name }: ScheduledJob,
  room: ScheduleRoom,
  signal: AbortSignal,
): Promise<Done> {
  const known = SCHEDULE_NAMES.find((one) => one === name);
  if (known === undefined) return DONE;
  const state = (await room.store.schedules.states()).get(known);
  if (state?.pausedAt) {
    room.log.info({ schedule: known }, 'paused: not run');
    return DONE;
  }
  if (known === 'recheck') {
    const waitMs = untilQuietEndsMs(room.recheck, room.now());
    if (waitMs > 0) return { again: true, afterMs: waitMs };
  }
  const summary = await SCHEDULED_WORK[known](room, signal);
  await room.store.schedules.ran(known, summary, room.now());
  room.log.info({ schedule: known, summary }, 'scheduled work done');
  return DONE;
}
