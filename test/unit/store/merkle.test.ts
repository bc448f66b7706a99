import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import {
  Frontier,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  verifyInclusion,
} from '../../../store/ledger/merkle.ts';

const leaves = (count: number) =>
  Array.from({ length: count }, (_, i) => leafHash(Buffer.from([i])));

describe('the ledger tree (RFC 6962)', () => {
  test('hashes an empty tree, an empty leaf and a node as the RFC says', () => {
    // SHA-256 of nothing; of the byte 00; the first two are also test vectors of the RFC's reference code.
    expect(rootOf([]).toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(leafHash(Buffer.alloc(0)).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    const [a, b] = leaves(2) as [Buffer, Buffer];
    expect(nodeHash(a, b)).toEqual(
      createHash('sha256')
        .update(Buffer.concat([Buffer.from([1]), a, b]))
        .digest(),
    );
  });

  test('splits 7 leaves into 4 and 3, and 3 into 2 and 1', () => {
    const [a, b, c, d, e, f, g] = leaves(7) as Buffer[] as [
      Buffer,
      Buffer,
      Buffer,
      Buffer,
      Buffer,
      Buffer,
      Buffer,
    ];
    const four = nodeHash(nodeHash(a, b), nodeHash(c, d));
    const three = nodeHash(nodeHash(e, f), g);
    expect(rootOf([a, b, c, d, e, f, g])).toEqual(nodeHash(four, three));
  });

  test('grows from a kept frontier to the same root as at once', () => {
    fc.assert(
      fc.property(fc.nat(70), fc.nat(70), (before, after) => {
        const all = leaves(before + after);
        const kept = new Frontier();
        for (const leaf of all.slice(0, before)) kept.append(leaf);
        const grown = new Frontier(kept.size, kept.roots);
        for (const leaf of all.slice(before)) grown.append(leaf);
        expect(grown.root()).toEqual(rootOf(all));
      }),
    );
  });

  test('proves each leaf, and no other leaf, place, size or root', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), (size, anywhere) => {
        const all = leaves(size);
        const index = anywhere % size;
        const leaf = all[index] as Buffer;
        const proof = inclusionProof(all, index);
        const root = rootOf(all);
        expect(verifyInclusion(leaf, index, size, proof, root)).toBe(true);
        expect(verifyInclusion(leafHash(Buffer.from('x')), index, size, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index, size, proof, leafHash(root))).toBe(false);
        expect(verifyInclusion(leaf, index, size, [...proof, root], root)).toBe(false);
        if (proof.length > 0) {
          expect(verifyInclusion(leaf, index, size, proof.slice(1), root)).toBe(false);
          expect(verifyInclusion(leaf, index ^ 1, size, proof, root)).toBe(false);
        }
      }),
    );
  });
});
