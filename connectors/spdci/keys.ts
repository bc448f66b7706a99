// Ed25519 keys as partners hand them over (RFC 8410, RFC 8037).

import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** What stands before the 32 bytes of a raw key in its DER form. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** @param text PEM, or 32 raw bytes in base64. @throws TypeError for anything else; the text is not repeated */
export function privateKeyOf(text: string): KeyObject {
  return ed25519(() =>
    text.includes('-----')
      ? createPrivateKey(text)
      : createPrivateKey({
          key: Buffer.concat([PKCS8_HEAD, raw(text)]),
          format: 'der',
          type: 'pkcs8',
        }),
  );
}

/** @param text PEM, or 32 raw bytes in base64. @throws TypeError for anything else */
export function publicKeyOf(text: string): KeyObject {
  return ed25519(() =>
    text.includes('-----')
      ? createPublicKey(text)
      : createPublicKey({
          key: Buffer.concat([SPKI_HEAD, raw(text)]),
          format: 'der',
          type: 'spki',
        }),
  );
}

function raw(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 32) throw new TypeError('length');
  return bytes;
}

function ed25519(make: () => KeyObject): KeyObject {
  try {
    const key = make();
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // The cause would repeat the key.
  }
  throw new TypeError('a key must be Ed25519: PEM, or 32 bytes in base64');
}

const jwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  kid: z.string(),
});
const keySet = z.object({ keys: z.array(z.unknown()).max(1_000) });

/** The Ed25519 keys of a key set by their names; keys of other kinds are passed over. @returns null when it is none */
export function keysOfSet(document: unknown): Map<string, KeyObject> | null {
  const set = keySet.safeParse(document);
  if (!set.success) return null;
  const keys = new Map<string, KeyObject>();
  for (const one of set.data.keys) {
    const read = jwk.safeParse(one);
    const bytes = read.success ? Buffer.from(read.data.x, 'base64url') : null;
    if (read.success && bytes?.length === 32) {
      keys.set(read.data.kid, publicKeyOf(bytes.toString('base64')));
    }
  }
  return keys;
}

/** Our public key as a key set for partners. */
export function keySetOf(keyId: string, privateKey: KeyObject) {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { keys: [{ kty: 'OKP', crv: 'Ed25519', x, kid: keyId, use: 'sig', alg: 'EdDSA' }] };
}
