// The night on which a household is next due: within its interval, on the night that has least to do so far, so that
// departments' quotas are used evenly. Pure.

import type { RecheckSettings } from '../../config/recheck.ts';
import { addDays, type CalendarDate } from '../../domain/calendar.ts';

export type Load = Map<CalendarDate, number>;

export type Spread = Pick<RecheckSettings, 'spreadPermille' | 'reservePermille'>;

export type Window = { readonly earliest: CalendarDate; readonly latest: CalendarDate };

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

/**
 * The window of an interval in which a recheck may fall, and never before the day after `from`. Behind it lies a reserve:
 * a department that is down on the night is asked again until it answers, and the recheck is over in time all the same.
 */
export function windowOf(
  from: CalendarDate,
  days: number,
  { spreadPermille, reservePermille }: Spread,
): Window {
  const before = (permille: number) =>
    addDays(from, Math.max(1, days - Math.floor((days * permille) / 1_000)));
  return {
    earliest: before(Math.max(spreadPermille, reservePermille)),
    latest: before(reservePermille),
  };
}

/** Where the authorisation ends within the window, the recheck falls before: afterwards nobody may be asked. */
export function whileAuthorised(window: Window, authorisedUntil: CalendarDate | null): Window {
  const { earliest, latest } = window;
  const endsWithin =
    authorisedUntil !== null && earliest <= authorisedUntil && authorisedUntil < latest;
  return endsWithin ? { earliest, latest: authorisedUntil } : window;
}
