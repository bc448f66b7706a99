// Data keys: one for each household, and one for each batch (for what belongs to no household). A data key is
// stored wrapped by the key-encryption key; erasing it erases everything sealed under it.

import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { CryptoSuite } from '../../domain/crypto-suite.ts';
import { open, seal } from './envelope.ts';
import type { KeyProvider } from './key-provider.ts';
import { KEY_BYTES, SealingKey } from './sealing-key.ts';

/** Twenty chunks, more than one worker has in hand; a key takes about 2 KB with what is worked out from it. */
const KEYS_KEPT = 10_000;

/** Whose key it is: `household/17`, `batch/3`. */
export type KeyOwner = string;

export type WrappedKey = { readonly wrapped: Buffer; readonly version: number };

export class DataKeys {
  readonly #provider: KeyProvider;
  readonly #unwrapped = new LRUCache<KeyOwner, SealingKey>({ max: KEYS_KEPT });

  constructor(provider: KeyProvider) {
    this.#provider = provider;
  }

  /** Of what is sealed, digested and signed from now on. */
  get suite(): CryptoSuite {
    return this.#provider.suite;
  }

  /** A new data key, to be stored with its owner as it is wrapped. */
  create(owner: KeyOwner): WrappedKey & { readonly key: SealingKey } {
    const version = this.#provider.currentVersion;
    const key = new SealingKey(randomBytes(KEY_BYTES), this.#provider.suite);
    this.#unwrapped.set(owner, key);
    const wrapped = seal(
      key.bytes,
      this.#provider.keyEncryptionKey(version),
      keyPlace(owner, version),
    );
    return { wrapped, version, key };
  }

  /** The owner's key where it is at hand already. */
  known(owner: KeyOwner): SealingKey | undefined {
    return this.#unwrapped.get(owner);
  }

  unwrap(owner: KeyOwner, { wrapped, version }: WrappedKey): SealingKey {
    const known = this.#unwrapped.get(owner);
    if (known !== undefined) return known;
    const kek = this.#provider.keyEncryptionKey(version);
    const bytes = open(wrapped, kek, keyPlace(owner, version));
    const key = new SealingKey(bytes, this.#provider.suite);
    this.#unwrapped.set(owner, key);
    return key;
  }

  /** Its owner's retention has ended. */
  forget(owner: KeyOwner): void {
    this.#unwrapped.delete(owner);
  }

  /** The same data key under another version; not kept at hand, since whoever turns keys goes through all. */
  rewrapped(owner: KeyOwner, { wrapped, version }: WrappedKey, under: number): Buffer {
    const key = open(wrapped, this.#provider.keyEncryptionKey(version), keyPlace(owner, version));
    return seal(key, this.#provider.keyEncryptionKey(under), keyPlace(owner, under));
  }
}

function keyPlace(owner: KeyOwner, version: number): string {
  return `${owner}/data-key/${version}`;
}
