// A new version beside the old one, a migration between them, and a batch that nobody stops.

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { inProject } from '../../config/places.ts';
import { startHedui } from '../support/hedui-process.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../support/village.ts';
import { until } from '../support/until.ts';

let village: Village;
let started: ChildProcess[];

beforeEach(async () => {
  started = [];
  village = await openVillage({ latencyMs: 400, answerDelayMs: 1_500 });
});
afterEach(async () => {
  for (const child of started) child.kill('SIGKILL');
  await village.close();
});

test('the migration and both changes of worker fall into a running batch: one report a household', async () => {
  const engine = await village.open();
  const next = await nextVersion(join(village.folder, 'next-version'));
  const { batchId } = await submitVillage(village, engine);
  const working = async (child: ChildProcess) => {
    const workers = await engine.store.workers.seenWithin(1);
    return workers.some((one) => one.processId === child.pid && one.endedAt === null);
  };
  const older = start(process.cwd(), ['worker']);
  await until('the old version works', () => working(older));

  const migrating = start(next, ['database', 'migrate']);
  expect(await ended(migrating)).toBe(0);
  const newer = start(next, ['worker']);
  await until('the new version works beside it', () => working(newer));
  expect(older.exitCode).toBeNull();

  older.kill('SIGTERM');
  expect(await ended(older)).toBe(0);
  // The old version may be opened again in the middle of an upgrade.
  await village.open();

  await untilDone(engine, batchId);
  const current = await engine.store.reports.ofBatch(batchId, { limit: 100 });
  expect(current.map((report) => report.seq)).toEqual([1, 2, 3, 4]);
  expect(await countOf('select count(*) from reports where is_current')).toBe(4);
  expect(await countOf('select count(*) from later_things')).toBe(0);
  newer.kill('SIGTERM');
  expect(await ended(newer)).toBe(0);
});

/** This program with one migration more, as its next version would be. @returns its folder */
async function nextVersion(folder: string): Promise<string> {
  await mkdir(folder);
  const rooms = ['config', 'connectors', 'console', 'domain', 'jobs', 'matchers', 'reports'];
  for (const name of [
    ...rooms,
    'scripts',
    'store',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
  ]) {
    await cp(inProject(name), join(folder, name), { recursive: true });
  }
  await symlink(inProject('node_modules'), join(folder, 'node_modules'));
  const list = join(folder, 'store', 'migrations', 'migration-list.ts');
  const text = await readFile(list, 'utf8');
  const adds = `  { name: '9001-adds',
    up: (knex) => knex.schema.createTable('later_things', (table) => table.text('name')),
    down: (knex) => knex.schema.dropTable('later_things') },
];`;
  await writeFile(list, text.replace(/\];\s*$/, adds));
  return folder;
}

function start(folder: string, words: readonly string[]): ChildProcess {
  const child = startHedui(village, words, { folder, isHeard: true });
  started.push(child);
  return child;
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

async function countOf(sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: village.settings.databaseUrl ?? '' });
  await client.connect();
  const { rows } = await client.query<{ count: string }>(sql);
  await client.end();
  return Number(rows[0]?.count);
}
