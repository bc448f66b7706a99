// The work of a `verify` job: judge every household of a chunk on the evidence stored by now, and seal its report.
// A household whose evidence is that of its current report keeps it, so a job may be repeated at any moment.

import type { DepartmentDeclaration } from '../../config/departments.ts';
import type { StandardsBook } from '../../config/standards.ts';
import { answerOfText } from '../../domain/answer-text.ts';
import { instant, shanghaiDate } from '../../domain/calendar.ts';
import { standardInForce, type StandardsInForce } from '../../domain/standard.ts';
import { type DepartmentId, isMendedByTime } from '../../domain/lookup.ts';
import { countyOf, type RegionCode } from '../../domain/region.ts';
import { RULE_VERSION } from '../../matchers/rule-version.ts';
import { verifyHousehold } from '../../matchers/verify-household.ts';
import { reportNumber } from '../../reports/number.ts';
import { buildReceipt, digestOfEvidence } from '../../reports/receipt.ts';
import { type ReportDraft, sealReportAsJson, type Signer } from '../../reports/seal.ts';
import { VALIDITY_DAYS_KEY, validUntil } from '../../reports/validity.ts';
import type { AnswerAsText } from '../../store/answers.ts';
import type { Batch } from '../../store/batches.ts';
import type { StoredHousehold } from '../../store/households.ts';
import type { ReportToSeal } from '../../store/reports.ts';
import type { Store } from '../../store/store.ts';
import { departmentsAsked } from '../departments-asked.ts';
import { DONE, type Done, type Queues, type VerifyJob } from '../queues.ts';
import { dropWithdrawnAnswers } from './withdrawn-answers.ts';

export type VerifyRoom = {
  readonly store: Store;
  readonly queues: Queues;
  readonly now: () => Date;
  readonly standards: StandardsBook;
  readonly declarations: ReadonlyMap<DepartmentId, DepartmentDeclaration>;
  readonly signer: Signer;
  readonly engineVersion: string;
  /** Protections that are on in this installation, for the receipt. */
  readonly protections: readonly string[];
};

/** After another worker got in between. */
export const LOOK_AGAIN_MS = 200;

/** A report that waits for its number. */
export type Unnumbered = Omit<ReportDraft, 'number'> & {
  readonly householdId: number;
  readonly verification: number;
};

export async function verifyChunk(job: VerifyJob, room: VerifyRoom): Promise<Done> {
  const { store } = room;
  const chunk = await store.households.chunk(job.chunk);
  const batch = await store.batches.get(chunk.batchId);
  const { households, drafts, silent } = await judgeChunk(job.chunk, batch, room);
  const kept = await store.reports.seal(job.chunk, await numberAndSeal(drafts, batch, room));
  if (kept < drafts.length) {
    // Another worker sealed the same households meanwhile, perhaps on less evidence: look again.
    return { again: true, afterMs: LOOK_AGAIN_MS };
  }
  store.households.forgetChunk(households);
  await askAgainLater(job.chunk, silent, room);
  return DONE;
}

/**
 * Judges the households whose evidence is not that of their current report.
 * @returns `silent`: departments that time may bring to answer what they have not
 */
