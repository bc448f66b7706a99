// The Merkle tree of RFC 6962, section 2.1: leaves and nodes are hashed with different prefixes, so that neither
// can be passed off as the other. A tree keeps the digest it began with; a leaf says which one it has.

import { hash } from 'node:crypto';
import { type DigestAlgorithm, OPENSSL_DIGESTS } from '../../domain/crypto-suite.ts';

/** @param entry its canonical JSON */
export function leafHash(digest: DigestAlgorithm, entry: string): Buffer {
  return hash(OPENSSL_DIGESTS[digest], `\0${entry}`, 'buffer');
}

const HASH_BYTES = 32;
/** Hashed at once: a million entries are as many calls, and one call costs a third of a Hash object. */
const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

export function nodeHash(digest: DigestAlgorithm, left: Buffer, right: Buffer): Buffer {
  left.copy(node, 1);
  right.copy(node, 1 + HASH_BYTES);
  return hash(OPENSSL_DIGESTS[digest], node, 'buffer');
}

/**
 * A tree that only grows, as the roots of its complete subtrees, largest first: 7 leaves are subtrees of 4, 2 and
 * 1. That is all it takes to add leaves and to know the root.
 */
export class Frontier {
  readonly digest: DigestAlgorithm;
  #size: number;
  readonly #roots: Buffer[];

  constructor(digest: DigestAlgorithm, size = 0, roots: readonly Buffer[] = []) {
    this.digest = digest;
    this.#size = size;
    this.#roots = [...roots];
  }

  get size(): number {
    return this.#size;
  }

  get roots(): readonly Buffer[] {
    return this.#roots;
  }

  append(leaf: Buffer): void {
    let root = leaf;
    // Each complete pair of equal subtrees becomes one, as a carry does in binary addition.
    for (let size = this.#size; size % 2 === 1; size = (size - 1) / 2) {
      root = nodeHash(this.digest, this.#roots.pop() as Buffer, root);
    }
    this.#roots.push(root);
    this.#size += 1;
  }

  root(): Buffer {
    return this.#roots.length === 0
      ? hash(OPENSSL_DIGESTS[this.digest], '', 'buffer')
      : this.#roots.reduceRight((right, left) => nodeHash(this.digest, left, right));
  }
}

export function rootOf(digest: DigestAlgorithm, leaves: readonly Buffer[]): Buffer {
  const frontier = new Frontier(digest);
  for (const leaf of leaves) frontier.append(leaf);
  return frontier.root();
}

/** The largest power of two that is less than `size`. */
export function largestPowerBelow(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}
