// hedui doctor on installations that are broken in one place each: the fault is named with its remedy, and the rest is
// examined all the same.

import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import type { Settings } from '../../../config/settings.ts';
import type { RegionCode } from '../../../domain/region.ts';
import { ENGINE_VERSION } from '../../../config/version.ts';
import type { Check } from '../../../scripts/doctor/check.ts';
import { examine } from '../../../scripts/doctor/examine.ts';
import { transactionsCheck } from '../../../scripts/doctor/servers.ts';
import { openClient } from '../../support/store.ts';
import { openVillage, type Village } from '../../support/village.ts';

let village: Village;
beforeAll(async () => {
  village = await openVillage();
  await village.open();
});
afterAll(() => village.close());

const file = (name: string) => join(village.folder, name);
const onRedis = (process.env['QUEUE_URL'] ?? '').startsWith('redis') ? test : test.skip;

/** The checks of the village's installation with these settings changed, by name. */
async function examined(
  changed: Partial<Settings> = {},
  now?: () => Date,
): Promise<ReadonlyMap<string, Check>> {
  const checks = await examine({ ...village.settings, ...changed }, { ...(now && { now }) });
  const byName = new Map(checks.map((check) => [check.name, check]));
  expect(byName.size).toBe(checks.length);
  return byName;
}

/** A port where nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}

/** The village's departments with one entry changed. */
async function departmentsWith(id: string, change: object): Promise<string> {
  const { departments } = parse(await readFile(village.city.departmentsFile, 'utf8'));
  const entries = departments.map((entry: { id: string }) =>
    entry.id === id ? { ...entry, ...change } : entry,
  );
  const changed = file(`departments-${id}.yaml`);
  await writeFile(changed, stringify({ departments: entries }));
  return changed;
}

test('a sound installation has no fault', async () => {
  const checks = [...(await examined()).values()];
  expect(checks.filter(({ state }) => state === 'fail')).toEqual([]);
  expect(checks.filter(({ name }) => name.startsWith('department '))).toHaveLength(15);
});

test('a database that is not there: the queue and the files are examined all the same', async () => {
  const databaseUrl = `postgres://root@127.0.0.1:${await deadPort()}/hedui`;
  const checks = await examined({ databaseUrl, signalsFile: file('none.yaml') });
  expect(checks.get('store')).toMatchObject({
    state: 'fail',
    said: { en: expect.stringContaining('DATABASE_URL') },
  });
  expect(checks.get('signals')?.state).toBe('fail');
  expect(checks.get('standards')?.state).toBe('warn');
  expect(checks.has('queue')).toBe(village.settings.queueUrl !== null);
});

test('a transaction that somebody forgot to end', async () => {
  const sql = await openClient(village.settings.databaseUrl ?? '');
  const engine = await village.open();
  try {
    await sql.query(`set application_name = 'forgotten'; begin; select count(*) from households`);
    const oldest = await engine.store.oldestTransaction();
    expect(oldest).toMatchObject({ application: 'forgotten' });
    // Ten minutes are long, 9 minutes 59 are not.
    expect(transactionsCheck(oldest && { ...oldest, seconds: 599 }).state).toBe('ok');
    const { state, said } = transactionsCheck(oldest && { ...oldest, seconds: 600 });
    expect(state).toBe('warn');
    expect(said.en).toContain(
      `forgotten (${oldest?.pid}) has had a transaction open for 10 minutes`,
    );
    await sql.query('commit');
    expect((await engine.store.oldestTransaction())?.application).not.toBe('forgotten');
  } finally {
    await sql.end();
  }
});

test('a database whose schema is newer than this program', async () => {
  const sql = await openClient(village.settings.databaseUrl ?? '');
  const future = '9999-of-the-future';
  await sql.query('insert into hedui_migrations (name, batch) values ($1, 99)', [future]);
  await sql.query('update schema_terms set needs = $1', [future]);
  const checks = await examined();
  await sql.query('update schema_terms set needs = null');
  await sql.query('delete from hedui_migrations where name = $1', [future]);
  await sql.end();
  expect(checks.get('store')).toMatchObject({
    state: 'fail',
    said: { en: expect.stringContaining('newer') },
  });
});

test('a queue that is not there: the store and the departments are examined all the same', async () => {
  const checks = await examined({ queueUrl: `redis://127.0.0.1:${await deadPort()}` });
  expect(checks.get('queue')).toMatchObject({
    state: 'fail',
    said: { en: expect.stringContaining('Check QUEUE_URL') },
  });
  expect(checks.get('store')?.state).toBe('ok');
  expect(checks.get('department land')?.state).toBe('ok');
});

onRedis('a queue that a restart would lose', async () => {
  // The services of these machines write nothing to disk, and drop nothing.
  const checks = await examined();
  expect(checks.get('queue on disk')).toMatchObject({
    state: 'warn',
    said: { en: expect.stringContaining('appendonly yes') },
  });
  expect(checks.has('queue memory')).toBe(false);
});

