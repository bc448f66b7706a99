// The keys of an installation, as the store uses them. Whoever has them and the database can read everything; whoever
// lacks one of the two can read nothing.

import { HeduiError } from '../../domain/errors.ts';
import { type CryptoSuite, SUITE_PARTS } from '../../domain/crypto-suite.ts';
import type { IndexKey } from './blind-index.ts';
import { type KeyRing, parseKeyRing } from './key-ring.ts';
import { SealingKey } from './sealing-key.ts';
import {
  type SigningKey,
  signingKeyFrom,
  type VerifyingKey,
  verifyingKeyFrom,
} from './signatures.ts';

/** Where keys come from. A key management service would fetch the same at start. */
export type KeyProvider = {
  /** Of what is sealed and signed from now on. */
  readonly suite: CryptoSuite;
  /** The version that new data keys are wrapped under. */
  readonly currentVersion: number;
  /** @throws HeduiError KEY_MISSING */
  keyEncryptionKey(version: number): SealingKey;
  /** Of the blind indexes. Has no versions: a new one means indexing anew. */
  readonly indexKey: IndexKey;
  /** The suite's. */
  readonly signing: SigningKey;
  /** Every key that has signed, of both suites. */
  readonly verifyingKeys: readonly VerifyingKey[];
};

/** @param source what to name in messages: a file or a variable. @throws HeduiError KEY_WRONG, KEY_MISSING */
export function keysFromText(
  text: string,
  source: string,
  suite: CryptoSuite = 'aes',
): KeyProvider {
  return keysOfRing(ringFromText(text, source), source, suite);
}

/** @throws HeduiError KEY_WRONG */
export function ringFromText(text: string, source: string): KeyRing {
  try {
    return parseKeyRing(text);
  } catch {
    // The cause is left out: it could quote a key.
    throw new HeduiError('KEY_WRONG', {
      zh: `${source} 中不是有效的 hedui 密钥（hedui-keys/2）。请从备份恢复。`,
      en: `${source} does not hold valid hedui keys (hedui-keys/2). Restore it from the backup.`,
    });
  }
}

function keysOfRing(ring: KeyRing, source: string, suite: CryptoSuite): KeyProvider {
  const keys = new Map(
    Object.entries(ring.keyEncryptionKeys).map(([version, { key }]) => [
      Number(version),
      new SealingKey(Buffer.from(key, 'base64'), suite),
    ]),
  );
  const { signature } = SUITE_PARTS[suite];
  const signingPart = ring.signingKeys.findLast(
    (one) => one.algorithm === signature && one.privateKey !== undefined,
  );
  if (signingPart?.privateKey === undefined) throw signingKeyMissing(signature, source);
  return {
    suite,
    currentVersion: ring.currentVersion,
    keyEncryptionKey: (version) => keys.get(version) ?? keyMissing(version, source),
    indexKey: { digest: ring.index.digest, bytes: Buffer.from(ring.index.key, 'base64') },
    signing: signingKeyFrom(signature, Buffer.from(signingPart.privateKey, 'base64')),
    verifyingKeys: ring.signingKeys.map(({ algorithm, publicKey }) =>
      verifyingKeyFrom(algorithm, Buffer.from(publicKey, 'base64')),
    ),
  };
}

function keyMissing(version: number, source: string): never {
  throw new HeduiError('KEY_MISSING', {
    zh: `${source} 中缺少第 ${version} 版密钥。旧版密钥须保留，直到其数据改用新版密钥。`,
    en: `Version ${version} of the key is not in ${source}. Older versions are needed until their data is rewrapped.`,
  });
}

function signingKeyMissing(algorithm: string, source: string): HeduiError {
  return new HeduiError('KEY_MISSING', {
    zh: `${source} 中没有 ${algorithm} 签名私钥。请运行 hedui keys rotate --signing ${algorithm}。`,
    en: `There is no private signing key for ${algorithm} in ${source}. Run hedui keys rotate --signing ${algorithm}.`,
  });
}
