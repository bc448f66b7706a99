// A standard changes on a date: exactly the households it can touch are verified again that night, from what is stored
// about them. Nobody is asked. Where findings come out otherwise, a report under the new standards takes the place of
// the one before.

import type { StandardsBook } from '../../config/standards.ts';
import { answerOfText } from '../../domain/answer-text.ts';
import { addDays, type CalendarDate, instant } from '../../domain/calendar.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { groupedBy } from '../../domain/grouped-by.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { ReportContent } from '../../domain/report.ts';
import { SCHEMES, type SchemeId } from '../../domain/scheme.ts';
import { RULE_VERSION } from '../../matchers/rule-version.ts';
import { standardKeysOf } from '../../matchers/schemes/scheme-list.ts';
import { verifyHousehold } from '../../matchers/verify-household.ts';
import { buildReceipt, digestOfEvidence } from '../../reports/receipt.ts';
import type { Batch } from '../../store/batches.ts';
import type { Support } from '../../store/rechecks/supports.ts';
import { DONE, type Done, type VerifyJob } from '../queues.ts';
import { numberAndSeal, type Unnumbered } from '../verify/number-and-seal.ts';
import { LOOK_AGAIN_MS } from '../verify/verify-chunk.ts';
import { heldUntil } from './held-until.ts';
import type { RecheckRoom } from './recheck-room.ts';
import { openRound, startRound } from './rounds.ts';

const PAGE = 5_000;

/** Whether a scheme is verified in a region under other numbers on a day than on one before it. */
export function isTouched(
  book: StandardsBook,
  scheme: SchemeId,
  region: RegionCode,
  { since, on }: { readonly since: CalendarDate; readonly on: CalendarDate },
): boolean {
  const [before, after] = [book.inForce(region, since), book.inForce(region, on)];
  return standardKeysOf(scheme).some((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    return was?.value !== is?.value || was?.comparator !== is?.comparator;
  });
}

/**
 * @returns how many households are verified again from what is stored; and those whose recheck is under way, which are to
 * be begun anew tonight: what they rest on is not all there yet
 */
export async function roundOfNewStandards(
  night: CalendarDate,
  room: RecheckRoom,
): Promise<{ readonly households: number; readonly underWay: readonly Support[] }> {
  // What began while no night ran, for a holiday or a breakdown, has touched nobody yet.
  const since = (await room.store.schedules.lastNightBefore(night)) ?? addDays(night, -1);
  const period = { since, on: night };
  const underWay: Support[] = [];
  let households = 0;
  // Most nights nothing begins and nothing ends, and nobody is looked through.
  const begins = room.standards.all.some(
    ({ from, until }) =>
      (since < from && from <= night) || (until !== null && since <= until && until < night),
  );
  if (!begins) return { households, underWay };
  for (const scheme of SCHEMES) {
    let batchId: string | null = null;
    const touches = touchedRegions(scheme, period, room.standards);
    for await (const page of pagesOf(scheme, room)) {
      const own = page.filter(({ region }) => touches(region));
      underWay.push(...own.filter(({ openedOn }) => openedOn !== null));
      const asTheyAre = own.filter(({ openedOn }) => openedOn === null);
      if (asTheyAre.length === 0) continue;
      batchId ??= await openRound('standards', scheme, night, room);
      households += await room.store.gathering.addAsTheyAre(
        batchId,
        asTheyAre.map(({ householdId }) => householdId),
      );
    }
    if (batchId !== null) await startRound(batchId, [], room);
  }
  return { households, underWay };
}

/** Towns are few and households many. */
function touchedRegions(
  scheme: SchemeId,
  period: Parameters<typeof isTouched>[3],
  book: StandardsBook,
): (region: RegionCode) => boolean {
  const known = new Map<RegionCode, boolean>();
  return (region) => {
    const is = known.get(region) ?? isTouched(book, scheme, region, period);
    known.set(region, is);
    return is;
  };
}

async function* pagesOf(scheme: SchemeId, { store }: RecheckRoom): AsyncGenerator<Support[]> {
  for (let afterId = 0; ; ) {
    const page = await store.supports.ofScheme(scheme, { limit: PAGE, afterId });
    if (page.length === 0) return;
    yield page;
    afterId = page.at(-1)?.id ?? afterId;
  }
}

export async function verifyUnderNewStandards(
  job: VerifyJob,
  batch: Batch,
  room: RecheckRoom,
): Promise<Done> {
  const { store } = room;
  const households = await store.households.readChunk(job.chunk);
  const answersOf = groupedBy(
    await store.answers.readTexts(job.chunk),
    ({ householdId }) => householdId,
  );
  const ids = households.map(({ id }) => id);
  const current = await store.reportsInFull.latest(ids);
  const verifiedOn = await store.gathering.verifyOn(ids);
  const supports = await store.supports.ofHouseholds(ids);
  const disputed = await store.rechecks.open(
    households.map(({ id, verification }) => ({ householdId: id, verification })),
  );
  const isDisputed = new Set(disputed.map(({ householdId }) => householdId));
  const standardsOn = batch.verifiedOn;
  const issuedAt = instant(room.now());
  const { digestAlgorithm } = room.signer;

  const drafts = households.flatMap(({ id, household, verification }): Unnumbered[] => {
    const before = current.get(id);
    const on = verifiedOn.get(id);
    // Of a verification that departments still answer, a part is no evidence.
    if (!before || on === undefined || isDisputed.has(id)) return [];
    // Sealed by this job before it was killed.
    if (before.report.content.standardsOn === standardsOn) return [];
    const own = answersOf.get(id) ?? [];
    const said = own.map(({ text, department }) => answerOfText(text, department));
    const lookups = said.flatMap((answer) => answer.lookups);
    const evidence = said.flatMap((answer) => answer.evidence);
    const standards = room.standards.inForce(household.region, standardsOn);
    const content = verifyHousehold({
      household,
      scheme: batch.scheme,
      purpose: before.report.content.purpose,
      verifiedOn: on,
      lookups,
      evidence,
      standards,
      standardsOn,
    });
    if (saysTheSame(before.report.content, content)) return [];
    return [
      {
        householdId: id,
        verification,
        content,
        receipt: buildReceipt({
          engineVersion: room.engineVersion,
          ruleVersion: RULE_VERSION,
          standards,
          lookups,
          evidenceDigest: digestOfEvidence(
            household,
            own.map(({ text }) => text),
            digestAlgorithm,
          ),
          protections: room.protections,
          digestAlgorithm,
        }),
        version: before.verification === verification ? before.version + 1 : 1,
        supersedes: before.number,
        batch: batch.id,
        issuedAt,
        // It rests on the same evidence as the one before, and holds no longer.
        validUntil: heldUntil(before.report.validUntil, on, supports.get(id), room.recheck),
      },
    ];
  });
  const kept = await store.reports.seal(job.chunk, await numberAndSeal(drafts, batch, room));
  return kept < drafts.length ? { again: true, afterMs: LOOK_AGAIN_MS } : DONE;
}

function saysTheSame(before: ReportContent, after: ReportContent): boolean {
  const said = ({ conclusion, findings }: ReportContent) => canonicalJson({ conclusion, findings });
  return said(before) === said(after);
}
