// Exact search on what is encrypted: a keyed digest stands in the column. Equal values have equal digests, and
// without the key nobody can compute the digest of a guessed value.

import { createHmac } from 'node:crypto';

/** 128 bits: among a billion persons, the odds that any two share a digest are below 1 to 10^20. */
const INDEX_BYTES = 16;

/** @param kind keeps equal texts of different kinds apart: `citizen-id`, `household-ref`. */
export function blindIndex(indexKey: Buffer, kind: string, value: string): Buffer {
  return createHmac('sha256', indexKey)
    .update(`${kind}\0${value}`)
    .digest()
    .subarray(0, INDEX_BYTES);
}
