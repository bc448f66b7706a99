// What comes of rechecking a chunk. Something changed: a new report takes the place of the one before, and says what is
// different. Nothing did, and everybody answered: the report before holds for longer. Somebody is still silent and
// nothing else changed: the household waits, since silence is no change.

import { addDays, type CalendarDate, shanghaiDate } from '../../domain/calendar.ts';
import { answerOfText, type Said } from '../../domain/answer-text.ts';
import { countyOf } from '../../domain/region.ts';
import { compareAnswers } from '../../matchers/changes/compare.ts';
import { intervalDays } from '../../config/recheck.ts';
import type { Batch } from '../../store/batches.ts';
import type { Recheck, Renewal } from '../../store/rechecks/settlements.ts';
import type { Support } from '../../store/rechecks/supports.ts';
import { DONE, type Done, type VerifyJob } from '../queues.ts';
import {
  askAgainLater,
  byHousehold,
  judgeChunk,
  LOOK_AGAIN_MS,
  numberAndSeal,
  type Unnumbered,
} from '../verify/verify-chunk.ts';
import { nextDue } from './next-due.ts';
import { type Outcome, tellObjections, tellOfLapsedAuthorisations } from './tell-outcomes.ts';
import type { RecheckRoom } from './recheck-room.ts';
import { type Before, changeReport, type Judged, whatBecomesOf } from './what-becomes.ts';

export async function settleRechecks(
  job: VerifyJob,
  batch: Batch,
  room: RecheckRoom,
): Promise<Done> {
  const { store } = room;
  const kind = batch.kind === 'objection' ? 'objection' : 'recheck';
  const households = await store.households.readChunk(job.chunk);
  const ids = households.map(({ id }) => id);
  const [{ drafts, silent }, answers, supports, open] = await Promise.all([
    judgeChunk(job.chunk, batch, room),
    store.answers.readTexts(job.chunk),
    store.supports.ofHouseholds(ids),
    store.rechecks.open(
      households.map(({ id, verification }) => ({ householdId: id, verification })),
    ),
  ]);
  const draftOf = new Map(drafts.map((draft) => [draft.householdId, draft]));
  const interrupted = await sealedAndNotTold(open, draftOf, room);
  const judged: (Judged & { readonly number: string | null })[] = [
    ...drafts.map((draft) => ({ ...draft, number: null })),
    ...interrupted,
  ];
  const before = await reportsBefore(judged, room);
  const answersOf = byHousehold(answers);
  const householdOf = new Map(households.map((one) => [one.id, one]));
  const openOf = new Map(open.map((one) => [one.householdId, one]));

  const outcomes = judged.flatMap(({ number, ...draft }): Outcome[] => {
    const household = householdOf.get(draft.householdId);
    const earlier = before.get(draft.householdId);
    if (!household || !earlier) return [];
    const own = (answersOf.get(household.id) ?? []).map(({ text, department }) =>
      answerOfText(text, department),
    );
    const now: Said = {
      lookups: own.flatMap(({ lookups }) => lookups),
      evidence: own.flatMap(({ evidence }) => evidence),
    };
    const changes = compareAnswers(household.household, earlier.said, now, {
      materiality: room.recheck.material,
      own: { scheme: batch.scheme, county: countyOf(household.household.region) },
      lastMonth: {
        before: earlier.content.incomeWindow.until,
        after: draft.content.incomeWindow.until,
      },
    });
    const become =
      number === null
        ? whatBecomesOf(draft, earlier, changes, openOf.has(household.id), now.lookups, kind)
        : 'new-report';
    return [{ household, draft, number, before: earlier, lookups: now.lookups, changes, become }];
  });

  const changed = outcomes.filter(({ become }) => become === 'new-report');
  const numberOf = await seal(
    job,
    changed.flatMap(({ household, number }) =>
      number === null ? (draftOf.get(household.id) ?? []) : [],
    ),
    batch,
    supports,
    room,
  );
  if (numberOf === null) return { again: true, afterMs: LOOK_AGAIN_MS };
  await tellOfChanges(changed, numberOf, supports, room);
  await tellOfLapsedAuthorisations(outcomes, supports, room);
  await renew(
    outcomes.filter(({ become }) => become === 'renewal'),
    batch,
    supports,
    room,
  );
  if (kind === 'objection') await tellObjections(outcomes, numberOf, room);
  await tellSupports(outcomes, supports, batch, room);
  await askAgainLater(job.chunk, silent, room);
  return DONE;
}

/** Killed between sealing and telling: the report is there, what it means for the recheck is not. */
async function sealedAndNotTold(
  open: readonly Recheck[],
  drafts: ReadonlyMap<number, Unnumbered>,
  { store }: RecheckRoom,
): Promise<(Judged & { readonly number: string })[]> {
  const verificationOf = new Map(
    open
      .filter(({ householdId }) => !drafts.has(householdId))
      .map((one) => [one.householdId, one.verification]),
  );
  const sealed = await store.reportsInFull.latest([...verificationOf.keys()]);
  return [...sealed].flatMap(([householdId, { number, version, verification, report }]) =>
    verification === verificationOf.get(householdId)
      ? [
          {
            householdId,
            verification,
            version,
            number,
            content: report.content,
            validUntil: report.validUntil,
          },
        ]
      : [],
  );
}

