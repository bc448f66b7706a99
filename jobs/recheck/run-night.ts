// A night of rechecks (定期复核): what departments have recorded is heard, changed standards are applied, and those who
// are due are verified again. Each asks only for what cannot be known to be unchanged.

import { isBlackout } from '../../config/recheck.ts';
import { addDays, type CalendarDate } from '../../domain/calendar.ts';
import { groupedBy } from '../../domain/grouped-by.ts';
import type { ResourceId } from '../../domain/lookup.ts';
import type { RecheckCause } from '../../domain/support.ts';
import type { GatheredHousehold } from '../../store/rechecks/gather.ts';
import type { Support } from '../../store/rechecks/supports.ts';
import { departmentsAsked } from '../departments-asked.ts';
import { tellOfEndingAuthorisations } from './authorisations.ts';
import { carryAnswers } from './carry-answers.ts';
import { type Heard, hearChanges } from './hear-changes.ts';
import { roundOfNewStandards } from './new-standards.ts';
import type { RecheckRoom } from './recheck-room.ts';
import { openRound, startRound } from './rounds.ts';
import { asksAnew } from './is-whole.ts';

export type NightSummary = {
  readonly night: CalendarDate;
  /** `done` before: the night was worked through already. */
  readonly ran: 'yes' | 'done' | 'blackout';
  readonly feeds: readonly Heard[];
  readonly newStandards: number;
  /** Households whose authorisation ends soon, of which the office is told. */
  readonly authorisationsEnding: number;
  /** Households by why they are rechecked; one may count under several causes. */
  readonly because: Partial<Record<RecheckCause, number>>;
  readonly households: number;
  /** Lookups that are asked, and answers that were carried over. */
  readonly asked: number;
  readonly carried: number;
  readonly batches: readonly string[];
};

type DueSupport = { readonly support: Support; readonly because: readonly RecheckCause[] };

const GATHERED_AT_ONCE = 500;

export async function runNight(
  night: CalendarDate,
  room: RecheckRoom,
  signal: AbortSignal,
): Promise<NightSummary> {
  const { store, now } = room;
  const nothing = {
    night,
    feeds: [],
    newStandards: 0,
    authorisationsEnding: 0,
    because: {},
    households: 0,
    asked: 0,
    carried: 0,
    batches: [],
  };
  if (isBlackout(room.recheck, night)) return { ...nothing, ran: 'blackout' };
  const startedAt = now();
  if (!(await store.schedules.beginNight(night, startedAt))) return { ...nothing, ran: 'done' };
  await finishInterrupted(room);

  const newStandards = await roundOfNewStandards(night, room);
  const authorisationsEnding = await tellOfEndingAuthorisations(night, room);
  const feeds = await hearChanges(night, room, signal);
  const due = await whoIsDue(night, startedAt, newStandards.underWay, room);
  const feedOf = feedsByResource(feeds, room);
  const batches: string[] = [];
  let [asked, carried, households] = [0, 0, 0];
  for (const [scheme, own] of groupedBy(due, ({ support }) => support.scheme)) {
    const batchId = await openRound('recheck', scheme, night, room);
    for (let start = 0; start < own.length; start += GATHERED_AT_ONCE) {
      const page = own.slice(start, start + GATHERED_AT_ONCE);
      const gathered = await gather(page, night, feedOf, room);
      const terms = { cause: 'recheck', verifyOn: night, night } as const;
      households += await store.gathering.add(batchId, gathered.households, terms);
      asked += gathered.asked;
      carried += gathered.carried;
    }
    await startRound(batchId, departmentsAsked(scheme, room.departments), room);
    batches.push(batchId);
  }
  const summary = {
    night,
    ran: 'yes',
    feeds,
    newStandards: newStandards.households,
    authorisationsEnding,
    because: causesOf(due),
    households,
    asked,
    carried,
    batches,
  } as const;
  await store.schedules.endNight(night, summary, now());
  return summary;
}

