// docs/check-a-proof.html in a real browser, opened as a file: no server, no network.

import { hash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test as tested } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Instant } from '../../domain/calendar.ts';
import { type CryptoSuite, SUITE_PARTS } from '../../domain/crypto-suite.ts';
import { keysFromText } from '../../store/encryption/key-provider.ts';
import { generateKeyRing } from '../../store/encryption/key-ring.ts';
import { publicKeysOf } from '../../store/encryption/public-keys.ts';
import { signCheckpoint } from '../../store/ledger/checkpoint.ts';
import { entryHash, entryOf } from '../../store/ledger/entries.ts';
import { rootOf } from '../../store/ledger/merkle.ts';
import { checkProof, type Proof, proofOf } from '../../store/ledger/proof-file.ts';
import { inclusionProof } from '../../store/ledger/proofs.ts';
import { hasBrowser, openBrowser, openContext } from '../support/browser.ts';

const test = hasBrowser ? tested : tested.skip;

const AT = '2026-07-01T02:00:00.000Z' as Instant;
let browser: Browser | undefined;
let page: Page;
let folder = '';
const ring = JSON.stringify(generateKeyRing());

/** The seventh of eleven entries, under the suite; the tree may have begun under another. */
async function proofUnder(suite: CryptoSuite, tree: CryptoSuite = suite): Promise<Proof> {
  const { digest } = SUITE_PARTS[suite];
  const treeDigest = SUITE_PARTS[tree].digest;
  const entries = Array.from({ length: 11 }, (_, i) =>
    entryOf(
      {
        at: AT,
        actor: 'worker',
        kind: 'seal',
        subject: `R-${i}`,
        purpose: 'application',
        content: i,
      },
      digest,
    ),
  );
  const leaves = entries.map(entryHash);
  const checkpoint = signCheckpoint(
    {
      format: 'hedui-ledger-checkpoint/1',
      ledger: '核对 test',
      size: leaves.length,
      treeDigest,
      root: rootOf(treeDigest, leaves).toString('hex'),
      at: AT,
    },
    keysFromText(ring, 'test', suite).signing,
  );
  const ranges = async (from: number, until: number) =>
    rootOf(treeDigest, leaves.slice(from, until));
  const path = await inclusionProof(6, leaves.length, ranges);
  const entry = entries[6];
  if (entry === undefined) throw new Error('there are eleven');
  return proofOf(entry, 6, path, checkpoint);
}

beforeAll(async () => {
  if (!hasBrowser) return;
  folder = await mkdtemp(join(tmpdir(), 'hedui-proof-'));
  browser = await openBrowser();
  page = await (await openContext(browser)).newPage();
});
afterAll(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true });
});

async function outcomeOf(shown: object, known: object): Promise<string> {
  await writeFile(join(folder, 'proof.json'), JSON.stringify(shown));
  await writeFile(join(folder, 'keys.json'), JSON.stringify(known));
  await page.goto(pathToFileURL(resolve('docs/check-a-proof.html')).href);
  await page.setInputFiles('#proof', join(folder, 'proof.json'));
  await page.setInputFiles('#keys', join(folder, 'keys.json'));
  await page.waitForSelector('#outcome.good, #outcome.bad');
  return (await page.textContent('#outcome')) ?? '';
}

test.each([
  ['SHA-256 and Ed25519', 'aes', 'aes'],
  ['SM3 and SM2', 'sm', 'sm'],
  ['SM3 and SM2, in a tree that began under SHA-256', 'sm', 'aes'],
] as const)('proves what is proven, and nothing that was altered: %s', async (_, suite, tree) => {
  const proof = await proofUnder(suite, tree);
  const keys = keysFromText(ring, 'test', suite);
  expect(checkProof(proof, keys.verifyingKeys)).toBe('proven');
  const known = publicKeysOf(keys);
  const proven = await outcomeOf(proof, known);
  expect(proven).toContain('Proven');
  expect(proven).toContain('R-6');
  const other = { ...proof, entry: { ...proof.entry, subject: 'R-7' } };
  expect(await outcomeOf(other, known)).toContain('Not proven');
  const later = { ...proof, checkpoint: { ...proof.checkpoint, at: '2027-01-01T00:00:00.000Z' } };
  expect(await outcomeOf(later, known)).toContain('signature of the checkpoint is wrong');
  const strangers = keysFromText(JSON.stringify(generateKeyRing()), 'test', suite);
  expect(await outcomeOf(proof, publicKeysOf(strangers))).toContain('not among these');
});

test('computes SM3 and SM2 as the standards say, whatever the length', async () => {
  await page.goto(pathToFileURL(resolve('docs/check-a-proof.html')).href);
  // GB/T 32905-2016, appendix A.
  expect(await page.evaluate('hexOf(sm3(utf8("abc")))')).toBe(
    '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
  );
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1_000]) {
    const text = 'x'.repeat(length);
    expect(await page.evaluate(`hexOf(sm3(utf8(${JSON.stringify(text)})))`)).toBe(
      hash('sm3', text),
    );
  }
  const { signing } = keysFromText(ring, 'test', 'sm');
  const base64 = (bytes: Buffer) => JSON.stringify(bytes.toString('base64'));
  // Signatures differ each time, in the length of their numbers too.
  for (let n = 0; n < 20; n++) {
    const text = Buffer.from(`text ${n}`);
    const signature = signing.sign(text);
    const verify = (given: Buffer, said: Buffer) =>
      page.evaluate(
        `isSm2Signature(ofBase64(${base64(signing.publicKey)}), ofBase64(${base64(given)}), ofBase64(${base64(said)}))`,
      );
    expect(await verify(signature, text)).toBe(true);
    expect(await verify(signature, Buffer.from('another'))).toBe(false);
    const altered = Buffer.from(signature);
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    expect(await verify(altered, text)).toBe(false);
    expect(await verify(signature.subarray(0, -1), text)).toBe(false);
  }
});
