// docs/check-a-proof.html in a real browser, opened as a file: no server, no network.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Instant } from '../../domain/calendar.ts';
import { keysFromText } from '../../store/encryption/key-provider.ts';
import { generateKeyRing } from '../../store/encryption/key-ring.ts';
import { publicKeysOf } from '../../store/encryption/public-keys.ts';
import { signCheckpoint } from '../../store/ledger/checkpoint.ts';
import { entryHash, entryOf } from '../../store/ledger/entries.ts';
import { rootOf } from '../../store/ledger/merkle.ts';
import { type Proof, proofOf } from '../../store/ledger/proof-file.ts';
import { inclusionProof } from '../../store/ledger/proofs.ts';

const AT = '2026-07-01T02:00:00.000Z' as Instant;
let browser: Browser;
let page: Page;
let folder: string;
let proof: Proof;
const keys = keysFromText(JSON.stringify(generateKeyRing()), 'test');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hedui-proof-'));
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
      'sha-256',
    ),
  );
  const leaves = entries.map(entryHash);
  const checkpoint = signCheckpoint(
    {
      format: 'hedui-ledger-checkpoint/1',
      ledger: 'test',
      size: leaves.length,
      treeDigest: 'sha-256',
      root: rootOf('sha-256', leaves).toString('hex'),
      at: AT,
    },
    keys.signing,
  );
  const ranges = async (from: number, until: number) =>
    rootOf('sha-256', leaves.slice(from, until));
  const path = await inclusionProof(6, leaves.length, ranges);
  const entry = entries[6];
  if (entry === undefined) throw new Error('there are eleven');
  proof = proofOf(entry, 6, path, checkpoint);
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  page = await browser.newPage();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
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

test('proves what is proven, and nothing that was altered', async () => {
  const known = publicKeysOf(keys);
  const proven = await outcomeOf(proof, known);
  expect(proven).toContain('Proven');
  expect(proven).toContain('R-6');
  const other = { ...proof, entry: { ...proof.entry, subject: 'R-7' } };
  expect(await outcomeOf(other, known)).toContain('Not proven');
  const later = { ...proof, checkpoint: { ...proof.checkpoint, at: '2027-01-01T00:00:00.000Z' } };
  expect(await outcomeOf(later, known)).toContain('signature of the checkpoint is wrong');
  const strangers = keysFromText(JSON.stringify(generateKeyRing()), 'test');
  expect(await outcomeOf(proof, publicKeysOf(strangers))).toContain('not among these');
}, 60_000);
