// A key that values are sealed under, with the suite that seals them from now on. What is sealed says itself by which
// suite it opens.

import { createHmac } from 'node:crypto';
import type { CryptoSuite } from '../../domain/crypto-suite.ts';

export const KEY_BYTES = 32;
const SM4_KEY_BYTES = 16;

export class SealingKey {
  readonly bytes: Buffer;
  readonly suite: CryptoSuite;
  #texts: Map<string, string> | undefined;
  #sm4: { cipher: Buffer; mac: Buffer } | undefined;

  constructor(bytes: Buffer, suite: CryptoSuite) {
    this.bytes = bytes;
    this.suite = suite;
  }

  /** SM4 enciphers under one key and is authenticated under another; neither tells of the other. */
  get sm4(): { cipher: Buffer; mac: Buffer } {
    this.#sm4 ??= {
      cipher: this.#derived('hedui sm4-ctr').subarray(0, SM4_KEY_BYTES),
      mac: this.#derived('hedui hmac-sm3'),
    };
    return this.#sm4;
  }

  /** What is worked out from the key, once. */
  derivedText(name: string, derive: () => string): string {
    this.#texts ??= new Map();
    const known = this.#texts.get(name) ?? derive();
    this.#texts.set(name, known);
    return known;
  }

  #derived(use: string): Buffer {
    return createHmac('sm3', this.bytes).update(use).digest();
  }
}
