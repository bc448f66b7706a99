// The coming nights: who is due, how much each department will be asked, and on which nights that cannot fit.

import type { DepartmentDeclaration } from '../../config/departments.ts';
import { isBlackout } from '../../config/recheck.ts';
import { addDays, type CalendarDate } from '../../domain/calendar.ts';
import { groupedBy } from '../../domain/grouped-by.ts';
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
    /** How many of them fit: within each resource's quota, and within the hours of a night. */
    readonly fit: number;
    readonly isTooMuch: boolean;
  }[];
};

export async function planNights(
  from: CalendarDate,
  nights: number,
  { store, recheck, declarations, departments }: RecheckRoom,
): Promise<PlannedNight[]> {
  const load = await store.supports.load(from, addDays(from, nights - 1));
  // What falls on a blackout is due on the first night after it.
  const byNight = groupedBy(load, ({ night }) => {
    let open = night;
    while (isBlackout(recheck, open)) open = addDays(open, 1);
    return open;
  });
  return Array.from({ length: nights }, (_, place) => {
    const night = addDays(from, place);
    const due = byNight.get(night) ?? [];
    return {
      night,
      households: due.reduce((sum, { households }) => sum + households, 0),
      persons: due.reduce((sum, { persons }) => sum + persons, 0),
      isBlackout: isBlackout(recheck, night),
      departments: departments.flatMap((department) => {
        const declaration = declarations.get(department);
        if (!declaration) return [];
        const byResource = lookupsOf(due, declaration);
        const lookups = sumOf(byResource);
        if (lookups === 0) return [];
        const fit = whatFits(byResource, declaration, recheck);
        return [{ department, lookups, fit, isTooMuch: lookups > fit }];
      }),
    };
  });
}

type Due = { readonly scheme: SchemeId; readonly persons: number };

/** Of the resources that a recheck has to ask for when its time has come: those no change feed speaks of. */
function lookupsOf(
  due: readonly Due[],
  { id, changeFeed }: DepartmentDeclaration,
): Map<string, number> {
  const fed = new Set<string>(changeFeed?.resources ?? []);
  const lookups = new Map<string, number>();
  for (const { scheme, persons } of due) {
    for (const { resource } of resourcesOf(scheme)) {
      if (!resource.startsWith(`${id}.`) || fed.has(resource)) continue;
      lookups.set(resource, (lookups.get(resource) ?? 0) + persons);
    }
  }
  return lookups;
}

function whatFits(
  lookups: ReadonlyMap<string, number>,
  { limits, quotaPerDay }: DepartmentDeclaration,
  { schedules, quietFrom, quietUntil }: RecheckRoom['recheck'],
): number {
  const withinQuotas = [...lookups].map(
    ([resource, wanted]) => [resource, Math.min(wanted, quotaPerDay[resource] ?? wanted)] as const,
  );
  // Without quiet hours a night's questions have the whole day.
  const end = quietFrom === quietUntil ? schedules.recheck.at : quietFrom;
  const seconds = (minutesBetween(schedules.recheck.at, end) || MINUTES_A_DAY) * 60;
  const byRate = Math.floor(limits.requestsPerSecond * limits.personsPerRequest * seconds);
  return Math.min(sumOf(new Map(withinQuotas)), byRate);
}

function sumOf(lookups: ReadonlyMap<string, number>): number {
  return [...lookups.values()].reduce((sum, count) => sum + count, 0);
}

const MINUTES_A_DAY = 24 * 60;

function minutesBetween(from: string, until: string): number {
  const minute = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return (minute(until) - minute(from) + MINUTES_A_DAY) % MINUTES_A_DAY;
}
