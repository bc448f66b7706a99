// Exact search on what is encrypted: a keyed digest stands in the column. Equal values have equal digests, and
// without the key nobody can compute the digest of a guessed value.

import { createHmac } from 'node:crypto';
import { type DigestAlgorithm, OPENSSL_DIGESTS } from '../../domain/crypto-suite.ts';

/** Made once for the life of a database, its digest too: another one means computing every index anew. */
export type IndexKey = { readonly digest: DigestAlgorithm; readonly bytes: Buffer };

/** 128 bits: among a billion persons, the odds that any two share a digest are below 1 to 10^20. */
const INDEX_BYTES = 16;

/** @param kind keeps equal texts of different kinds apart: `citizen-id`, `household-ref`. */
export function blindIndex(indexKey: IndexKey, kind: string, value: string): Buffer {
  return createHmac(OPENSSL_DIGESTS[indexKey.digest], indexKey.bytes)
    .update(`${kind}\0${value}`)
    .digest()
    .subarray(0, INDEX_BYTES);
}
