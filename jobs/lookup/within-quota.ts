// A department's quota of the day: so many persons for each resource. Who is beyond it is asked about the next day.

import { addDays, shanghaiDate } from '../../domain/calendar.ts';
import { type DepartmentId, type Lookup, type ResourceId } from '../../domain/lookup.ts';
import type { QuotaOfDay, Quotas } from '../../store/quotas.ts';
import { type Plan, slotsFilledBy } from './plan-question.ts';

export type WithinQuota = {
  readonly plan: Plan;
  /** When those beyond it may be asked about; null: nobody is. */
  readonly againAfterMs: number | null;
  /** Nothing was sent after all: the others may have it. */
  giveBack(): Promise<void>;
};

export async function withinQuota(
  plan: Plan,
  known: ReadonlyMap<number, { readonly lookups: readonly Lookup[] }>,
  {
    department,
    perDay,
    now,
  }: {
    department: DepartmentId;
    perDay: Readonly<Record<string, number>>;
    now: Date;
  },
  quotas: Quotas,
): Promise<WithinQuota> {
  const on = shanghaiDate(now);
  const taken: { of: QuotaOfDay; persons: number }[] = [];
  const notAsked = [...plan.notAsked];
  const wanted: { resource: ResourceId; keys: readonly string[] }[] = [];
  for (const { resource, keys } of plan.wanted) {
    const quota = perDay[resource];
    if (quota === undefined) {
      wanted.push({ resource, keys });
      continue;
    }
    // Who is awaited was counted on the day of the request.
    const awaited = keys.filter((key) => isAwaited(plan, known, key, resource));
    const others = keys.filter((key) => !isAwaited(plan, known, key, resource));
    const of = { department, resource, on };
    const granted = others.length === 0 ? 0 : await quotas.take(of, others.length, quota);
    taken.push({ of, persons: granted });
    const asked = [...awaited, ...others.slice(0, granted)];
    if (asked.length > 0) wanted.push({ resource, keys: asked });
    for (const key of others.slice(granted)) {
      for (const slot of slotsFilledBy(plan, { key, resource })) {
        notAsked.push({ ...slot, resource, why: 'outside-hours' });
      }
    }
  }
  const isBeyond = notAsked.length > plan.notAsked.length;
  return {
    plan: { ...plan, wanted, notAsked },
    againAfterMs: isBeyond ? untilTomorrowMs(now) : null,
    async giveBack() {
      for (const { of, persons } of taken) {
        if (persons > 0) await quotas.giveBack(of, persons);
      }
    },
  };
}

function isAwaited(
  plan: Plan,
  known: ReadonlyMap<number, { readonly lookups: readonly Lookup[] }>,
  key: string,
  resource: ResourceId,
): boolean {
  const [slot] = slotsFilledBy(plan, { key, resource });
  if (!slot) return false;
  const lookups = known.get(slot.householdId)?.lookups ?? [];
  return lookups.some(
    (lookup) =>
      lookup.personNo === slot.personNo && lookup.resource === resource && lookup.why === 'awaited',
  );
}

/** Midnight in Asia/Shanghai, where the quota's day ends. */
export function untilTomorrowMs(now: Date): number {
  const tomorrow = addDays(shanghaiDate(now), 1);
  return Date.parse(`${tomorrow}T00:00:00+08:00`) - now.getTime();
}
