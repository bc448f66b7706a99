// SM4 in counter mode, authenticated by HMAC-SM3 over what was enciphered (encrypt-then-MAC): node:crypto offers SM4
// without GCM. GB/T 32907 (SM4), GB/T 32905 (SM3), GB/T 17964 (CTR), GB/T 15852.2 (HMAC).

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

const NONCE_BYTES = 16;
const TAG_BYTES = 32;
export const SM4_HEAD_BYTES = NONCE_BYTES + TAG_BYTES;

type Sm4Keys = { readonly cipher: Buffer; readonly mac: Buffer };

/** Writes nonce, tag and ciphertext into `body`. */
export function sealSm4(text: Buffer, keys: Sm4Keys, bound: Buffer, body: Buffer): void {
  const nonce = randomBytes(NONCE_BYTES);
  nonce.copy(body);
  const cipher = createCipheriv('sm4-ctr', keys.cipher, nonce);
  cipher.update(text).copy(body, SM4_HEAD_BYTES);
  cipher.final();
  tagOf(body, keys.mac, bound).copy(body, NONCE_BYTES);
}

/** @throws when the tag is not that of the rest; nothing is deciphered then. */
export function openSm4(body: Buffer, keys: Sm4Keys, bound: Buffer): Buffer {
  if (body.length < SM4_HEAD_BYTES) throw new RangeError('cut short');
  if (!timingSafeEqual(tagOf(body, keys.mac, bound), body.subarray(NONCE_BYTES, SM4_HEAD_BYTES))) {
    throw new TypeError('the tag differs');
  }
  const decipher = createDecipheriv('sm4-ctr', keys.cipher, body.subarray(0, NONCE_BYTES));
  const text = decipher.update(body.subarray(SM4_HEAD_BYTES));
  decipher.final();
  return text;
}

/** The length of what the value is bound to goes first, so that no byte can move from there into the ciphertext. */
function tagOf(body: Buffer, key: Buffer, bound: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bound.length);
  return createHmac('sm3', key)
    .update(length)
    .update(bound)
    .update(body.subarray(0, NONCE_BYTES))
    .update(body.subarray(SM4_HEAD_BYTES))
    .digest();
}
