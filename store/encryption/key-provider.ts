// The keys of an installation. Whoever has them and the database can read everything; whoever lacks one of the
// two can read nothing.

import { type KeyObject, createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { HeduiError } from '../../domain/errors.ts';
import { KEY_BYTES } from './envelope.ts';

/** Where keys come from. A key management service would fetch the same at start. */
export type KeyProvider = {
  /** The version that new data keys are wrapped under. */
  readonly currentVersion: number;
  /** @throws HeduiError KEY_MISSING */
  keyEncryptionKey(version: number): Buffer;
  /** Of the blind indexes. Has no versions: a new one means indexing anew. */
  readonly indexKey: Buffer;
  readonly signing: SigningKey;
};

export type SigningKey = {
  /** The first 16 hex digits of the SHA-256 of the public key (SPKI, DER). */
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
};

const key = z.base64().refine((text) => Buffer.from(text, 'base64').length === KEY_BYTES);

/** What the key file or HEDUI_KEYS holds. Keys are base64, the signing key is PKCS #8. */
export const keyRing = z.strictObject({
  format: z.literal('hedui-keys/1'),
  currentVersion: z.int().positive(),
  keyEncryptionKeys: z.record(z.string().regex(/^[1-9]\d*$/), key),
  indexKey: key,
  signingKey: z.base64(),
});
export type KeyRing = z.infer<typeof keyRing>;

/** @param source what to name in messages: a file or a variable. */
export function keysFromText(text: string, source: string): KeyProvider {
  let ring: KeyRing;
  let privateKey: KeyObject;
  try {
    ring = keyRing.parse(JSON.parse(text));
    privateKey = createPrivateKey({
      key: Buffer.from(ring.signingKey, 'base64'),
      format: 'der',
      type: 'pkcs8',
    });
    if (privateKey.asymmetricKeyType !== 'ed25519') throw new TypeError('not an ed25519 key');
  } catch {
    // The cause is left out: it could quote a key.
    throw new HeduiError('KEY_WRONG', {
      zh: `${source} 中不是有效的 hedui 密钥（hedui-keys/1）。请从备份恢复。`,
      en: `${source} does not hold valid hedui keys (hedui-keys/1). Restore it from the backup.`,
    });
  }
  const keys = new Map(
    Object.entries(ring.keyEncryptionKeys).map(([version, text64]) => [
      Number(version),
      Buffer.from(text64, 'base64'),
    ]),
  );
  const keyEncryptionKey = (version: number) => keys.get(version) ?? keyMissing(version, source);
  keyEncryptionKey(ring.currentVersion);
  const publicKey = createPublicKey(privateKey);
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const keyId = createHash('sha256').update(spki).digest('hex').slice(0, 16);
  return {
    currentVersion: ring.currentVersion,
    keyEncryptionKey,
    indexKey: Buffer.from(ring.indexKey, 'base64'),
    signing: { keyId, privateKey, publicKey },
  };
}

function keyMissing(version: number, source: string): never {
  throw new HeduiError('KEY_MISSING', {
    zh: `${source} 中缺少第 ${version} 版密钥。旧版密钥须保留，直到其数据改用新版密钥。`,
    en: `Version ${version} of the key is not in ${source}. Older versions are needed until their data is rewrapped.`,
  });
}
