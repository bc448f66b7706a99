// The Merkle tree of RFC 6962, section 2.1: leaves and nodes are hashed with different prefixes, so that neither
// can be passed off as the other.

import { createHash } from 'node:crypto';

export function leafHash(entry: Buffer): Buffer {
  return createHash('sha256').update(LEAF).update(entry).digest();
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);
const EMPTY_ROOT = createHash('sha256').digest();

/**
 * A tree that only grows, as the roots of its complete subtrees, largest first: 7 leaves are subtrees of 4, 2 and
 * 1. That is all it takes to add leaves and to know the root.
 */
export class Frontier {
  #size: number;
  readonly #roots: Buffer[];

  constructor(size = 0, roots: readonly Buffer[] = []) {
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
      root = nodeHash(this.#roots.pop() ?? EMPTY_ROOT, root);
    }
    this.#roots.push(root);
    this.#size += 1;
  }

  root(): Buffer {
    return this.#roots.length === 0
      ? EMPTY_ROOT
      : this.#roots.reduceRight((right, left) => nodeHash(left, right));
  }
}

/** The neighbours' hashes with which one leaf leads to the root (RFC 6962, 2.1.1). */
export function inclusionProof(leaves: readonly Buffer[], index: number): Buffer[] {
  if (leaves.length <= 1) return [];
  const split = largestPowerBelow(leaves.length);
  return index < split
    ? [...inclusionProof(leaves.slice(0, split), index), rootOf(leaves.slice(split))]
    : [...inclusionProof(leaves.slice(split), index - split), rootOf(leaves.slice(0, split))];
}

/** Whether a leaf at an index of a tree of a size leads to its root. */
export function verifyInclusion(
  leaf: Buffer,
  index: number,
  size: number,
  proof: readonly Buffer[],
  root: Buffer,
): boolean {
  const climbed = climb(leaf, index, size, [...proof]);
  return climbed !== null && climbed.equals(root);
}

function climb(leaf: Buffer, index: number, size: number, proof: Buffer[]): Buffer | null {
  if (index < 0 || index >= size) return null;
  if (size === 1) return proof.length === 0 ? leaf : null;
  const neighbour = proof.pop();
  if (neighbour === undefined) return null;
  const split = largestPowerBelow(size);
  const own =
    index < split
      ? climb(leaf, index, split, proof)
      : climb(leaf, index - split, size - split, proof);
  if (own === null) return null;
  return index < split ? nodeHash(own, neighbour) : nodeHash(neighbour, own);
}

export function rootOf(leaves: readonly Buffer[]): Buffer {
  const frontier = new Frontier();
  for (const leaf of leaves) frontier.append(leaf);
  return frontier.root();
}

/** The largest power of two that is less than `size`. */
function largestPowerBelow(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}
