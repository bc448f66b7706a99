// What comes of rechecking a chunk. Something changed: a new report takes the place of the one before, and says what is
// different. Nothing did, and everybody answered: the report before holds for longer. Somebody is still silent and
// nothing else changed: the household waits, since silence is no change.

import { type CalendarDate, shanghaiDate } from '../../domain/calendar.ts';
import { groupedBy } from '../../domain/grouped-by.ts';
import { isForbidden } from '../../domain/lookup.ts';
import { answerOfText, type Said } from '../../domain/answer-text.ts';
import { countyOf } from '../../domain/region.ts';
import { compareAnswers } from '../../matchers/changes/compare.ts';
import type { Batch } from '../../store/batches.ts';
import type { Recheck, Renewal } from '../../store/rechecks/settlements.ts';
import { DONE, type Done, type VerifyJob } from '../queues.ts';
import { numberAndSeal, type Unnumbered } from '../verify/number-and-seal.ts';
import { askAgainLater, judgeChunk, LOOK_AGAIN_MS } from '../verify/verify-chunk.ts';
import { heldUntil } from './held-until.ts';
import { type Rechecked, rechecked } from './is-whole.ts';
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
  const standardsOf = await laterStandards(ids, batch, room);
  const [{ drafts, silent }, answers, supported, open] = await Promise.all([
    judgeChunk(job.chunk, batch, room, standardsOf),
    store.answers.readTexts(job.chunk),
    store.supports.ofHouseholds(ids),
    store.rechecks.open(
      households.map(({ id, verification }) => ({ householdId: id, verification })),
    ),
  ]);
  const supports = rechecked(supported, open, batch.verifiedOn);
  const draftOf = new Map(drafts.map((draft) => [draft.householdId, draft]));
  const interrupted = await sealedAndNotTold(open, draftOf, room);
  const judged: (Judged & { readonly number: string | null })[] = [
    ...drafts.map((draft) => ({ ...draft, number: null })),
    ...interrupted,
  ];
  const before = await reportsBefore(judged, room);
  const answersOf = groupedBy(answers, ({ householdId }) => householdId);
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
  // What is told twice is told once; a recheck that is settled is not looked at again. So it is settled last.
  await raiseChanges(changed, supports, room);
  await tellOfLapsedAuthorisations(outcomes, supports, room);
  if (kind === 'objection') await tellObjections(outcomes, numberOf, room);
  await tellSupports(outcomes, supports, batch, room);
  await settleChanged(changed, numberOf, room);
  await renew(
    outcomes.filter(({ become }) => become === 'renewal'),
    batch,
    supports,
    room,
  );
  await askAgainLater(job.chunk, silent, room);
  return DONE;
}

/**
 * A dispute and a correction look at an earlier day anew. Where changed standards were applied to its report since, they
 * stay applied: only what was disputed may come out otherwise.
 */
async function laterStandards(
  householdIds: readonly number[],
  { verifiedOn }: Batch,
  { store, now }: RecheckRoom,
): Promise<Map<number, CalendarDate>> {
  // Of a night's own rechecks no report can be under later standards: nothing has to be opened.
  if (verifiedOn >= shanghaiDate(now())) return new Map();
  const latest = await store.reportsInFull.latest(householdIds);
  return new Map(
    [...latest].flatMap(([id, { report }]) => {
      const { standardsOn } = report.content;
      return standardsOn !== undefined && standardsOn > verifiedOn ? [[id, standardsOn]] : [];
    }),
  );
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
  const answersOf = groupedBy(answers, ({ householdId }) => householdId);
  const before = new Map<number, Before>();
  for (const [householdId, { number, verification, report }] of latest) {
    const own = answersOf.get(householdId) ?? [];
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
  supports: ReadonlyMap<number, Rechecked>,
  room: RecheckRoom,
): Promise<ReadonlyMap<number, string> | null> {
  const held = drafts.map((draft) => ({
    ...draft,
    validUntil: heldUntilRecheck(draft, batch, supports, room),
  }));
  const sealed = await numberAndSeal(held, batch, room);
  const kept = await room.store.reports.seal(job.chunk, sealed);
  if (kept < sealed.length) return null;
  return new Map(sealed.map(({ householdId, report }) => [householdId, report.number]));
}

async function raiseChanges(
  outcomes: readonly Outcome[],
  supports: ReadonlyMap<number, Rechecked>,
  { store, now }: RecheckRoom,
): Promise<void> {
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
}

async function settleChanged(
  outcomes: readonly Outcome[],
  numberOf: ReadonlyMap<number, string>,
  { store, now }: RecheckRoom,
): Promise<void> {
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
  supports: ReadonlyMap<number, Rechecked>,
  room: RecheckRoom,
): Promise<void> {
  const renewals = outcomes.map(
    ({ household, draft, before }): Renewal => ({
      householdId: household.id,
      verification: household.verification,
      number: before.number,
      verifiedOn: batch.verifiedOn,
      validUntil: heldUntilRecheck(draft, batch, supports, room),
    }),
  );
  if (batch.kind === 'objection') await room.store.rechecks.uphold(renewals, room.now());
  else await room.store.rechecks.renew(renewals, room.now());
}

/** A dispute is about what was verified, and makes nothing hold for longer. */
function heldUntilRecheck(
  { householdId, validUntil }: Pick<Judged, 'householdId' | 'validUntil'>,
  { kind, verifiedOn }: Batch,
  supports: ReadonlyMap<number, Rechecked>,
  { recheck }: RecheckRoom,
): CalendarDate {
  const support = kind === 'recheck' ? supports.get(householdId) : undefined;
  const since = support?.isWhole === false ? support.verifiedOn : verifiedOn;
  return heldUntil(validUntil, since, support, recheck);
}

/** When the next recheck is due, and which heard changes have been looked at. */
async function tellSupports(
  outcomes: readonly Outcome[],
  supports: ReadonlyMap<number, Rechecked>,
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
      lookups.flatMap(({ personNo, resource, why, askedAt, answeredAt }) => {
        // What nobody may ask is looked at as far as anybody can.
        const lookedAt = isForbidden(why) ? askedAt : answeredAt;
        return lookedAt !== null && shanghaiDate(new Date(lookedAt)) >= batch.verifiedOn
          ? [{ supportId: support.id, personNo, resource, askedAt: lookedAt }]
          : [];
      }),
    ),
    room.now(),
  );
  if (batch.kind !== 'recheck') return;
  const settled = supported.filter(({ become }) => become !== 'waiting');
  await store.supports.reschedule(await nextDue(settled, batch.verifiedOn, room));
}
