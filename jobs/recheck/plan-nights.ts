// The coming nights: who is due, how much each department will be asked, and on which nights that cannot fit.

import type { DepartmentDeclaration } from '../../config/departments.ts';
import { isBlackout } from '../../config/recheck.ts';
import { addDays, type CalendarDate } from '../../domain/calendar.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { SchemeId } from '../../domain/scheme.ts';
import { resourcesOf } from '../../matchers/schemes/scheme-list.ts';
import type { RecheckRoom } from './recheck-room.ts';

export type PlannedNight = {
  readonly night: CalendarDate;
  readonly households: number;
  readonly persons: number;
  readonly isBlackout: boolean;
  readonly departments: readonly {
    readonly department: DepartmentId;
    /** Lookups at most: what still holds is not asked. */
    readonly lookups: number;
    /** Lookups that fit; null: no quota, and time enough. */
    readonly fit: number | null;
    readonly isTooMuch: boolean;
  }[];
};

export async function planNights(
  from: CalendarDate,
  nights: number,
  { store, recheck, declarations, departments }: RecheckRoom,
): Promise<PlannedNight[]> {
  const load = await store.supports.load(from, addDays(from, nights - 1));
  const isMore = new Map<CalendarDate, typeof load>();
  // What falls on a blackout is due on the first night after it.
  for (const due of load) {
    let night = due.night;
    while (isBlackout(recheck, night)) night = addDays(night, 1);
    isMore.set(night, [...(isMore.get(night) ?? []), due]);
  }
  return Array.from({ length: nights }, (_, place) => {
    const night = addDays(from, place);
    const due = isMore.get(night) ?? [];
    return {
      night,
      households: due.reduce((sum, { households }) => sum + households, 0),
      persons: due.reduce((sum, { persons }) => sum + persons, 0),
      isBlackout: isBlackout(recheck, night),
      departments: departments.flatMap((department) => {
        const declaration = declarations.get(department);
        if (!declaration) return [];
        const lookups = due.reduce(
          (sum, { scheme, persons }) => sum + persons * askedPerPerson(scheme, declaration),
          0,
        );
        if (lookups === 0) return [];
        const fit = whatFits(declaration, recheck);
        return [{ department, lookups, fit, isTooMuch: fit !== null && lookups > fit }];
      }),
    };
  });
}

/** Resources that a recheck has to ask for when its time has come: those no change feed speaks of. */
function askedPerPerson(scheme: SchemeId, { id, changeFeed }: DepartmentDeclaration): number {
  const fed = new Set<string>(changeFeed?.resources ?? []);
  return resourcesOf(scheme).filter(
    ({ resource }) => resource.startsWith(`${id}.`) && !fed.has(resource),
  ).length;
}

/** By the department's quota, and by its rate within the hours of a night. */
function whatFits(
  { limits, quotaPerDay }: DepartmentDeclaration,
  recheck: RecheckRoom['recheck'],
): number | null {
  const quotas = Object.values(quotaPerDay);
  const byQuota = quotas.length === 0 ? null : quotas.reduce((sum, quota) => sum + quota, 0);
  const seconds = minutesBetween(recheck.schedules.recheck.at, recheck.quietFrom) * 60;
  const byRate = Math.floor(limits.requestsPerSecond * limits.personsPerRequest * seconds);
  return byQuota === null ? byRate : Math.min(byQuota, byRate);
}

function minutesBetween(from: string, until: string): number {
  const minute = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return (minute(until) - minute(from) + 24 * 60) % (24 * 60);
}
