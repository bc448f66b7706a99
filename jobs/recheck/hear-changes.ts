// Departments' change feeds, read to the end of yesterday: of whom something was recorded. Whoever is not watched is
// forgotten as the page is turned.

import { openQuestionGate } from '../../connectors/resilience/question-gate.ts';
import { pseudonymOf } from '../../connectors/change-feed.ts';
import { addDays, type CalendarDate } from '../../domain/calendar.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { FeedState, Watched } from '../../store/rechecks/change-feeds.ts';
import type { RecheckRoom } from './recheck-room.ts';

export type Heard = {
  readonly department: DepartmentId;
  readonly heard: number;
  /** Every change up to this day is known; null: the feed could not be read from its beginning. */
  readonly asOf: CalendarDate | null;
  /** Why it could not be read to its end, as a fault's kind. */
  readonly fault: string | null;
};

const WATCHED_AT_ONCE = 2_000;

export async function hearChanges(
  night: CalendarDate,
  room: RecheckRoom,
  signal: AbortSignal,
): Promise<Heard[]> {
  const states = await room.store.changeFeeds.states();
  const heard: Heard[] = [];
  for (const { id, changeFeed } of room.declarations.values()) {
    if (!changeFeed || !room.connectors.get(id)?.changes) continue;
    const state = states.get(id) ?? { department: id, cursor: null, asOf: null };
    await watchEverybody(state, changeFeed.key, room);
    heard.push(await readFeed(state, addDays(night, -1), room, signal));
  }
  return heard;
}

/** Persons who came since the last night: changes about them count from the day on which they were verified. */
async function watchEverybody(
  { department, asOf }: FeedState,
  key: string,
  { store }: RecheckRoom,
): Promise<void> {
  for (;;) {
    const fresh = await store.supports.unwatched(department, WATCHED_AT_ONCE);
    if (fresh.length === 0) return;
    const households = await store.gathering.households(
      fresh.map(({ householdId }) => householdId),
    );
    const supportOf = new Map(fresh.map((one) => [one.householdId, one]));
    const bySince = new Map<CalendarDate, Watched[]>();
    for (const { id, household } of households) {
      const support = supportOf.get(id);
      if (!support) continue;
      // What was recorded up to where the feed was read is not heard any more.
      const heardFrom = asOf === null ? support.verifiedOn : addDays(asOf, 1);
      const since = heardFrom > support.verifiedOn ? heardFrom : support.verifiedOn;
      const watched = household.persons.flatMap(({ no, idNumber }): Watched[] =>
        idNumber === null
          ? []
          : [{ supportId: support.supportId, personNo: no, pseudonym: pseudonymOf(idNumber, key) }],
      );
      bySince.set(since, [...(bySince.get(since) ?? []), ...watched]);
    }
    for (const [since, watched] of bySince) {
      await store.changeFeeds.watch(department, watched, since);
    }
    // Households whose key was erased, or in which nobody has a number, are never watched.
    if (households.length < fresh.length || fresh.length < WATCHED_AT_ONCE) return;
  }
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
  const { requestsPerSecond: perSecond, burst } = declaration.limits;
  const admit = (requests: number) =>
    store.limits.admit(department, requests, { perSecond, burst });
  const gate = openQuestionGate(declaration, store, admit, () => undefined);
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
      heard += (await store.changeFeeds.hear(state, page.changes, now())).heard;
      ({ isMore } = page);
    }
  } finally {
    await gate.end();
  }
  if (fault !== null) log.warn({ department, kind: fault }, 'change feed not read to its end');
  return { department, heard, asOf: state.asOf, fault };
}
