// The public keys of an office as a document to give out: with it anyone verifies reports, proofs and checkpoints
// without the database.

import { z } from 'zod';
import { SIGNATURE_ALGORITHMS } from '../../domain/crypto-suite.ts';
import { HeduiError } from '../../domain/errors.ts';
import type { KeyProvider } from './key-provider.ts';
import { type VerifyingKey, verifyingKeyFrom } from './signatures.ts';

export const PUBLIC_KEYS = z.object({
  format: z.literal('hedui-public-keys/1'),
  keys: z.array(
    z.strictObject({
      keyId: z.string(),
      algorithm: z.enum(SIGNATURE_ALGORITHMS),
      /** SPKI, DER, base64. */
      publicKey: z.base64(),
    }),
  ),
});
export type PublicKeys = z.infer<typeof PUBLIC_KEYS>;

export function publicKeysOf({ verifyingKeys }: Pick<KeyProvider, 'verifyingKeys'>): PublicKeys {
  return {
    format: 'hedui-public-keys/1',
    keys: verifyingKeys.map(({ keyId, algorithm, publicKey }) => ({
      keyId,
      algorithm,
      publicKey: publicKey.toString('base64'),
    })),
  };
}

/** A key's id is computed from the key, not believed. @throws HeduiError KEY_WRONG naming the source */
export function readPublicKeys(text: string, source: string): VerifyingKey[] {
  try {
    return PUBLIC_KEYS.parse(JSON.parse(text)).keys.map(({ algorithm, publicKey }) =>
      verifyingKeyFrom(algorithm, Buffer.from(publicKey, 'base64')),
    );
  } catch (cause) {
    throw new HeduiError(
      'KEY_WRONG',
      {
        zh: `${source} 中不是公钥（hedui-public-keys/1）。请用 hedui keys public 重新导出。`,
        en: `${source} does not hold public keys (hedui-public-keys/1). Export them anew with hedui keys public.`,
      },
      { cause },
    );
  }
}
