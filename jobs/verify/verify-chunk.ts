// The work of a `verify` job: judge every household of a chunk on the evidence stored by now, and seal its report.
// A household whose evidence is that of its current report keeps it, so a job may be repeated at any moment.

import type { DepartmentDeclaration } from '../../config/departments.ts';
import type { StandardsBook } from '../../config/standards.ts';
import { answerOfText } from '../../domain/answer-text.ts';
import { type CalendarDate, instant } from '../../domain/calendar.ts';
import { standardInForce, type StandardsInForce } from '../../domain/standard.ts';
import { type DepartmentId, isMendedByTime } from '../../domain/lookup.ts';
import { RULE_VERSION } from '../../matchers/rule-version.ts';
import { verifyHousehold } from '../../matchers/verify-household.ts';
import { buildReceipt, digestOfEvidence } from '../../reports/receipt.ts';
import type { Signer } from '../../reports/seal.ts';
import { VALIDITY_DAYS_KEY, validUntil } from '../../reports/validity.ts';
import { groupedBy } from '../../domain/grouped-by.ts';
import type { AnswerAsText } from '../../store/answers.ts';
import type { Batch } from '../../store/batches.ts';
import type { StoredHousehold } from '../../store/households.ts';
import type { LatestReport } from '../../store/reports.ts';
import type { Store } from '../../store/store.ts';
import { departmentsAsked } from '../departments-asked.ts';
import { DONE, type Done, type Queues, type VerifyJob } from '../queues.ts';
import { sealDraft, takeNumbers, type Unnumbered } from './number-and-seal.ts';
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
const NONE_LATER: ReadonlyMap<number, CalendarDate> = new Map();

export async function verifyChunk(job: VerifyJob, room: VerifyRoom): Promise<Done> {
  const { store, signer } = room;
  const chunk = await store.households.chunk(job.chunk);
  const batch = await store.batches.get(chunk.batchId);
  const { households, unjudged, silent } = await readUnjudged(job.chunk, batch, room);
  const unreported = unjudged.filter(({ isReported }) => !isReported);
  const nextNumber = await takeNumbers(
    unreported.map(({ household }) => household.region),
    batch,
    room,
  );
  const judge = judgeOf(batch, room, silent);
  const sealed = unjudged.flatMap((one) => {
    const draft = judge(one);
    return draft ? sealDraft(draft, nextNumber(draft.content.region), signer) : [];
  });
  const kept = await store.reports.seal(job.chunk, sealed);
  if (kept < sealed.length) {
    // Another worker sealed the same households meanwhile, perhaps on less evidence: look again.
    return { again: true, afterMs: LOOK_AGAIN_MS };
  }
  store.households.forgetChunk(households);
  await askAgainLater(job.chunk, silent, room);
  return DONE;
}

/**
 * Judges the households whose evidence is not that of their current report.
 * @param standardsOf by household: the day of later standards under which its report was judged before
 * @returns `silent`: departments that time may bring to answer what they have not
 */
export async function judgeChunk(
  chunkId: string,
  batch: Batch,
  room: VerifyRoom,
  standardsOf: ReadonlyMap<number, CalendarDate> = NONE_LATER,
): Promise<{
  households: readonly StoredHousehold[];
  drafts: Unnumbered[];
  silent: ReadonlySet<DepartmentId>;
}> {
  const { households, unjudged, silent } = await readUnjudged(chunkId, batch, room);
  const judge = judgeOf(batch, room, silent, standardsOf);
  return { households, drafts: unjudged.flatMap((one) => judge(one) ?? []), silent };
}

/** A household with evidence that no report rests on, or with answers that are still missing. */
type Unjudged = StoredHousehold & {
  readonly said: readonly AnswerAsText[];
  readonly evidenceDigest: string;
  readonly before: LatestReport | undefined;
  /** Its report rests on just this evidence: only who is silent is of interest. */
  readonly isReported: boolean;
};

async function readUnjudged(
  chunkId: string,
  batch: Batch,
  { store, declarations, signer }: VerifyRoom,
): Promise<{
  households: readonly StoredHousehold[];
  unjudged: Unjudged[];
  silent: Set<DepartmentId>;
}> {
  const households = await store.households.readChunk(chunkId);
  const latest = await store.reports.latest(households.map((household) => household.id));
  await dropWithdrawnAnswers(
    chunkId,
    households.filter(({ id, verification }) => latest.get(id)?.verification !== verification),
    store,
  );
  const answers = await store.answers.take(chunkId, households);
  const answersOf = groupedBy(answers, ({ householdId }) => householdId);
  // A department of which nothing at all is stored: its job came to grief before it could say why.
  const silent = new Set(departmentsAsked(batch.scheme, [...declarations.keys()]));
  for (const { department } of answers) silent.delete(department);
  const unjudged: Unjudged[] = [];
  for (const { id, household, verification } of households) {
    const said = answersOf.get(id) ?? [];
    const texts = said.map(({ text }) => text);
    const evidenceDigest = digestOfEvidence(household, texts, signer.digestAlgorithm);
    const before = latest.get(id);
    const isReported =
      before?.verification === verification && before.evidenceDigest === evidenceDigest;
    if (isReported && said.every(({ complete }) => complete)) continue;
    unjudged.push({ id, household, verification, said, evidenceDigest, before, isReported });
  }
  return { households, unjudged, silent };
}

/** @param silent gains the departments that time may bring to answer what they have not */
function judgeOf(
  batch: Batch,
  room: VerifyRoom,
  silent: Set<DepartmentId>,
  standardsOf: ReadonlyMap<number, CalendarDate> = NONE_LATER,
): (one: Unjudged) => Unnumbered | null {
  const { engineVersion, protections } = room;
  const { digestAlgorithm } = room.signer;
  const { scheme, purpose, verifiedOn } = batch;
  const issuedAt = instant(room.now());
  return ({ id, household, verification, said: own, evidenceDigest, before, isReported }) => {
    const said = own.map(({ text, department }) => answerOfText(text, department));
    const lookups = said.flatMap((answer) => answer.lookups);
    for (const { department, why } of lookups) if (isMendedByTime(why)) silent.add(department);
    if (isReported) return null;
    const evidence = said.flatMap((answer) => answer.evidence);
    const standardsOn = standardsOf.get(id);
    const standards = room.standards.inForce(household.region, standardsOn ?? verifiedOn);
    return {
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
        ...(standardsOn !== undefined && { standardsOn }),
      }),
      receipt: buildReceipt({
        engineVersion,
        ruleVersion: RULE_VERSION,
        standards,
        lookups,
        evidenceDigest,
        protections,
        digestAlgorithm,
      }),
      version: before?.verification === verification ? before.version + 1 : 1,
      supersedes: before?.number ?? null,
      batch: batch.id,
      issuedAt,
      validUntil: validUntil(issuedAt, validityDays(standards)),
    };
  };
}

export function validityDays(standards: StandardsInForce): number {
  return standardInForce(standards, VALIDITY_DAYS_KEY).value;
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