async function reportsBefore(
  drafts: readonly Judged[],
  { store }: RecheckRoom,
): Promise<Map<number, Before>> {
  const latest = await store.reportsInFull.latestBefore(
    drafts.map(({ householdId, verification }) => ({ householdId, verification })),
  );
  const answers = await store.answers.ofVerifications(
    [...latest].map(([householdId, { verification }]) => ({ householdId, verification })),
  );
  const before = new Map<number, Before>();
  for (const [householdId, { number, verification, report }] of latest) {
    const own = answers.filter((answer) => answer.householdId === householdId);
    before.set(householdId, {
      number,
      verification,
      content: report.content,
      said: {
        lookups: own.flatMap(({ lookups }) => lookups),
        evidence: own.flatMap(({ evidence }) => evidence),
      },
    });
  }
  return before;
}

/** @returns numbers by household; null when another worker was quicker */
async function seal(
  job: VerifyJob,
  drafts: readonly Unnumbered[],
  batch: Batch,
  supports: ReadonlyMap<number, Support>,
  room: RecheckRoom,
): Promise<ReadonlyMap<number, string> | null> {
  const held = drafts.map((draft) => ({
    ...draft,
    validUntil: heldUntil(draft.validUntil, supports.get(draft.householdId), batch, room),
  }));
  const sealed = await numberAndSeal(held, batch, room);
  const kept = await room.store.reports.seal(job.chunk, sealed);
  if (kept < sealed.length) return null;
  return new Map(sealed.map(({ householdId, report }) => [householdId, report.number]));
}

async function tellOfChanges(
  outcomes: readonly Outcome[],
  numberOf: ReadonlyMap<number, string>,
  supports: ReadonlyMap<number, Support>,
  { store, now }: RecheckRoom,
): Promise<void> {
  // Alerts first: a recheck that is settled is not looked at again, and raising twice raises once.
  await store.alerts.raise(
    outcomes.flatMap(({ household, changes }) => {
      const support = supports.get(household.id);
      if (!support) return [];
      return changes.map((change) => ({
        supportId: support.id,
        householdId: household.id,
        verification: household.verification,
        region: household.household.region,
        change,
      }));
    }),
    shanghaiDate(now()),
  );
  await store.rechecks.change(
    outcomes.map((outcome) => {
      const number = outcome.number ?? numberOf.get(outcome.household.id) ?? '';
      return {
        householdId: outcome.household.id,
        verification: outcome.household.verification,
        number,
        report: changeReport(outcome.before, outcome.draft.content, outcome.changes, number),
      };
    }),
    now(),
  );
}

/** An objection that finds nothing new upholds the report; it does not make it hold for longer. */
async function renew(
  outcomes: readonly Outcome[],
  batch: Batch,
  supports: ReadonlyMap<number, Support>,
  room: RecheckRoom,
): Promise<void> {
  const renewals = outcomes.map(
    ({ household, draft, before }): Renewal => ({
      householdId: household.id,
      verification: household.verification,
      number: before.number,
      verifiedOn: batch.verifiedOn,
      validUntil: heldUntil(draft.validUntil, supports.get(household.id), batch, room),
    }),
  );
  if (batch.kind === 'objection') await room.store.rechecks.uphold(renewals, room.now());
  else await room.store.rechecks.renew(renewals, room.now());
}

/** A supported household's report holds until its class wants the next recheck, where that is later. */
function heldUntil(
  validUntil: CalendarDate,
  support: Support | undefined,
  batch: Batch,
  { recheck }: RecheckRoom,
): CalendarDate {
  if (!support || batch.kind !== 'recheck') return validUntil;
  const { scheme, region, class: supportClass } = support;
  const next = addDays(batch.verifiedOn, intervalDays(recheck, scheme, region, supportClass));
  return next > validUntil ? next : validUntil;
}

/** When the next recheck is due, and which heard changes have been looked at. */
async function tellSupports(
  outcomes: readonly Outcome[],
  supports: ReadonlyMap<number, Support>,
  batch: Batch,
  room: RecheckRoom,
): Promise<void> {
  const { store } = room;
  const supported = outcomes.flatMap((outcome) => {
    const support = supports.get(outcome.household.id);
    return support ? [{ ...outcome, support }] : [];
  });
  await store.changeFeeds.settle(
    supported.flatMap(({ support, lookups }) =>
      lookups.flatMap(({ personNo, resource, answeredAt }) =>
        answeredAt !== null && shanghaiDate(new Date(answeredAt)) >= batch.verifiedOn
          ? [{ supportId: support.id, personNo, resource, askedAt: answeredAt }]
          : [],
      ),
    ),
    room.now(),
  );
  if (batch.kind !== 'recheck') return;
  const settled = supported.filter(({ become }) => become !== 'waiting');
  await store.supports.reschedule(await nextDue(settled, batch.verifiedOn, room));
}
