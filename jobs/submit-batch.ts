// A caseworker's file becomes a batch: taken in, cut into chunks, set on its way (接受申请).

import { type CalendarDate, instant } from '../domain/calendar.ts';
import type { DepartmentId } from '../domain/lookup.ts';
import type { RegionCode } from '../domain/region.ts';
import { HeduiError } from '../domain/errors.ts';
import { type Purpose, PURPOSES_OF, type SchemeId } from '../domain/scheme.ts';
import type { Records, Store } from '../store/store.ts';
import { basename } from 'node:path';
import { departmentsAsked } from './departments-asked.ts';
import { digestFile } from './intake/digest-file.ts';
import { type IntakeCounts, takeIn } from './intake/take-in.ts';
import type { Queues } from './queues.ts';

export type Submission = {
  readonly path: string;
  readonly scheme: SchemeId;
  readonly purpose: Purpose;
  /** The region of the office that submits. */
  readonly region: RegionCode;
  readonly verifiedOn: CalendarDate;
  /** Who submits, for the ledger. */
  readonly submittedBy: string;
  /** Run a file again that was already submitted for the scheme. */
  readonly again: boolean;
  /** Ask every department anew, whatever is still valid from other batches. */
  readonly fresh?: boolean;
};

export type Submitted = {
  readonly batchId: string;
  /** The same file had been submitted for this scheme: that batch is meant, nothing was started. */
  readonly alreadySubmitted: boolean;
  /** null when it had already been submitted. */
  readonly counts: IntakeCounts | null;
};

export type SubmissionRoom = {
  readonly store: Store;
  readonly queues: Queues;
  readonly departments: readonly DepartmentId[];
  readonly chunkSize: number;
};

/**
 * @param records as whoever submits may see and write them
 * @throws HeduiError PURPOSE_NOT_ALLOWED, FILE_NOT_READABLE, FILE_NOT_A_BATCH: nothing of the file is kept then.
 */
export async function submitBatch(
  submission: Submission,
  room: SubmissionRoom,
  records: Pick<Records, 'batches'> = room.store,
): Promise<Submitted> {
  const submitted = await takeBatchIn(submission, room, records);
  if (!submitted.alreadySubmitted) await startBatch(submitted.batchId, room);
  return submitted;
}

/** The first half of submitting: the batch is received, and on no queue yet. */
export async function takeBatchIn(
  submission: Submission,
  room: SubmissionRoom,
  records: Pick<Records, 'batches'> = room.store,
): Promise<Submitted> {
  const { store } = room;
  const { path, scheme, purpose } = submission;
  if (!PURPOSES_OF[scheme].includes(purpose)) throw purposeNotAllowed(scheme, purpose);
  const fileDigest = await digestFile(path);
  const before = await store.batches.findByDigest(scheme, fileDigest);
  if (before?.state === 'receiving') {
    // Its submitter died midway: nothing of it has been asked yet.
    await store.batches.discard(before.id);
  } else if (before && !submission.again) {
    return { batchId: before.id, alreadySubmitted: true, counts: null };
  }

  const batchId = await records.batches.open({
    scheme,
    purpose,
    region: submission.region,
    fileName: basename(path),
    fileDigest,
    submittedBy: submission.submittedBy,
    verifiedOn: submission.verifiedOn,
    fresh: submission.fresh ?? false,
  });
  const counts = await takeFileIn(batchId, submission, room);
  return { batchId, alreadySubmitted: false, counts };
}

async function takeFileIn(
  batchId: string,
  { path, scheme, verifiedOn }: Submission,
  { store }: SubmissionRoom,
): Promise<IntakeCounts> {
  try {
    const counts = await takeIn(
      path,
      { verifiedOn },
      {
        addHouseholds: async (households) => {
          await store.households.add(batchId, households);
        },
        removeHouseholds: (refs) => store.households.removeByRef(batchId, refs),
        addRejections: (rejections) => store.batches.addRejections(batchId, rejections),
        alreadyOpen: (idNumbers) => store.households.inOpenBatch(scheme, idNumbers),
      },
    );
    await store.batches.finishReceiving(batchId, counts);
    return counts;
  } catch (error) {
    await store.batches.discard(batchId);
    throw error;
  }
}

/** Who submitted what, for the ledger. */
export async function noteSubmission(
  batchId: string,
  actor: string,
  store: Pick<Store, 'batches' | 'ledger'>,
): Promise<void> {
  const { fileDigest, purpose } = await store.batches.get(batchId);
  const at = instant(new Date());
  await store.ledger.note([
    { at, actor, kind: 'submit', subject: batchId, purpose, content: { fileDigest } },
  ]);
}

/** The second half: cut, and on its way. @returns how many chunks there are */
export async function startBatch(batchId: string, room: SubmissionRoom): Promise<number> {
  const { scheme } = await room.store.batches.get(batchId);
  const chunks = await room.store.households.cutChunks(batchId, room.chunkSize);
  await room.queues.startChunks(
    chunks.map((chunk) => chunk.id),
    departmentsAsked(scheme, room.departments),
  );
  await room.store.batches.markQueued(batchId);
  return chunks.length;
}

/**
 * Puts unfinished chunks back on their way: those of a batch whose submitter died before they were cut or queued, or
 * (`all`) of every batch, when the queue's server lost what it held. What is answered is not asked again.
 * @returns how many chunks were queued
 */
export async function requeueUnfinished(room: SubmissionRoom, all: boolean): Promise<number> {
  let queued = 0;
  for (const batchId of await room.store.households.uncutBatches()) {
    queued += await startBatch(batchId, room);
  }
  const chunks = await room.store.households.unfinishedChunks({ queuedToo: all });
  for (const batchId of new Set(chunks.map((chunk) => chunk.batchId))) {
    const { scheme } = await room.store.batches.get(batchId);
    await room.queues.startChunks(
      chunks.filter((chunk) => chunk.batchId === batchId).map((chunk) => chunk.id),
      departmentsAsked(scheme, room.departments),
    );
    await room.store.batches.markQueued(batchId);
  }
  return queued + chunks.length;
}

function purposeNotAllowed(scheme: SchemeId, purpose: Purpose): HeduiError {
  const allowed = PURPOSES_OF[scheme];
  return new HeduiError('PURPOSE_NOT_ALLOWED', {
    zh: `核对事项 ${scheme} 不允许用途 ${purpose}；允许的用途：${allowed.join('、')}。`,
    en: `Scheme ${scheme} is not verified for ${purpose}; it may be for: ${allowed.join(', ')}.`,
  });
}
