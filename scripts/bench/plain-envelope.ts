// Stands in for store/encryption/envelope.ts in a process of bench:encryption that measures what encryption costs: the same
// mark and the same deflating, and nothing is encrypted. Nothing else knows of this file, and no setting leads here.

import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';

const MARK_BYTES = 2;
const DEFLATED = 0x80;
const DEFLATE_FROM_BYTES = 2_000;
const DEFLATE = { level: constants.Z_BEST_SPEED, windowBits: 13, memLevel: 6 };

export function seal(plain: Buffer): Buffer {
  const deflated = plain.length >= DEFLATE_FROM_BYTES;
  const text = deflated ? deflateRawSync(plain, DEFLATE) : plain;
  const envelope = Buffer.allocUnsafe(MARK_BYTES + text.length);
  envelope[0] = 0;
  envelope[1] = deflated ? DEFLATED : 0;
  text.copy(envelope, MARK_BYTES);
  return envelope;
}

export function open(envelope: Buffer): Buffer {
  const text = envelope.subarray(MARK_BYTES);
  return envelope[1] === DEFLATED
    ? inflateRawSync(text, { windowBits: DEFLATE.windowBits })
    : Buffer.from(text);
}
