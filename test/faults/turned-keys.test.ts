// The key-encryption key is turned while a batch runs, and whoever turns it is killed: nothing is lost.

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Engine } from '../../jobs/engine.ts';
import { readKeyFile } from '../../store/encryption/key-sources.ts';
import { newestVersion } from '../../store/encryption/key-ring.ts';
import { startHedui } from '../support/hedui-process.ts';
import { inventedHouseholds } from '../support/households.ts';
import { openBatch } from '../support/store.ts';
import { until } from '../support/until.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../support/village.ts';

let village: Village;
let children: ChildProcess[];

beforeEach(async () => {
  children = [];
  village = await openVillage({ latencyMs: 150, answerDelayMs: 600 });
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await village.close();
});

function hedui(...words: string[]): ChildProcess {
  const child = startHedui(village, words);
  children.push(child);
  return child;
}

/** Data keys by version, of households of both batches. */
async function usesOf(engine: Engine): Promise<Record<number, number>> {
  const uses = await engine.store.keyVersions.uses();
  return Object.fromEntries(uses.map(({ version, dataKeys }) => [version, dataKeys]));
}

test('a batch runs through, whoever turns the keys meanwhile and dies of it', async () => {
  const engine = await village.open();
  // Enough to be killed in the middle of.
  const crowd = await openBatch(engine.store);
  await engine.store.households.add(crowd, inventedHouseholds(8_000, 1));
  const { batchId } = await submitVillage(village, engine);
  hedui('worker');

  const killed = hedui('keys', 'rotate');
  await until('some keys are wrapped anew', async () => ((await usesOf(engine))[2] ?? 0) > 0);
  const ended = once(killed, 'exit');
  killed.kill('SIGKILL');
  await ended;
  expect(newestVersion(await readKeyFile(village.settings.keyFile))).toBe(2);

  const again = hedui('keys', 'rewrap');
  const [code] = await once(again, 'exit');
  expect(code).toBe(0);
  expect((await usesOf(engine))[1]).toBe(0);

  await untilDone(engine, batchId);
  const current = await engine.store.reports.ofBatch(batchId, { limit: 100 });
  expect(current.map((report) => report.seq)).toEqual([1, 2, 3, 4]);
  for (const { number } of current) {
    expect((await engine.store.reports.read(number)).number).toBe(number);
  }
  const chunks = await engine.store.households.cutChunks(crowd, 4_000);
  for (const { id } of chunks) {
    expect(await engine.store.households.readChunk(id)).toHaveLength(4_000);
  }
});
