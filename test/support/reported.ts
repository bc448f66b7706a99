// Households with an answer and a sealed report each, made up: for what happens to them afterwards.

import type { DepartmentId } from '../../domain/lookup.ts';
import type { Store } from '../../store/store.ts';
import { inventedAnswer, inventedReport } from './households.ts';
import { runningBatch } from './store.ts';

const LAND = 'land' as DepartmentId & 'land';

export type ReportedBatch = {
  readonly batchId: string;
  readonly ids: number[];
  readonly reports: string[];
};

/** @param doubtful the place of a household whose report is doubtful; its reports are numbered by place */
export async function reportedBatch(
  store: Store,
  count: number,
  from: number,
  { series = 'R', doubtful }: { series?: string; doubtful?: number } = {},
): Promise<ReportedBatch> {
  const { batchId, chunks } = await runningBatch(store, count, from);
  const chunk = chunks[0]?.id ?? '';
  const stored = await store.households.readChunk(chunk);
  const reports = stored.map((_, place) => `${series}-${place}`);
  await store.answers.save(
    chunk,
    LAND,
    stored.map(({ id, household }) => ({
      householdId: id,
      verification: 1,
      department: LAND,
      ...inventedAnswer(household, LAND),
    })),
  );
  await store.reports.seal(
    chunk,
    stored.map(({ id, household }, place) => ({
      householdId: id,
      verification: 1,
      report: inventedReport(household, {
        number: `${series}-${place}`,
        batch: batchId,
        conclusion: place === doubtful ? 'doubts' : 'no-anomaly',
      }),
    })),
  );
  return { batchId, ids: stored.map(({ id }) => id), reports };
}
