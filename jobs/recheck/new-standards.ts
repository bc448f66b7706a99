// A standard changes on a date: exactly the households it can touch are verified again that night, from what is stored
// about them. Nobody is asked. Where findings come out otherwise, a report under the new standards takes the place of
// the one before.

import type { StandardsBook } from '../../config/standards.ts';
import { answerOfText } from '../../domain/answer-text.ts';
import { addDays, type CalendarDate, instant } from '../../domain/calendar.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { ReportContent } from '../../domain/report.ts';
import { SCHEMES, type SchemeId } from '../../domain/scheme.ts';
import { RULE_VERSION } from '../../matchers/rule-version.ts';
import { standardKeysOf } from '../../matchers/schemes/scheme-list.ts';
import { verifyHousehold } from '../../matchers/verify-household.ts';
import { buildReceipt, digestOfEvidence } from '../../reports/receipt.ts';
import { validUntil } from '../../reports/validity.ts';
import type { Batch } from '../../store/batches.ts';
import type { Support } from '../../store/rechecks/supports.ts';
import { DONE, type Done, type VerifyJob } from '../queues.ts';
import {
  byHousehold,
  LOOK_AGAIN_MS,
  numberAndSeal,
  type Unnumbered,
  validityDays,
} from '../verify/verify-chunk.ts';
import type { RecheckRoom } from './recheck-room.ts';
import { openRound, startRound } from './rounds.ts';

const PAGE = 5_000;

/** Whether a scheme is verified in a region under other numbers than the day before. */
export function isTouched(
  book: StandardsBook,
  scheme: SchemeId,
  region: RegionCode,
  on: CalendarDate,
): boolean {
  const [before, after] = [book.inForce(region, addDays(on, -1)), book.inForce(region, on)];
  return standardKeysOf(scheme).some((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    return was?.value !== is?.value || was?.comparator !== is?.comparator;
  });
}

/** @returns how many households are verified again */
export async function roundOfNewStandards(night: CalendarDate, room: RecheckRoom): Promise<number> {
  // Most nights nothing begins and nothing ends, and nobody is looked through.
  const begins = room.standards.all.some(
    ({ from, until }) => from === night || until === addDays(night, -1),
  );
  if (!begins) return 0;
  let touched = 0;
  for (const scheme of SCHEMES) {
    let batchId: string | null = null;
    for await (const page of pagesOf(scheme, room)) {
      const own = page.filter(({ region }) => isTouched(room.standards, scheme, region, night));
      if (own.length === 0) continue;
      batchId ??= await openRound('standards', scheme, night, room);
      touched += await room.store.gathering.addAsTheyAre(
        batchId,
        own.map(({ householdId }) => householdId),
      );
    }
    if (batchId !== null) await startRound(batchId, [], room);
  }
  return touched;
}

async function* pagesOf(scheme: SchemeId, { store }: RecheckRoom): AsyncGenerator<Support[]> {
  for (let afterId = 0; ; ) {
    const page = await store.supports.ofScheme(scheme, 'CN', { limit: PAGE, afterId });
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
  const answersOf = byHousehold(await store.answers.readTexts(job.chunk));
  const current = await store.reportsInFull.latest(households.map(({ id }) => id));
  const verifiedOn = await store.gathering.verifyOn(households.map(({ id }) => id));
  const standardsOn = batch.verifiedOn;
  const issuedAt = instant(room.now());

  const drafts = households.flatMap(({ id, household, verification }): Unnumbered[] => {
    const before = current.get(id);
    const on = verifiedOn.get(id);
    if (!before || on === undefined) return [];
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
          ),
          protections: room.protections,
        }),
        version: before.verification === verification ? before.version + 1 : 1,
        supersedes: before.number,
        batch: batch.id,
        issuedAt,
        validUntil: validUntil(issuedAt, validityDays(standards)),
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
