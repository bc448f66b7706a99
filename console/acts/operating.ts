// What an operator does to the engine: each deed with its entry in the ledger.

import { SCHEDULE_NAMES } from '../../config/recheck.ts';
import { shownSettings } from '../../config/settings-shown.ts';
import { type CalendarDate, instant } from '../../domain/calendar.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { Viewer } from '../../domain/staff.ts';
import type { Standard } from '../../domain/standard.ts';
import type { Engine } from '../../jobs/engine.ts';
import { maskedRecord } from '../../jobs/masked-record.ts';
import { nextRuns } from '../../jobs/recheck/schedule-times.ts';
import { scorecard } from '../../jobs/scorecard.ts';

type OperatingEngine = Pick<
  Engine,
  'store' | 'queues' | 'departments' | 'lookupRoom' | 'recheckRoom' | 'settings'
>;

const FAILED_SHOWN = 50;
const QUARANTINED_SHOWN = 20;

export function operating(engine: OperatingEngine, viewer: Viewer) {
  const { store, queues, departments } = engine;
  return {
    scorecard: (days: number) => scorecard(engine, new Date(), days),

    /** @returns false when it was paused already */
    async pauseDepartment(department: DepartmentId, reason: string): Promise<boolean> {
      const done = await store.pauses.pause(department, viewer.account, reason);
      if (done) await noteConfigured(`department/${department}`, { paused: true, reason });
      return done;
    },

    /** @returns false when it was not paused */
    async resumeDepartment(department: DepartmentId): Promise<boolean> {
      const done = await store.pauses.resume(department, viewer.account);
      if (!done) return false;
      await noteConfigured(`department/${department}`, { paused: false });
      await queues.hurryLookups(department);
      return true;
    },

    /** Records that broke their schema, as a department may be shown them. */
    async quarantined(department: DepartmentId) {
      const held = await store.quarantine.of(department, QUARANTINED_SHOWN);
      return held.map(({ record, ...rest }) => ({ ...rest, record: maskedRecord(record) }));
    },

    /** What runs by the clock, how it last ran and when it runs next. */
    async schedules() {
      const states = await store.schedules.states();
      const { schedules } = engine.recheckRoom.recheck;
      return SCHEDULE_NAMES.map((name) => ({
        name,
        pausedAt: states.get(name)?.pausedAt ?? null,
        pauseReason: states.get(name)?.pauseReason ?? null,
        ranAt: states.get(name)?.ranAt ?? null,
        nextAt: nextRuns(schedules[name], new Date(), 1)[0] ?? null,
      }));
    },

    queueCounts: () => queues.counts(departments),
    failedJobs: () => queues.failed(departments, FAILED_SHOWN),

    async retryJob(queue: string, job: string): Promise<boolean> {
      const done = await queues.retry(departments, queue, job);
      if (done) await noteConfigured(`queue/${queue}`, { retried: job });
      return done;
    },

    installation: () => store.facts(),
    settings: () => shownSettings(engine.settings),
    standardsInForce: (region: RegionCode, on: CalendarDate): Standard[] =>
      [...engine.lookupRoom.standards.inForce(region, on).values()].toSorted((one, other) =>
        one.key < other.key ? -1 : 1,
      ),
    apiKeys: () => store.apiKeys.list(),
  };

  async function noteConfigured(subject: string, content: unknown): Promise<void> {
    const at = instant(new Date());
    const actor = viewer.account;
    await store.ledger.note([{ at, actor, kind: 'configured', subject, purpose: null, content }]);
  }
}
