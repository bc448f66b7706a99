// Rounds of verifying households again: opened, filled elsewhere, and set on the ordinary way of a batch.

import { createHash, randomUUID } from 'node:crypto';
import type { CalendarDate } from '../../domain/calendar.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { SchemeId } from '../../domain/scheme.ts';
import type { BatchKind } from '../../store/batches.ts';
import type { RecheckRoom } from './recheck-room.ts';

export type RoundKind = Exclude<BatchKind, 'submitted'>;

/** A round has no file of its own; what would be its digest tells it from others. */
export async function openRound(
  kind: RoundKind,
  scheme: SchemeId,
  night: CalendarDate,
  { store }: Pick<RecheckRoom, 'store'>,
  more: { readonly region?: RegionCode; readonly by?: string } = {},
): Promise<string> {
  return store.batches.open({
    kind,
    scheme,
    purpose: kind === 'objection' ? 'objection' : 'recheck',
    region: more.region ?? ('000000' as RegionCode),
    fileName: `${kind} ${night}`,
    fileDigest: createHash('sha256').update(randomUUID()).digest('hex'),
    submittedBy: more.by ?? 'scheduler',
    verifiedOn: night,
  });
}

/** The round is full: it is cut and handed to the queue. @returns its chunks */
export async function startRound(
  batchId: string,
  departments: readonly DepartmentId[],
  { store, queues, chunkSize }: Pick<RecheckRoom, 'store' | 'queues' | 'chunkSize'>,
): Promise<string[]> {
  await store.batches.finishReceiving(batchId, { rows: 0 });
  const chunks = await store.households.cutChunks(batchId, chunkSize);
  const ids = chunks.map(({ id }) => id);
  await queues.startChunks(ids, departments);
  await store.batches.markQueued(batchId);
  return ids;
}