export async function judgeChunk(
  chunkId: string,
  batch: Batch,
  room: VerifyRoom,
): Promise<{
  households: readonly StoredHousehold[];
  drafts: Unnumbered[];
  silent: ReadonlySet<DepartmentId>;
}> {
  const { store } = room;
  const households = await store.households.readChunk(chunkId);
  const latest = await store.reports.latest(households.map((household) => household.id));
  const unreported = households.filter(
    ({ id, verification }) => latest.get(id)?.verification !== verification,
  );
  await dropWithdrawnAnswers(chunkId, unreported, store);
  const answers = await store.answers.take(chunkId, households);
  const answersOf = byHousehold(answers);
  const issuedAt = instant(room.now());
  const { digestAlgorithm } = room.signer;

  const drafts: Unnumbered[] = [];
  // A department of which nothing at all is stored: its job came to grief before it could say why.
  const silent = new Set(departmentsAsked(batch.scheme, [...room.declarations.keys()]));
  for (const { department } of answers) silent.delete(department);
  for (const { id, household, verification } of households) {
    const own = answersOf.get(id) ?? [];
    const evidenceDigest = digestOfEvidence(
      household,
      own.map(({ text }) => text),
      digestAlgorithm,
    );
    const before = latest.get(id);
    const isReported =
      before?.verification === verification && before.evidenceDigest === evidenceDigest;
    if (isReported && own.every(({ complete }) => complete)) continue;
    const said = own.map(({ text, department }) => answerOfText(text, department));
    const lookups = said.flatMap((answer) => answer.lookups);
    const evidence = said.flatMap((answer) => answer.evidence);
    for (const { department, why } of lookups) if (isMendedByTime(why)) silent.add(department);
    if (isReported) continue;
    const standards = room.standards.inForce(household.region, batch.verifiedOn);
    const receipt = buildReceipt({
      engineVersion: room.engineVersion,
      ruleVersion: RULE_VERSION,
      standards,
      lookups,
      evidenceDigest,
      protections: room.protections,
      digestAlgorithm,
    });
    const { scheme, purpose, verifiedOn } = batch;
    drafts.push({
      householdId: id,
      verification,
      content: verifyHousehold({
        household,
        scheme,
        purpose,
        verifiedOn,
        lookups,
        evidence,
        standards,
      }),
      receipt,
      version: before?.verification === verification ? before.version + 1 : 1,
      supersedes: before?.number ?? null,
      batch: batch.id,
      issuedAt,
      validUntil: validUntil(issuedAt, validityDays(standards)),
    });
  }
  return { households, drafts, silent };
}

export function byHousehold(answers: readonly AnswerAsText[]): Map<number, AnswerAsText[]> {
  const grouped = new Map<number, AnswerAsText[]>();
  for (const answer of answers) {
    const own = grouped.get(answer.householdId);
    if (own) own.push(answer);
    else grouped.set(answer.householdId, [answer]);
  }
  return grouped;
}

export function validityDays(standards: StandardsInForce): number {
  return standardInForce(standards, VALIDITY_DAYS_KEY).value;
}

/** Numbers are counted for each county, year and scheme; a number given to a draft that is not kept stays unused. */
export async function numberAndSeal(
  drafts: readonly Unnumbered[],
  batch: Batch,
  room: VerifyRoom,
): Promise<ReportToSeal[]> {
  const inCounty = new Map<RegionCode, Unnumbered[]>();
  for (const draft of drafts) {
    const county = countyOf(draft.content.region);
    inCounty.set(county, [...(inCounty.get(county) ?? []), draft]);
  }
  const sealed: ReportToSeal[] = [];
  for (const [region, own] of inCounty) {
    const year = Number(shanghaiDate(room.now()).slice(0, 4));
    let serial = await room.store.reports.allocateNumbers(
      `${region}-${year}-${batch.scheme}`,
      own.length,
    );
    for (const { householdId, verification, ...draft } of own) {
      const number = reportNumber({ region, year, scheme: batch.scheme, serial });
      serial += 1;
      sealed.push({
        householdId,
        verification,
        ...sealReportAsJson({ ...draft, number }, room.signer),
      });
    }
  }
  return sealed;
}

/** What time can mend is asked again after the report; an answer then supersedes it. */
export async function askAgainLater(
  chunk: string,
  silent: ReadonlySet<DepartmentId>,
  room: VerifyRoom,
): Promise<void> {
  for (const department of silent) {
    const afterMs = room.declarations.get(department)?.limits.askAgainMs;
    if (afterMs !== undefined) {
      await room.queues.addLateLookup(chunk, department, afterMs);
    }
  }
}
