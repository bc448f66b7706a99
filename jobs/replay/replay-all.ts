// Replaying many reports, chunk by chunk: reads only, so it may run beside workers at any time.

import type { StandardsBook } from '../../config/standards.ts';
import type { Store } from '../../store/store.ts';
import { type Replayed, replayReport } from './replay-report.ts';

export type ReplayRoom = { readonly store: Store; readonly standards: StandardsBook };

/** One report. @throws HeduiError REPORT_UNKNOWN */
export async function replayOne(number: string, room: ReplayRoom): Promise<Replayed> {
  return replayReport(await room.store.replaySources.ofReport(number), room.standards);
}

/** @yields every report of a batch, or of all batches when `batchId` is null. @throws HeduiError BATCH_UNKNOWN */
export async function* replayBatch(
  batchId: string | null,
  { store, standards }: ReplayRoom,
): AsyncGenerator<Replayed> {
  if (batchId !== null) await store.batches.get(batchId);
  const { replaySources } = store;
  for (const chunk of await replaySources.chunks(batchId)) {
    for (const source of await replaySources.ofChunk(chunk)) yield replayReport(source, standards);
  }
}