test('keys that others can read', async () => {
  await chmod(village.settings.keyFile, 0o644);
  const checks = await examined();
  await chmod(village.settings.keyFile, 0o600);
  expect(checks.get('keys')).toMatchObject({
    state: 'fail',
    said: { en: expect.stringContaining('chmod 600') },
  });
});

test('the keys of another installation', async () => {
  // A key file that is not there is made: these are not the ones that the store was made with.
  const checks = await examined({ keyFile: file('other-keys.json') });
  expect(checks.get('store')).toMatchObject({
    state: 'fail',
    said: { en: expect.stringContaining('key') },
  });
});

test('a file of departments with a mistake: the entry is named', async () => {
  const departmentsFile = await departmentsWith('land', { transport: 'pigeon' });
  const checks = await examined({ departmentsFile });
  expect(checks.get('departments')).toMatchObject({
    state: 'fail',
    said: { en: expect.stringContaining('land') },
  });
  expect(checks.get('store')?.state).toBe('ok');
});

test('a department that is not there', async () => {
  const address = `http://127.0.0.1:${await deadPort()}`;
  const departmentsFile = await departmentsWith('public-security', { address });
  const checks = await examined({ departmentsFile });
  expect(checks.get('department public-security')).toMatchObject({
    state: 'warn',
    said: { en: expect.stringContaining('Check its address') },
  });
  expect(checks.get('department human-resources')?.state).toBe('ok');
});

test('a department whose secret nobody has set', async () => {
  const credentials = { clientId: 'hedui', clientSecret: '${NOT_SET_HERE}' };
  const departmentsFile = await departmentsWith('public-security', { credentials });
  const checks = await examined({ departmentsFile });
  expect(checks.get('department public-security')).toMatchObject({
    state: 'warn',
    said: { en: expect.stringContaining('set NOT_SET_HERE') },
  });
});

test('a certificate of ours that ends soon', async () => {
  const words = 'req -x509 -newkey rsa:2048 -nodes -subj /CN=hedui -days 20';
  const [certificate, key] = [file('our.pem'), file('our.key')];
  execFileSync('openssl', [...words.split(' '), '-out', certificate, '-keyout', key], {
    stdio: 'pipe',
  });
  const tls = { certificate, key };
  const departmentsFile = await departmentsWith('public-security', { tls });
  const checks = await examined({ departmentsFile });
  expect(checks.get('certificate public-security')).toMatchObject({
    state: 'warn',
    said: { en: expect.stringContaining('ask the department for a new one') },
  });
});

test('a region without standards', async () => {
  const checks = await examined({ region: '990000' as RegionCode });
  expect(checks.get('standards')).toMatchObject({
    state: 'fail',
    said: { en: expect.stringContaining('Region 990000 lacks') },
  });
});

test('a year whose holidays are not known', async () => {
  const checks = await examined({}, () => new Date('2049-06-01T00:00:00Z'));
  expect(checks.get('working days')).toMatchObject({
    state: 'warn',
    said: { en: expect.stringContaining('HEDUI_WORKING_DAYS') },
  });
});

test('clocks that do not agree', async () => {
  const checks = await examined({}, () => new Date(Date.now() - 3_600_000));
  expect(checks.get('clock')).toMatchObject({
    state: 'warn',
    said: { en: expect.stringMatching(/3[56]\d\d seconds apart/) },
  });
});

test('a place for checkpoints where nothing can be put', async () => {
  await writeFile(file('a-file'), '');
  const checks = await examined({ publishTo: file('a-file') });
  expect(checks.get('checkpoints')?.state).toBe('fail');
  await mkdir(file('a-folder'));
  expect((await examined({ publishTo: file('a-folder') })).get('checkpoints')?.state).toBe('ok');
});

test('a mail server that is not there', async () => {
  const smtpUrl = `smtp://127.0.0.1:${await deadPort()}`;
  const checks = await examined({ digest: { ...village.settings.digest, smtpUrl } });
  expect(checks.get('mail')).toMatchObject({
    state: 'warn',
    said: { en: expect.stringContaining('Check HEDUI_SMTP_URL') },
  });
});

test('nobody at work, one worker, and two of different versions', async () => {
  const { workers } = (await village.open()).store;
  expect((await examined()).get('workers')).toMatchObject({
    state: 'warn',
    said: { en: expect.stringContaining('Start hedui worker') },
  });
  const process = (n: number, version: string) => ({
    id: `00000000-0000-4000-8000-00000000000${n}`,
    host: 'here',
    processId: n,
    version,
  });
  await workers.seen(process(1, ENGINE_VERSION));
  expect((await examined()).get('workers')?.state).toBe('ok');
  await workers.seen(process(2, '0.0.1'));
  expect((await examined()).get('workers')).toMatchObject({
    state: 'warn',
    said: { en: expect.stringContaining('finish the upgrade') },
  });
});
