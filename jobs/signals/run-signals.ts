// A night's look for risk signals: what is new is read, what several families share is grouped in the database, and what
// people decide is compared. Everything that rises does so once, however often this runs and wherever it was killed.

import { signalTermsOn } from '../../config/signals.ts';
import {
  addDays,
  addMonths,
  type CalendarDate,
  type Month,
  monthOf,
} from '../../domain/calendar.ts';
import type { SharedKind, SignalKind } from '../../domain/signal.ts';
import { crowdedRegister } from '../../matchers/signals/crowded-register.ts';
import { dismissalRates, type Tally } from '../../matchers/signals/dismissal-rate.ts';
import { repeatedAddress } from '../../matchers/signals/repeated-address.ts';
import type { SharedDraft } from '../../matchers/signals/shared.ts';
import { sharedAccount } from '../../matchers/signals/shared-account.ts';
import type { MonthTally } from '../../store/signals/evidence.ts';
import type { TieKind, TieOfHousehold } from '../../store/signals/ties.ts';
import { groupedBy } from '../../domain/grouped-by.ts';
import { readHouseholds } from './read-households.ts';
import type { SignalDay, SignalRoom } from './signal-room.ts';

export type SignalSummary = {
  readonly on: CalendarDate;
  /** `no-terms`: none are in force yet. `running`: another process is at it. */
  readonly ran: 'yes' | 'no-terms' | 'running';
  /** Households whose report was new. */
  readonly read: number;
  readonly raised: Readonly<Record<SignalKind, number>>;
  /** Addresses that enough families share and that are known to be harmless: homes, collective registers. */
  readonly knownPlaces: number;
};

const NOTHING: Readonly<Record<SignalKind, number>> = {
  'shared-account': 0,
  'crowded-register': 0,
  'repeated-address': 0,
  'rising-income': 0,
  'dismissal-rate': 0,
};

type SharedRule = {
  readonly kind: SharedKind;
  readonly tie: TieKind;
  families(day: SignalDay): number;
  judge(
    households: readonly TieOfHousehold[],
    raised: ReadonlySet<string> | null,
    day: SignalDay,
  ): SharedDraft | null;
};

const SHARED: readonly SharedRule[] = [
  {
    kind: 'shared-account',
    tie: 'payment-account',
    families: ({ terms }) => terms.sharedAccount.families,
    judge: (households, raised, { terms }) =>
      sharedAccount(households, raised, { ...terms, ...terms.sharedAccount }),
  },
  {
    kind: 'crowded-register',
    tie: 'registered-address',
    families: ({ terms }) => terms.crowdedRegister.families,
    judge: (households, raised, { terms }) =>
      crowdedRegister(households, raised, { ...terms, ...terms.crowdedRegister }),
  },
  {
    kind: 'repeated-address',
    tie: 'stated-address',
    families: ({ terms }) => terms.repeatedAddress.families,
    judge: (households, raised, { terms }) =>
      repeatedAddress(households, raised, { ...terms, ...terms.repeatedAddress }),
  },
];
const DIGESTS_AT_ONCE = 200;

export async function runSignals(
  on: CalendarDate,
  room: SignalRoom,
  signal: AbortSignal,
): Promise<SignalSummary> {
  const terms = signalTermsOn(room.signals, on);
  const nothing = { on, read: 0, raised: NOTHING, knownPlaces: 0 };
  if (terms === null) return { ...nothing, ran: 'no-terms' };
  const day = { ...room, terms };
  const summary = await room.store.signals.whileRunning(async () => {
    const { households, raised: rising } = await readHouseholds(on, day, signal);
    const raised: Record<SignalKind, number> = { ...NOTHING, 'rising-income': rising };
    let known = 0;
    for (const rule of SHARED) {
      signal.throwIfAborted();
      const outcome = await raiseShared(on, rule, day);
      raised[rule.kind] = outcome.raised;
      known += outcome.knownPlaces;
    }
    raised['dismissal-rate'] = await raiseDismissals(on, day);
    await room.store.signals.forgetStaffBefore(addDays(on, -terms.dismissalRate.keepDays));
    return { on, ran: 'yes', read: households, raised, knownPlaces: known } as const;
  });
  return summary ?? { ...nothing, ran: 'running' };
}

async function raiseShared(
  on: CalendarDate,
  rule: SharedRule,
  day: SignalDay,
): Promise<{ raised: number; knownPlaces: number }> {
  const { store, terms } = day;
  const since = addDays(on, -terms.withinDays);
  const common = await store.ties.common(rule.tie, since, rule.families(day));
  const wanted = common.flatMap(({ digest, isKnownPlace }) => (isKnownPlace ? [] : [digest]));
  let raised = 0;
  for (let start = 0; start < wanted.length; start += DIGESTS_AT_ONCE) {
    const digests = wanted.slice(start, start + DIGESTS_AT_ONCE);
    const ties = await store.ties.households(rule.tie, digests, since);
    const before = await store.signals.newest(rule.kind, digests);
    for (const [digest, own] of groupedBy(ties, (tie) => tie.digest)) {
      const last = before.get(digest) ?? null;
      const draft = rule.judge(own, last?.applicants ?? null, day);
      if (draft === null) continue;
      const { facts, households } = draft;
      const follows = last?.id ?? null;
      const given = { subject: digest, facts, account: null, region: null, households, follows };
      if ((await store.signals.raise(given, on, day.now())) !== null) raised += 1;
    }
  }
  return { raised, knownPlaces: common.length - wanted.length };
}

/** Of whole months that are over, so that a month is looked at once. */
async function raiseDismissals(
  on: CalendarDate,
  { store, terms, now }: SignalDay,
): Promise<number> {
  const rule = terms.dismissalRate;
  const until = addMonths(monthOf(on), -1);
  const first = addMonths(until, 1 - rule.months);
  const decided = await store.signalEvidence.decisions(first, until);
  const regionOf = new Map(decided.map(({ account, region }) => [account, region]));
  const subjectOf = new Map(
    [...regionOf.keys()].map((account) => [account, store.signals.subjectOfAccount(account)]),
  );
  const before = await store.signals.newest('dismissal-rate', [...subjectOf.values()]);
  const lastOf = (account: string) => before.get(subjectOf.get(account) ?? '') ?? null;
  // What a signal was raised for is held neither against the one nor, as unusual, beside the others again.
  const from = (account: string): Month => {
    const facts = lastOf(account)?.facts;
    const next = facts?.kind === 'dismissal-rate' ? addMonths(facts.until, 1) : first;
    return next > first ? next : first;
  };
  const tallies = addedUp(decided.filter(({ account, month }) => month >= from(account)));
  let raised = 0;
  for (const facts of dismissalRates(tallies, from, until, rule)) {
    const { account } = facts;
    const subject = subjectOf.get(account) ?? '';
    const region = regionOf.get(account) ?? null;
    const follows = lastOf(account)?.id ?? null;
    const given = { subject, facts, account, region, households: [], follows };
    if ((await store.signals.raise(given, on, now())) !== null) raised += 1;
  }
  return raised;
}

function addedUp(tallies: readonly MonthTally[]): Tally[] {
  const groups = groupedBy(tallies, ({ account, kind }) => `${account} ${kind}`);
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const sum = (of: 'decided' | 'dismissed') => own.reduce((all, one) => all + one[of], 0);
    return [{ ...first, decided: sum('decided'), dismissed: sum('dismissed') }];
  });
}
