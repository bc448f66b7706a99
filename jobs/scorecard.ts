// How each department serves: its scorecard, from what was recorded of every exchange with it.

import {
  type CalendarDate,
  daysBetween,
  type Instant,
  instant,
  shanghaiDate,
} from '../domain/calendar.ts';
import type { DepartmentId } from '../domain/lookup.ts';
import type { CircuitState } from '../store/circuits.ts';
import type { Engine } from './engine.ts';

/** Days that a scorecard looks back, unless told otherwise. */
export const SCORECARD_DAYS = 30;
const DAY_MS = 86_400_000;

export type DepartmentScore = {
  readonly department: DepartmentId;
  readonly names: { readonly zh: string; readonly en: string };
  readonly connected: boolean;
  readonly circuit: {
    readonly state: CircuitState;
    readonly openedAt: Instant | null;
    readonly triedAgainAt: Instant | null;
  };
  readonly requests: number;
  /** Share of the requests that were answered in a form that can be understood; null: nothing was sent. */
  readonly availability: number | null;
  readonly responseMs: { readonly median: number | null; readonly p95: number | null };
  readonly records: { readonly total: number; readonly today: number };
  /** 数据提供率: share of the lookups that were answered; null: none was made. */
  readonly answeredShare: number | null;
  /** 数据结构化率: share of the records that satisfy their schema; null: none came. */
  readonly structuredShare: number | null;
  readonly corrected: number;
  /** The day its latest data is of, and how many days ago that is. */
  readonly asOf: CalendarDate | null;
  readonly ageDays: number | null;
  readonly lastAnsweredAt: Instant | null;
  readonly quarantined: number;
  readonly errors: Readonly<Record<string, number>>;
};

/** Every declared department, in the order of the departments file. */
export async function scorecard(
  { store, departments, lookupRoom }: Pick<Engine, 'store' | 'departments' | 'lookupRoom'>,
  now: Date,
  days = SCORECARD_DAYS,
): Promise<DepartmentScore[]> {
  const today = shanghaiDate(now);
  const since = instant(new Date(now.getTime() - days * DAY_MS));
  const midnight = instant(new Date(`${today}T00:00:00+08:00`));
  const [scores, errors, circuits, quarantined] = await Promise.all([
    store.exchanges.scores(since, midnight),
    store.exchanges.errors(since),
    store.circuits.all(),
    store.quarantine.counts(),
  ]);
  return departments.map((department) => {
    const declaration = lookupRoom.declarations.get(department);
    const score = scores.find((one) => one.department === department);
    const circuit = circuits.find((one) => one.department === department);
    const { requests = 0, failedRequests = 0, records = 0, flawedRecords = 0 } = score ?? {};
    const { answered = 0, unanswered = 0, asOf = null } = score ?? {};
    return {
      department,
      names: declaration?.names ?? { zh: department, en: department },
      connected: declaration?.missing.length === 0,
      circuit: {
        state: circuit?.state ?? 'closed',
        openedAt: circuit?.openedAt ?? null,
        triedAgainAt: circuit?.until ?? null,
      },
      requests,
      availability: share(requests - failedRequests, requests),
      responseMs: { median: score?.medianMs ?? null, p95: score?.p95Ms ?? null },
      records: { total: records, today: score?.recordsToday ?? 0 },
      answeredShare: share(answered, answered + unanswered),
      structuredShare: share(records - flawedRecords, records),
      corrected: score?.corrected ?? 0,
      asOf,
      ageDays: asOf === null ? null : Math.max(0, daysBetween(asOf, today)),
      lastAnsweredAt: score?.lastAnsweredAt ?? null,
      quarantined: quarantined.get(department) ?? 0,
      errors: Object.fromEntries(
        errors
          .filter((error) => error.department === department)
          .map(({ kind, count }) => [kind, count]),
      ),
    };
  });
}

/** To four decimals: 0.9987 prints as 99.87 %. */
function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}
