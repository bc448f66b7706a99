// How batches and chunks are called outside the store: `B12`, and `B12-3` for its third chunk.

import { HeduiError } from '../domain/errors.ts';

export type BatchId = string;
export type ChunkId = string;

export function batchIdOf(id: number): BatchId {
  return `B${id}`;
}

/** @throws HeduiError BATCH_UNKNOWN when it is not a batch's id. */
export function batchNumber(batchId: BatchId): number {
  const digits = /^B([1-9]\d{0,14})$/.exec(batchId)?.[1];
  if (digits === undefined) throw batchUnknown(batchId);
  return Number(digits);
}

export function chunkIdOf(batch: number, seq: number): ChunkId {
  return `B${batch}-${seq}`;
}

/** @throws HeduiError BATCH_UNKNOWN when it is not a chunk's id. */
export function chunkNumbers(chunkId: ChunkId): { batch: number; seq: number } {
  const parts = /^B([1-9]\d{0,14})-([1-9]\d{0,8})$/.exec(chunkId);
  if (!parts) throw batchUnknown(chunkId);
  return { batch: Number(parts[1]), seq: Number(parts[2]) };
}

export function batchUnknown(id: string): HeduiError {
  const shown = id.slice(0, 24);
  return new HeduiError('BATCH_UNKNOWN', {
    zh: `没有批次 ${shown}。批次编号形如 B12，可用 hedui status 查看。`,
    en: `There is no batch ${shown}. A batch is called like B12; hedui status lists them.`,
  });
}
