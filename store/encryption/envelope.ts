// The sealed form of a value in the database:
//   version (1 byte) · suite (1) · nonce (12) · tag (16) · ciphertext
// The associated data binds a value to its row and column, so that it opens nowhere else.

import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { HeduiError } from '../../domain/errors.ts';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 2 + NONCE_BYTES + TAG_BYTES;

/** How a value is sealed, recorded with each, so that suites can live side by side (SM4 comes with its own). */
const SUITE_AES_256_GCM = 1;
/** Added to the suite's number when the plain text was deflated. */
const DEFLATED = 0x80;

/**
 * Values from this size on are deflated first. Smaller ones fit a database page as they are, and deflating costs
 * five times the encryption; larger ones would be written out of line (TOAST), which costs more than deflating.
 */
const DEFLATE_FROM_BYTES = 2_000;

/** A window of 8 KB: the usual 32 KB would be set up for each small value, which doubles the time to inflate. */
const DEFLATE = { level: constants.Z_BEST_SPEED, windowBits: 13, memLevel: 6 };

export const KEY_BYTES = 32;

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
export function seal(plain: Buffer, key: Buffer, place: string): Buffer {
  const deflated = plain.length >= DEFLATE_FROM_BYTES;
  const text = deflated ? deflateRawSync(plain, DEFLATE) : plain;
  const envelope = Buffer.allocUnsafe(HEAD_BYTES + text.length);
  envelope[0] = VERSION;
  envelope[1] = deflated ? SUITE_AES_256_GCM | DEFLATED : SUITE_AES_256_GCM;
  const nonce = freshNonce();
  nonce.copy(envelope, 2);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(associated(envelope, place));
  cipher.update(text).copy(envelope, HEAD_BYTES);
  cipher.final();
  cipher.getAuthTag().copy(envelope, 2 + NONCE_BYTES);
  return envelope;
}

/** @throws HeduiError KEY_WRONG when the key, the place or a single bit is not the one it was sealed with. */
export function open(envelope: Buffer, key: Buffer, place: string): Buffer {
  const suite = envelope[1] ?? 0;
  const isOurs = envelope[0] === VERSION && (suite & ~DEFLATED) === SUITE_AES_256_GCM;
  if (!isOurs || envelope.length < HEAD_BYTES) throw sealBroken();
  const decipher = createDecipheriv('aes-256-gcm', key, envelope.subarray(2, 2 + NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  try {
    decipher.setAAD(associated(envelope, place));
    decipher.setAuthTag(envelope.subarray(2 + NONCE_BYTES, HEAD_BYTES));
    const text = decipher.update(envelope.subarray(HEAD_BYTES));
    decipher.final();
    return (suite & DEFLATED) === 0
      ? text
      : inflateRawSync(text, { windowBits: DEFLATE.windowBits });
  } catch (cause) {
    throw sealBroken(cause);
  }
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
