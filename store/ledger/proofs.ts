// Proofs over the ledger's tree (RFC 6962, 2.1.1 and 2.1.2): that an entry is in it, and that an older tree is the
// beginning of a newer one. Whoever makes them hands in a way to the root of any complete range; whoever checks them
// needs the hashes of the proof and nothing else.

import type { DigestAlgorithm } from '../../domain/crypto-suite.ts';
import { largestPowerBelow, nodeHash } from './merkle.ts';

/** The root of the leaves from `from` up to, and without, `until`. */
export type RangeRoot = (from: number, until: number) => Promise<Buffer>;

/** The neighbours' hashes with which one leaf leads to the root. */
export async function inclusionProof(
  index: number,
  size: number,
  rootOf: RangeRoot,
): Promise<Buffer[]> {
  return pathOf(index, 0, size, rootOf);
}

async function pathOf(
  index: number,
  from: number,
  until: number,
  rootOf: RangeRoot,
): Promise<Buffer[]> {
  if (until - from <= 1) return [];
  const split = from + largestPowerBelow(until - from);
  return index < split
    ? [...(await pathOf(index, from, split, rootOf)), await rootOf(split, until)]
    : [...(await pathOf(index, split, until, rootOf)), await rootOf(from, split)];
}

/** Whether a leaf at an index of a tree of a size leads to its root. */
export function verifyInclusion(
  digest: DigestAlgorithm,
  leaf: Buffer,
  index: number,
  size: number,
  proof: readonly Buffer[],
  root: Buffer,
): boolean {
  const climbed = climb(digest, leaf, index, size, [...proof]);
  return climbed !== null && climbed.equals(root);
}

function climb(
  digest: DigestAlgorithm,
  leaf: Buffer,
  index: number,
  size: number,
  proof: Buffer[],
): Buffer | null {
  if (index < 0 || index >= size) return null;
  if (size === 1) return proof.length === 0 ? leaf : null;
  const neighbour = proof.pop();
  if (neighbour === undefined) return null;
  const split = largestPowerBelow(size);
  const own =
    index < split
      ? climb(digest, leaf, index, split, proof)
      : climb(digest, leaf, index - split, size - split, proof);
  if (own === null) return null;
  return index < split ? nodeHash(digest, own, neighbour) : nodeHash(digest, neighbour, own);
}

/** The hashes with which the tree of the first `first` leaves is seen to be the beginning of that of `size`. */
export async function consistencyProof(
  first: number,
  size: number,
  rootOf: RangeRoot,
): Promise<Buffer[]> {
  return first === 0 || first === size ? [] : subproof(first, 0, size, true, rootOf);
}

/** `isWhole`: the range of the older tree is the older tree itself, whose root the checker has already. */
async function subproof(
  first: number,
  from: number,
  until: number,
  isWhole: boolean,
  rootOf: RangeRoot,
): Promise<Buffer[]> {
  if (first === until - from) return isWhole ? [] : [await rootOf(from, until)];
  const split = largestPowerBelow(until - from);
  return first <= split
    ? [
        ...(await subproof(first, from, from + split, isWhole, rootOf)),
        await rootOf(from + split, until),
      ]
    : [
        ...(await subproof(first - split, from + split, until, false, rootOf)),
        await rootOf(from, from + split),
      ];
}

/** Whether a tree of a size and root is the beginning of a later one. */
export function verifyConsistency(
  digest: DigestAlgorithm,
  first: { readonly size: number; readonly root: Buffer },
  later: { readonly size: number; readonly root: Buffer },
  proof: readonly Buffer[],
): boolean {
  if (first.size > later.size) return false;
  if (first.size === later.size) return proof.length === 0 && first.root.equals(later.root);
  if (first.size === 0) return proof.length === 0;
  const left = [...proof];
  const rebuilt = rebuild(digest, first.size, later.size, first.root, left, true);
  return (
    rebuilt !== null &&
    left.length === 0 &&
    rebuilt.older.equals(first.root) &&
    rebuilt.newer.equals(later.root)
  );
}

/** Both roots of a range, from the proof: of the older tree's part of it, and of the newer one's. */
function rebuild(
  digest: DigestAlgorithm,
  first: number,
  size: number,
  olderRoot: Buffer,
  proof: Buffer[],
  isWhole: boolean,
): { older: Buffer; newer: Buffer } | null {
  if (first === size) {
    const root = isWhole ? olderRoot : proof.pop();
    return root === undefined ? null : { older: root, newer: root };
  }
  const neighbour = proof.pop();
  if (neighbour === undefined) return null;
  const split = largestPowerBelow(size);
  if (first <= split) {
    const own = rebuild(digest, first, split, olderRoot, proof, isWhole);
    return own && { older: own.older, newer: nodeHash(digest, own.newer, neighbour) };
  }
  const own = rebuild(digest, first - split, size - split, olderRoot, proof, false);
  return (
    own && {
      older: nodeHash(digest, neighbour, own.older),
      newer: nodeHash(digest, neighbour, own.newer),
    }
  );
}
