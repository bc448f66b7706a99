// When households are next due, after a recheck: by their class, sooner while findings are open, on the night of their
// interval that has least to do. A recheck that only looked at what had changed brings none of that later: the other
// departments' answers are as old as they were.

import { type RecheckSettings, intervalDays, isBlackout } from '../../config/recheck.ts';
import { addDays, type CalendarDate } from '../../domain/calendar.ts';
import type { Conclusion } from '../../domain/report.ts';
import type { DueBecause } from '../../domain/support.ts';
import type { Store } from '../../store/store.ts';
import type { Rechecked } from './is-whole.ts';
import { leastLoaded, type Load, whileAuthorised, windowOf } from './spread.ts';

export type Rescheduled = {
  readonly supportId: number;
  readonly verifiedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly dueBecause: DueBecause;
};

type Room = { readonly store: Pick<Store, 'supports'>; readonly recheck: RecheckSettings };

export async function nextDue(
  settled: readonly {
    readonly support: Rechecked;
    readonly draft: { readonly content: { readonly conclusion: Conclusion } };
  }[],
  verifiedOn: CalendarDate,
  room: Room,
): Promise<Rescheduled[]> {
  if (settled.length === 0) return [];
  const load = await readLoad(verifiedOn, room);
  return settled.map(({ support, draft }) => {
    const { scheme, region, class: own, persons, id, authorisedUntil, isWhole } = support;
    const isOpen = draft.content.conclusion === 'doubts' || draft.content.conclusion === 'exceeds';
    const byClass = intervalDays(room.recheck, scheme, region, own);
    const sooner =
      isOpen && room.recheck.findingsShorten
        ? Math.min(byClass, intervalDays(room.recheck, scheme, region, 'C'))
        : byClass;
    const { earliest, latest } = whileAuthorised(
      windowOf(verifiedOn, sooner, room.recheck),
      authorisedUntil,
    );
    if (!isWhole && (sooner === byClass || support.dueOn <= latest)) {
      const { dueOn, dueBecause } = support;
      return { supportId: id, verifiedOn: support.verifiedOn, dueOn, dueBecause };
    }
    return {
      supportId: id,
      verifiedOn: isWhole ? verifiedOn : support.verifiedOn,
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
