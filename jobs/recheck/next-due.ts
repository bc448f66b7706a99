// When households are next due, after a recheck: by their class, sooner while findings are open, on the night of their
// interval that has least to do.

import { type RecheckSettings, intervalDays, isBlackout } from '../../config/recheck.ts';
import { addDays, type CalendarDate } from '../../domain/calendar.ts';
import type { Conclusion } from '../../domain/report.ts';
import type { DueBecause } from '../../domain/support.ts';
import type { Store } from '../../store/store.ts';
import type { Support } from '../../store/rechecks/supports.ts';
import { leastLoaded, type Load, windowOf } from './spread.ts';

export type Rescheduled = {
  readonly supportId: number;
  readonly verifiedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly dueBecause: DueBecause;
};

type Room = { readonly store: Pick<Store, 'supports'>; readonly recheck: RecheckSettings };

export async function nextDue(
  settled: readonly {
    readonly support: Support;
    readonly draft: { readonly content: { readonly conclusion: Conclusion } };
  }[],
  verifiedOn: CalendarDate,
  room: Room,
): Promise<Rescheduled[]> {
  if (settled.length === 0) return [];
  const load = await readLoad(verifiedOn, room);
  return settled.map(({ support, draft }) => {
    const { scheme, region, class: own, persons, id } = support;
    const isOpen = draft.content.conclusion === 'doubts' || draft.content.conclusion === 'exceeds';
    const byClass = intervalDays(room.recheck, scheme, region, own);
    const sooner =
      isOpen && room.recheck.findingsShorten
        ? Math.min(byClass, intervalDays(room.recheck, scheme, region, 'C'))
        : byClass;
    const { earliest, latest } = windowOf(verifiedOn, sooner, room.recheck.spreadPermille);
    return {
      supportId: id,
      verifiedOn,
      dueOn: leastLoaded(earliest, latest, persons, load, (night) =>
        isBlackout(room.recheck, night),
      ),
      dueBecause: sooner < byClass ? ('findings' as const) : ('class' as const),
    };
  });
}

/** Longer than any interval. */
const LONGEST_DAYS = 3_660;

export async function readLoad(from: CalendarDate, { store }: Room): Promise<Load> {
  const load: Load = new Map();
  for (const { night, persons } of await store.supports.load(from, addDays(from, LONGEST_DAYS))) {
    load.set(night, (load.get(night) ?? 0) + persons);
  }
  return load;
}
