// Departments' change feeds, read to the end of yesterday: of whom something was recorded. Whoever is not watched, and
// what is not asked about them, is forgotten as the page is turned.

import { openPace } from '../../connectors/resilience/pace.ts';
import { openQuestionGate } from '../../connectors/resilience/question-gate.ts';
import { pseudonymOf } from '../../connectors/change-feed.ts';
import { addDays, type CalendarDate } from '../../domain/calendar.ts';
import { groupedBy } from '../../domain/grouped-by.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import { SCHEMES } from '../../domain/scheme.ts';
import { resourcesOf } from '../../matchers/schemes/scheme-list.ts';
import type { AskedAbout, FeedState, Watched } from '../../store/rechecks/change-feeds.ts';
import type { RecheckRoom } from './recheck-room.ts';

export type Heard = {
  readonly department: DepartmentId;
  readonly heard: number;
  /** Every change up to this day is known; null: the feed could not be read from its beginning. */
  readonly asOf: CalendarDate | null;
  /** Why it could not be read to its end, as a fault's kind. */
  readonly fault: string | null;
};

type Feed = FeedState & { readonly key: string };

const WATCHED_AT_ONCE = 2_000;
const ASKED_ABOUT: readonly AskedAbout[] = SCHEMES.flatMap((scheme) =>
  resourcesOf(scheme).flatMap(({ resource, askedFor }) =>
    askedFor.map((role) => ({ scheme, role, resource })),
  ),
);

export async function hearChanges(
  night: CalendarDate,
  room: RecheckRoom,
  signal: AbortSignal,
): Promise<Heard[]> {
  const states = await room.store.changeFeeds.states();
  const feeds = [...room.declarations.values()].flatMap(({ id, changeFeed }): Feed[] =>
    changeFeed && room.connectors.get(id)?.changes
      ? [
          {
            key: changeFeed.key,
            ...(states.get(id) ?? { department: id, cursor: null, asOf: null }),
          },
        ]
      : [],
  );
  // A department whose feed is new, or is to begin anew, knows nobody yet.
  const isNew = feeds.some(({ department }) => !states.has(department));
  await watch(isNew ? 'everybody' : 'newcomers', feeds, room);
  const heard: Heard[] = [];
  for (const feed of feeds) heard.push(await readFeed(feed, addDays(night, -1), room, signal));
  return heard;
}

/** Changes about a person count from the day on which the household was verified. */
async function watch(
  among: 'everybody' | 'newcomers',
  feeds: readonly Feed[],
  { store }: RecheckRoom,
): Promise<void> {
  for (let afterId = 0; ; ) {
    const page = await store.supportsTonight.toWatch(among, afterId, WATCHED_AT_ONCE);
    if (page.length === 0) break;
    afterId = page.at(-1)?.id ?? afterId;
    // Households whose key was erased, and persons without a number, are never watched.
    const households = await store.gathering.households(page.map((one) => one.householdId));
    const householdOf = new Map(households.map(({ id, household }) => [id, household]));
    for (const { department, key, asOf } of feeds) {
      // What was recorded up to where the feed was read is not heard any more.
      const heardFrom = (verifiedOn: CalendarDate) =>
        asOf === null || asOf < verifiedOn ? verifiedOn : addDays(asOf, 1);
      const bySince = groupedBy(page, ({ verifiedOn }) => heardFrom(verifiedOn));
      for (const [since, own] of bySince) {
        const watched = own.flatMap(({ id: supportId, householdId }) =>
          (householdOf.get(householdId)?.persons ?? []).flatMap(({ no, idNumber }): Watched[] =>
            idNumber === null
              ? []
              : [{ supportId, personNo: no, pseudonym: pseudonymOf(idNumber, key) }],
          ),
        );
        await store.changeFeeds.watch(department, watched, since);
      }
    }
    await store.supportsTonight.noteWatched(page.map(({ id }) => id));
  }
  await store.changeFeeds.begin(feeds.map(({ department }) => department));
}

async function readFeed(
  from: FeedState,
  until: CalendarDate,
  { store, connectors, declarations, now, log }: RecheckRoom,
  signal: AbortSignal,
): Promise<Heard> {
  const { department } = from;
  const read = connectors.get(department)?.changes;
  const declaration = declarations.get(department);
  let state = from;
  let heard = 0;
  let fault: string | null = null;
  if (!read || !declaration) return { department, heard, asOf: state.asOf, fault: 'no-feed' };
  const pace = openPace(declaration, store.limits);
  const gate = openQuestionGate(declaration, store, pace, () => undefined);
  try {
    for (let isMore = true; isMore; ) {
      const page = await read({ cursor: state.cursor, until }, { gate, signal });
      if (!page.ok) {
        fault = page.fault;
        break;
      }
      // Between pages not even the first day may be whole.
      const asOf = page.isMore ? state.asOf : page.asOf;
      state = { department, cursor: page.cursor, asOf };
      heard += (await store.changeFeeds.hear(state, page.changes, ASKED_ABOUT, now())).heard;
      ({ isMore } = page);
    }
  } finally {
    await gate.end();
  }
  if (fault !== null) log.warn({ department, kind: fault }, 'change feed not read to its end');
  return { department, heard, asOf: state.asOf, fault };
}
