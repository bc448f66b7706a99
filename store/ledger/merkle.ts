// The Merkle tree of RFC 6962, section 2.1: leaves and nodes are hashed with different prefixes, so that neither
// can be passed off as the other. A tree keeps the digest it began with; a leaf says which one it has.

import { hash } from 'node:crypto';
import { type DigestAlgorithm, OPENSSL_DIGESTS } from '../../domain/crypto-suite.ts';

/**
 * A hash as text, a character a byte (latin1): Node hands that out in a third of the time of a Buffer, and it is written where
 * it belongs without an object in between. A ledger of a million entries is two million of them.
 */
export type HashText = string;

export const LEAF_PREFIX = 0;

/** @param entry its canonical JSON */
export function leafHash(digest: DigestAlgorithm, entry: string): Buffer {
  return asBytes(
    hash(OPENSSL_DIGESTS[digest], `${String.fromCharCode(LEAF_PREFIX)}${entry}`, 'binary'),
  );
}

const HASH_BYTES = 32;
const NODE_BYTES = 1 + 2 * HASH_BYTES;
const NODE_PREFIX = 1;
/** Where the left and the right of a node lie in what is hashed. */
const LEFT = 1;
const RIGHT = 1 + HASH_BYTES;
/** A tile is a complete subtree of so many leaves, a power of two. Its root is kept, so that proofs need not read all leaves. */
export const TILE_LEAVES = 1024;
const TILE_HEIGHT = Math.log2(TILE_LEAVES);
const node = Buffer.alloc(NODE_BYTES, NODE_PREFIX);

export function nodeHash(digest: DigestAlgorithm, left: Buffer, right: Buffer): Buffer {
  left.copy(node, LEFT);
  right.copy(node, RIGHT);
  return asBytes(hash(OPENSSL_DIGESTS[digest], node, 'binary'));
}

/**
 * A tree that only grows, as the roots of its complete subtrees, largest first: 7 leaves are subtrees of 4, 2 and
 * 1. That is all it takes to add leaves and to know the root.
 */
export class Frontier {
  readonly digest: DigestAlgorithm;
  #size: number;
  /** For each height a node's bytes: the root of a complete subtree waits on its left for the one that comes on its right. */
  readonly #nodes: Buffer[] = [];
  readonly #onTile: (root: Buffer, place: number) => void;

  /**
   * @param roots as many as a tree of that size has complete subtrees
   * @param onTile is told the root of each tile when its last leaf is added
   */
  constructor(
    digest: DigestAlgorithm,
    size = 0,
    roots: readonly Buffer[] = [],
    onTile: (root: Buffer, place: number) => void = () => {},
  ) {
    this.digest = digest;
    this.#size = size;
    this.#onTile = onTile;
    const heights = heightsOf(size);
    if (heights.length !== roots.length) {
      throw new RangeError(
        `${heights.length} roots make a tree of ${size} leaves, not ${roots.length}`,
      );
    }
    for (const [place, height] of heights.entries()) {
      (roots[place] as Buffer).copy(this.#node(height), LEFT);
    }
  }

  get size(): number {
    return this.#size;
  }

  get roots(): readonly Buffer[] {
    return heightsOf(this.#size).map((height) =>
      Buffer.from(this.#node(height).subarray(LEFT, RIGHT)),
    );
  }

  append(leaf: Buffer): void {
    this.appendText(leaf.toString('binary'));
  }

  appendText(leaf: HashText): void {
    let root = leaf;
    let height = 0;
    // Each complete pair of equal subtrees becomes one, as a carry does in binary addition.
    for (let size = this.#size; size % 2 === 1; size = (size - 1) / 2) {
      const pair = this.#node(height);
      pair.write(root, RIGHT, 'latin1');
      root = hash(OPENSSL_DIGESTS[this.digest], pair, 'binary');
      height += 1;
      if (height === TILE_HEIGHT) {
        this.#onTile(asBytes(root), Math.floor(this.#size / TILE_LEAVES));
      }
    }
    this.#node(height).write(root, LEFT, 'latin1');
    this.#size += 1;
  }

  root(): Buffer {
    const { roots } = this;
    return roots.length === 0
      ? hash(OPENSSL_DIGESTS[this.digest], '', 'buffer')
      : roots.reduceRight((right, left) => nodeHash(this.digest, left, right));
  }

  #node(height: number): Buffer {
    this.#nodes[height] ??= Buffer.alloc(NODE_BYTES, NODE_PREFIX);
    return this.#nodes[height];
  }
}

/** Of the complete subtrees of a tree, the highest first: the ones of its size in binary. */
function heightsOf(size: number): number[] {
  const heights: number[] = [];
  for (let rest = size, height = 0; rest > 0; rest = Math.floor(rest / 2), height++) {
    if (rest % 2 === 1) heights.unshift(height);
  }
  return heights;
}

function asBytes(text: HashText): Buffer {
  return Buffer.from(text, 'latin1');
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
