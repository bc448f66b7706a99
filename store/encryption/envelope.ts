// The sealed form of a value in the database: version (1 byte) · suite (1) · what the suite makes of it. The associated
// data binds a value to its row and column, so that it opens nowhere else.
//   AES-256-GCM:       nonce (12) · tag (16) · ciphertext
//   SM4-CTR, HMAC-SM3: nonce (16) · tag (32) · ciphertext    sm4-envelope.ts

import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { HeduiError } from '../../domain/errors.ts';
import type { SealingKey } from './sealing-key.ts';
import { openSm4, SM4_HEAD_BYTES, sealSm4 } from './sm4-envelope.ts';

const VERSION = 1;
const MARK_BYTES = 2;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const GCM_HEAD_BYTES = NONCE_BYTES + TAG_BYTES;

const SUITE_AES_256_GCM = 1;
const SUITE_SM4_CTR_HMAC_SM3 = 2;
/** Added to the suite's number when the plain text was deflated. */
const DEFLATED = 0x80;

/**
 * Values from this size on are deflated first. Smaller ones fit a database page as they are, and deflating costs
 * five times the encryption; larger ones would be written out of line (TOAST), which costs more than deflating.
 */
const DEFLATE_FROM_BYTES = 2_000;

/** A window of 8 KB: the usual 32 KB would be set up for each small value, which doubles the time to inflate. */
const DEFLATE = { level: constants.Z_BEST_SPEED, windowBits: 13, memLevel: 6 };

// Random numbers are drawn for many nonces at once: the call costs more than the bytes.
const nonces = Buffer.alloc(NONCE_BYTES * 1024);
let nextNonce = nonces.length;

function freshNonce(): Buffer {
  if (nextNonce === nonces.length) {
    randomFillSync(nonces);
    nextNonce = 0;
  }
  nextNonce += NONCE_BYTES;
  return nonces.subarray(nextNonce - NONCE_BYTES, nextNonce);
}

/** @param place where the value stands: `household/17/persons`. */
export function seal(plain: Buffer, key: SealingKey, place: string): Buffer {
  const deflated = plain.length >= DEFLATE_FROM_BYTES;
  const text = deflated ? deflateRawSync(plain, DEFLATE) : plain;
  const isSm4 = key.suite === 'sm';
  const head = MARK_BYTES + (isSm4 ? SM4_HEAD_BYTES : GCM_HEAD_BYTES);
  const envelope = Buffer.allocUnsafe(head + text.length);
  const suite = isSm4 ? SUITE_SM4_CTR_HMAC_SM3 : SUITE_AES_256_GCM;
  envelope[0] = VERSION;
  envelope[1] = deflated ? suite | DEFLATED : suite;
  const body = envelope.subarray(MARK_BYTES);
  const bound = associated(envelope, place);
  if (isSm4) sealSm4(text, key.sm4, bound, body);
  else sealGcm(text, key.bytes, bound, body);
  return envelope;
}

/** @throws HeduiError KEY_WRONG when the key, the place or a single bit is not the one it was sealed with. */
export function open(envelope: Buffer, key: SealingKey, place: string): Buffer {
  if (envelope[0] !== VERSION) throw sealBroken();
  const mark = envelope[1] ?? 0;
  const body = envelope.subarray(MARK_BYTES);
  try {
    const bound = associated(envelope, place);
    const text = openBody(mark & ~DEFLATED, body, key, bound);
    return (mark & DEFLATED) === 0
      ? text
      : inflateRawSync(text, { windowBits: DEFLATE.windowBits });
  } catch (cause) {
    throw sealBroken(cause);
  }
}

function openBody(suite: number, body: Buffer, key: SealingKey, bound: Buffer): Buffer {
  switch (suite) {
    case SUITE_AES_256_GCM:
      return openGcm(body, key.bytes, bound);
    case SUITE_SM4_CTR_HMAC_SM3:
      return openSm4(body, key.sm4, bound);
    default:
      throw new TypeError('a suite that nobody here knows');
  }
}

function sealGcm(text: Buffer, key: Buffer, bound: Buffer, body: Buffer): void {
  const nonce = freshNonce();
  nonce.copy(body);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(bound);
  cipher.update(text).copy(body, GCM_HEAD_BYTES);
  cipher.final();
  cipher.getAuthTag().copy(body, NONCE_BYTES);
}

function openGcm(body: Buffer, key: Buffer, bound: Buffer): Buffer {
  if (body.length < GCM_HEAD_BYTES) throw new RangeError('cut short');
  const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(bound);
  decipher.setAuthTag(body.subarray(NONCE_BYTES, GCM_HEAD_BYTES));
  const text = decipher.update(body.subarray(GCM_HEAD_BYTES));
  decipher.final();
  return text;
}

/** Version and suite are not encrypted, so they are authenticated. */
function associated(envelope: Buffer, place: string): Buffer {
  return Buffer.from(`${envelope[0]}/${envelope[1]}/${place}`);
}

function sealBroken(cause?: unknown): HeduiError {
  return new HeduiError(
    'KEY_WRONG',
    {
      zh: '加密数据无法解开：密钥不符，或数据被改动过。请检查密钥文件，并运行 hedui doctor。',
      en: 'An encrypted value does not open: the key is another one, or the value was altered. Check the key file and run hedui doctor.',
    },
    { cause },
  );
}
