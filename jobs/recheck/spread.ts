// The night on which a household is next due: within its interval, on the night that has least to do so far, so that
// departments' quotas are used evenly. Pure.

import { addDays, type CalendarDate } from '../../domain/calendar.ts';

export type Load = Map<CalendarDate, number>;

/**
 * @param load persons already due on each night; the household is added to it
 * @returns the night that is least loaded, the latest of several, between `earliest` and `latest`
 */
export function leastLoaded(
  earliest: CalendarDate,
  latest: CalendarDate,
  persons: number,
  load: Load,
  isBlackout: (night: CalendarDate) => boolean,
): CalendarDate {
  let best: CalendarDate | null = null;
  for (let night = latest; night >= earliest; night = addDays(night, -1)) {
    if (isBlackout(night)) continue;
    if (best === null || (load.get(night) ?? 0) < (load.get(best) ?? 0)) best = night;
  }
  // Nothing but blackouts: the deadline is kept, and the night after it is what remains.
  const chosen = best ?? latest;
  load.set(chosen, (load.get(chosen) ?? 0) + persons);
  return chosen;
}

/** The window of an interval in which a recheck may fall, and never before the day after `from`. */
export function windowOf(
  from: CalendarDate,
  days: number,
  spreadPermille: number,
): { readonly earliest: CalendarDate; readonly latest: CalendarDate } {
  const early = Math.floor((days * spreadPermille) / 1_000);
  return { earliest: addDays(from, Math.max(1, days - early)), latest: addDays(from, days) };
}
