// The key ring: what the key file or HEDUI_KEYS holds. Older key-encryption keys open what they wrapped, older signing
// keys are kept as public keys only, so that what they signed can be verified and nothing new be signed.

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  type CryptoSuite,
  DIGEST_ALGORITHMS,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
  SUITE_PARTS,
} from '../../domain/crypto-suite.ts';
import { KEY_BYTES } from './sealing-key.ts';
import { generateSigningKey, signingKeyFrom, verifyingKeyFrom } from './signatures.ts';

const key = z.base64().refine((text) => Buffer.from(text, 'base64').length === KEY_BYTES);
const versionName = z.string().regex(/^[1-9]\d{0,5}$/);

/** Keys are base64; private keys PKCS #8, public keys SPKI. */
export const KEY_RING = z.strictObject({
  format: z.literal('hedui-keys/2'),
  /** The version that new data keys are wrapped under. */
  currentVersion: z.int().positive(),
  keyEncryptionKeys: z.record(versionName, z.strictObject({ key, madeAt: z.iso.datetime() })),
  index: z.strictObject({ digest: z.enum(DIGEST_ALGORITHMS), key }),
  /** The newest of an algorithm that has its private half signs. */
  signingKeys: z
    .array(
      z.strictObject({
        algorithm: z.enum(SIGNATURE_ALGORITHMS),
        publicKey: z.base64(),
        privateKey: z.base64().optional(),
        madeAt: z.iso.datetime(),
      }),
    )
    .min(1),
});
export type KeyRing = z.infer<typeof KEY_RING>;
type SigningEntry = KeyRing['signingKeys'][number];

/** The form before suites and versions of signing keys; such a ring is read as it is and written anew when it changes. */
const FIRST_KEY_RING = z.strictObject({
  format: z.literal('hedui-keys/1'),
  currentVersion: z.int().positive(),
  keyEncryptionKeys: z.record(versionName, key),
  indexKey: key,
  signingKey: z.base64(),
});

/** When a key of the first form was made is not known. */
const LONG_AGO = '1970-01-01T00:00:00.000Z';

/** @throws when the text holds no key ring, or a key in it is not one */
export function parseKeyRing(text: string): KeyRing {
  const document = JSON.parse(text);
  const first = FIRST_KEY_RING.safeParse(document);
  const ring = first.success ? fromFirstForm(first.data) : KEY_RING.parse(document);
  if (ring.keyEncryptionKeys[ring.currentVersion] === undefined) {
    throw new TypeError('the current version is not among the keys');
  }
  for (const { algorithm, publicKey, privateKey } of ring.signingKeys) {
    const spki = Buffer.from(publicKey, 'base64');
    if (privateKey === undefined) {
      verifyingKeyFrom(algorithm, spki);
    } else if (
      !signingKeyFrom(algorithm, Buffer.from(privateKey, 'base64')).publicKey.equals(spki)
    ) {
      throw new TypeError('a private key without its public key');
    }
  }
  return ring;
}

function fromFirstForm(first: z.infer<typeof FIRST_KEY_RING>): KeyRing {
  const { publicKey } = signingKeyFrom('ed25519', Buffer.from(first.signingKey, 'base64'));
  return {
    format: 'hedui-keys/2',
    currentVersion: first.currentVersion,
    keyEncryptionKeys: Object.fromEntries(
      Object.entries(first.keyEncryptionKeys).map(([version, text]) => [
        version,
        { key: text, madeAt: LONG_AGO },
      ]),
    ),
    index: { digest: 'sha-256', key: first.indexKey },
    signingKeys: [
      {
        algorithm: 'ed25519',
        publicKey: publicKey.toString('base64'),
        privateKey: first.signingKey,
        madeAt: LONG_AGO,
      },
    ],
  };
}

/** New keys. Signing keys of both suites are made, so that a change of suite needs no change of keys. */
export function generateKeyRing(suite: CryptoSuite = 'aes', at = new Date()): KeyRing {
  return {
    format: 'hedui-keys/2',
    currentVersion: 1,
    keyEncryptionKeys: { '1': { key: newKey(), madeAt: at.toISOString() } },
    index: { digest: SUITE_PARTS[suite].digest, key: newKey() },
    signingKeys: SIGNATURE_ALGORITHMS.map((algorithm) => newSigningEntry(algorithm, at)),
  };
}

/** The newest version; while it is not the current one, it waits to become it. */
export function newestVersion(ring: KeyRing): number {
  return Math.max(...Object.keys(ring.keyEncryptionKeys).map(Number));
}

/** The ring with one more version of the key-encryption key, which nothing is wrapped under yet. */
export function withNewVersion(ring: KeyRing, at = new Date()): KeyRing {
  const version = newestVersion(ring) + 1;
  return {
    ...ring,
    keyEncryptionKeys: {
      ...ring.keyEncryptionKeys,
      [version]: { key: newKey(), madeAt: at.toISOString() },
    },
  };
}

/** The ring whose newest version is the current one. */
export function withNewestCurrent(ring: KeyRing): KeyRing {
  return { ...ring, currentVersion: newestVersion(ring) };
}

/** The ring without an old version. @throws RangeError for the current one, or one that is not there */
export function withoutVersion(ring: KeyRing, version: number): KeyRing {
  const { [version]: gone, ...kept } = ring.keyEncryptionKeys;
  if (gone === undefined || version === ring.currentVersion) {
    throw new RangeError('only an old version can be taken away');
  }
  return { ...ring, keyEncryptionKeys: kept };
}

/** The ring with a new signing key of an algorithm; of the old ones only the public half stays. */
export function withNewSigningKey(
  ring: KeyRing,
  algorithm: SignatureAlgorithm,
  at = new Date(),
): KeyRing {
  const publicOnly = ({ publicKey, madeAt }: SigningEntry) => ({ algorithm, publicKey, madeAt });
  return {
    ...ring,
    signingKeys: [
      ...ring.signingKeys.map((one) => (one.algorithm === algorithm ? publicOnly(one) : one)),
      newSigningEntry(algorithm, at),
    ],
  };
}

function newKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}

function newSigningEntry(algorithm: SignatureAlgorithm, at: Date): SigningEntry {
  const privateKey = generateSigningKey(algorithm);
  return {
    algorithm,
    publicKey: signingKeyFrom(algorithm, privateKey).publicKey.toString('base64'),
    privateKey: privateKey.toString('base64'),
    madeAt: at.toISOString(),
  };
}
