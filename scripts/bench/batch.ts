// The batch file of a stand-in city, submitted and waited for.

import { setTimeout as pause } from 'node:timers/promises';
import { asCalendarDate } from '../../domain/calendar.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import { departmentsAsked } from '../../jobs/departments-asked.ts';
import type { Engine } from '../../jobs/engine.ts';
import { submitBatch, type Submission, takeBatchIn } from '../../jobs/submit-batch.ts';

/** The day of the cities that the bench grows, and so of its verifications. */
export const CITY_DAY = '2026-07-01';
const SCHEME = 'subsistence';
/** Each look is a statement of the process that is measured, on the same two cores. */
const LOOK_EVERY_MS = 100;

function submissionOf(engine: Engine, path: string): Submission {
  return {
    path,
    scheme: SCHEME,
    purpose: 'application',
    region: engine.settings.region,
    verifiedOn: asCalendarDate(CITY_DAY),
    submittedBy: 'bench',
    again: true,
    fresh: true,
  };
}

/** @returns the batch, its chunks on their way */
export async function submitFile(engine: Engine, path: string): Promise<string> {
  const room = { ...engine, chunkSize: engine.settings.chunkSize };
  const { batchId } = await submitBatch(submissionOf(engine, path), room);
  return batchId;
}

/** @returns the batch, taken in and cut into chunks, none of which is queued */
export async function takeFileIn(
  engine: Engine,
  path: string,
): Promise<{ batchId: string; chunks: string[]; departments: DepartmentId[] }> {
  const room = { ...engine, chunkSize: engine.settings.chunkSize };
  const { batchId } = await takeBatchIn(submissionOf(engine, path), room);
  const chunks = await engine.store.households.cutChunks(batchId, engine.settings.chunkSize);
  const departments = departmentsAsked(SCHEME, engine.departments);
  return { batchId, chunks: chunks.map((chunk) => chunk.id), departments };
}

/** Resolves when every household of the batch has its report. */
export async function untilSealed(engine: Engine, batchId: string): Promise<void> {
  while ((await engine.store.batches.get(batchId)).state !== 'done') await pause(LOOK_EVERY_MS);
}
