import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DIGEST_ALGORITHMS } from '../../../domain/crypto-suite.ts';
import { Frontier, leafHash, nodeHash, rootOf } from '../../../store/ledger/merkle.ts';
import {
  consistencyProof,
  inclusionProof,
  type RangeRoot,
  verifyConsistency,
  verifyInclusion,
} from '../../../store/ledger/proofs.ts';

const SHA = 'sha-256';
const leaves = (count: number) => Array.from({ length: count }, (_, i) => leafHash(SHA, String(i)));
const rangesOf =
  (all: readonly Buffer[]): RangeRoot =>
  async (from, until) =>
    rootOf(SHA, all.slice(from, until));
const hex = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('hex'));

// The tree of the reference implementation of Certificate Transparency, its roots and its consistency proofs.
const KNOWN_LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((entry) => leafHash(SHA, Buffer.from(entry, 'hex').toString('latin1')));
const KNOWN_ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the ledger tree (RFC 6962)', () => {
  test('has the roots of the reference implementation at every size', () => {
    const roots = KNOWN_ROOTS.map((_, size) => rootOf(SHA, KNOWN_LEAVES.slice(0, size)));
    expect(hex(roots)).toEqual(KNOWN_ROOTS);
  });

  test('gives the consistency proofs of the reference implementation', async () => {
    expect(hex(await consistencyProof(1, 8, rangesOf(KNOWN_LEAVES)))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(hex(await consistencyProof(6, 8, rangesOf(KNOWN_LEAVES)))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  test('splits 7 leaves into 4 and 3, and 3 into 2 and 1, whatever the digest', () => {
    for (const digest of DIGEST_ALGORITHMS) {
      const all = Array.from({ length: 7 }, (_, i) => leafHash(digest, String(i)));
      const node = (left: Buffer, right: Buffer) => nodeHash(digest, left, right);
      const [a, b, c, d, e, f, g] = all as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];
      const four = node(node(a, b), node(c, d));
      const three = node(node(e, f), g);
      expect(rootOf(digest, all)).toEqual(node(four, three));
    }
  });

  test('grows from a kept frontier to the same root as at once', () => {
    fc.assert(
      fc.property(fc.nat(70), fc.nat(70), (before, after) => {
        const all = leaves(before + after);
        const kept = new Frontier(SHA);
        for (const leaf of all.slice(0, before)) kept.append(leaf);
        const grown = new Frontier(SHA, kept.size, kept.roots);
        for (const leaf of all.slice(before)) grown.append(leaf);
        expect(grown.root()).toEqual(rootOf(SHA, all));
      }),
    );
  });

  test('proves each leaf, and no other leaf, place, size or root', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.nat(), async (size, anywhere) => {
        const all = leaves(size);
        const index = anywhere % size;
        const leaf = all[index] as Buffer;
        const proof = await inclusionProof(index, size, rangesOf(all));
        const root = rootOf(SHA, all);
        const isIn = (one: Buffer, at: number, path: readonly Buffer[], top: Buffer) =>
          verifyInclusion(SHA, one, at, size, path, top);
        expect(isIn(leaf, index, proof, root)).toBe(true);
        expect(isIn(leafHash(SHA, 'x'), index, proof, root)).toBe(false);
        expect(isIn(leaf, index, proof, leafHash(SHA, 'another'))).toBe(false);
        expect(isIn(leaf, index, [...proof, root], root)).toBe(false);
        if (proof.length > 0) {
          expect(isIn(leaf, index, proof.slice(1), root)).toBe(false);
          expect(isIn(leaf, index ^ 1, proof, root)).toBe(false);
        }
      }),
    );
  });

  test('shows an older tree to be the beginning of a later one, and no other tree to be', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(40), fc.nat(40), fc.nat(), async (size, more, anywhere) => {
        const all = leaves(size + more);
        const first = { size, root: rootOf(SHA, all.slice(0, size)) };
        const later = { size: size + more, root: rootOf(SHA, all) };
        const proof = await consistencyProof(size, size + more, rangesOf(all));
        expect(verifyConsistency(SHA, first, later, proof)).toBe(true);
        if (size === 0) return;
        const changed = all.with(anywhere % size, leafHash(SHA, 'changed'));
        const others = { ...later, root: rootOf(SHA, changed) };
        const othersProof = await consistencyProof(size, size + more, rangesOf(changed));
        expect(verifyConsistency(SHA, first, others, othersProof)).toBe(false);
        expect(verifyConsistency(SHA, first, later, [...proof, first.root])).toBe(false);
        if (proof.length > 0) {
          expect(verifyConsistency(SHA, first, later, proof.slice(1))).toBe(false);
        }
      }),
    );
  });
});