/** Rounds that were still being filled when their process died go on with what they hold. */
async function finishInterrupted(room: RecheckRoom): Promise<void> {
  for (const { id, scheme, kind } of await room.store.batches.roundsBeingFilled()) {
    const departments = kind === 'standards' ? [] : departmentsAsked(scheme, room.departments);
    await startRound(id, departments, room);
  }
}

async function whoIsDue(
  night: CalendarDate,
  startedAt: Date,
  touched: readonly Support[],
  { store, recheck }: RecheckRoom,
): Promise<DueSupport[]> {
  const stale = addDays(night, -recheck.staleAfterDays);
  const [due, heard, drawn] = [
    await store.supportsTonight.due(night, stale),
    await store.supportsTonight.withHeardChanges(stale, startedAt),
    await store.supportsTonight.drawnAtRandom(night, recheck.randomPermille),
  ];
  const causes = new Map<number, { support: Support; because: RecheckCause[] }>();
  const add = (support: Support, cause: RecheckCause) => {
    const known = causes.get(support.id);
    if (known) known.because.push(cause);
    else causes.set(support.id, { support, because: [cause] });
  };
  for (const support of due) {
    add(support, support.openedOn === null ? support.dueBecause : 'unanswered');
  }
  for (const support of touched) add(support, 'standards');
  for (const support of heard) add(support, 'change-heard');
  for (const support of drawn) add(support, 'random');
  return [...causes.values()];
}

function causesOf(due: readonly DueSupport[]): NightSummary['because'] {
  const counted: Partial<Record<RecheckCause, number>> = {};
  for (const cause of due.flatMap(({ because }) => because)) {
    counted[cause] = (counted[cause] ?? 0) + 1;
  }
  return counted;
}

type Feeds = ReadonlyMap<ResourceId, { readonly asOf: CalendarDate }>;

function feedsByResource(feeds: readonly Heard[], { declarations }: RecheckRoom): Feeds {
  return new Map(
    feeds.flatMap(({ department, asOf }) =>
      asOf === null
        ? []
        : (declarations.get(department)?.changeFeed?.resources ?? []).map(
            (resource) => [resource as ResourceId, { asOf }] as const,
          ),
    ),
  );
}

async function gather(
  due: readonly DueSupport[],
  night: CalendarDate,
  feeds: Feeds,
  { store, declarations }: RecheckRoom,
): Promise<{ households: GatheredHousehold[]; asked: number; carried: number }> {
  const ids = due.map(({ support }) => support.householdId);
  const [answers, hearings, known, verifiedOn] = [
    await store.answers.ofVerifications(ids.map((householdId) => ({ householdId }))),
    await store.changeFeeds.hearings(due.map(({ support }) => support.id)),
    await store.gathering.verifications(ids),
    await store.gathering.verifyOn(ids),
  ];
  const validDays = new Map(
    [...declarations.values()].flatMap((one) =>
      Object.entries(one.validDays).map(
        ([resource, days]) => [resource as ResourceId, days] as const,
      ),
    ),
  );
  const answersOf = groupedBy(answers, ({ householdId }) => householdId);
  let [asked, carriedCount] = [0, 0];
  const households = due.flatMap(({ support, because }): GatheredHousehold[] => {
    const { householdId } = support;
    const verification = known.get(householdId);
    if (verification === undefined) return [];
    const own = answersOf.get(householdId) ?? [];
    const carried = carryAnswers(own, {
      night,
      verifiedOn: verifiedOn.get(householdId) ?? support.verifiedOn,
      isDue: asksAnew(because),
      openedOn: support.openedOn,
      feeds,
      hearing: hearings.get(support.id) ?? { unsettled: [], since: new Map() },
      validDays,
    });
    const kept = carried.reduce((sum, { lookups }) => sum + lookups.length, 0);
    const all = own.reduce((sum, { lookups }) => sum + lookups.length, 0);
    carriedCount += kept;
    asked += all - kept;
    return [{ householdId, verification, carried, because }];
  });
  return { households, asked, carried: carriedCount };
}
