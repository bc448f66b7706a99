// A whole batch under the commercial cryptography (HEDUI_CRYPTO=sm), and one that was begun before the office changed to it:
// submitted, looked up, sealed, shown, taken out as PDF, verified as a file, proven. Nothing that was written under the one
// suite is unreadable under the other.

import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openConsole } from '../../../console/server.ts';
import { newToken, tokenDigest } from '../../../console/tokens.ts';
import { asCalendarDate } from '../../../domain/calendar.ts';
import type { CryptoSuite } from '../../../domain/crypto-suite.ts';
import type { DepartmentId } from '../../../domain/lookup.ts';
import type { SealedReport } from '../../../domain/report.ts';
import { type Engine, openEngine } from '../../../jobs/engine.ts';
import { openLog } from '../../../jobs/log.ts';
import { startWorking } from '../../../jobs/worker.ts';
import { checkDocument } from '../../../reports/authenticity/check-document.ts';
import { sealedJsonIn } from '../../../reports/authenticity/sealed-in-file.ts';
import { checkProof } from '../../../store/ledger/proof-file.ts';
import { checkLookupProof } from '../../../store/ledger/check-lookup-proof.ts';
import { hire, Visitor } from '../../support/console.ts';
import { openClient } from '../../support/store.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../../support/village.ts';

/** The second byte of a sealed value; the highest bit says that it was deflated. */
const SUITE_OF: Readonly<Record<number, CryptoSuite>> = { 1: 'aes', 2: 'sm' };

let folder: string;
let village: Village;
let engine: Engine;
let sql: Awaited<ReturnType<typeof openClient>>;
/** Begun under AES and verified under SM; then one under SM from its first byte. */
let batches: { begun: string; whole: string };

const under = (suite: CryptoSuite) =>
  openEngine({ ...village.settings, cryptoSuite: suite }, openLog('silent'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hedui-sm-'));
  village = await openVillage();
  const before = await under('aes');
  const { batchId: begun } = await submitVillage(village, before);
  await before.close();
  engine = await under('sm');
  const working = await startWorking(engine);
  // Whoever is in a batch that is under way is in no other.
  await untilDone(engine, begun);
  const { batchId: whole } = await submitVillage(village, engine, { again: true, fresh: true });
  await untilDone(engine, whole);
  await working.stop();
  await engine.store.ledger.sequence();
  batches = { begun, whole };
  sql = await openClient(village.settings.databaseUrl ?? '');
});
afterAll(async () => {
  await sql.end();
  await engine.queues.erase(engine.departments);
  await engine.close();
  await village.close();
  await rm(folder, { recursive: true, force: true });
});

async function suitesOf(table: string, batch: string): Promise<(CryptoSuite | undefined)[]> {
  const household = `select id from households where batch_id = ${Number(batch.slice(1))}`;
  const id = table === 'households' ? 'id' : 'household_id';
  const { rows } = await sql.query<{ mark: number }>(
    `select distinct get_byte(sealed, 1) & 127 as mark from ${table} where ${id} in (${household})`,
  );
  return rows.map(({ mark }) => SUITE_OF[mark]);
}

async function reportsOf(from: Engine, batch: string): Promise<SealedReport[]> {
  const listed = await from.store.reports.ofBatch(batch, { limit: 10 });
  return Promise.all(listed.map(({ number }) => from.store.reports.read(number)));
}

const finder = (keyId: string) =>
  engine.keys.verifyingKeys.find((key) => key.keyId === keyId) ?? null;

test('each value is of the suite under which it was written', async () => {
  expect(await suitesOf('households', batches.begun)).toEqual(['aes']);
  expect(await suitesOf('answers', batches.begun)).toEqual(['sm']);
  for (const table of ['households', 'answers', 'reports']) {
    expect(await suitesOf(table, batches.whole)).toEqual(['sm']);
  }
});

test('both batches have their reports, sealed by SM3 and SM2, and the same is found in both', async () => {
  const [begun, whole] = [
    await reportsOf(engine, batches.begun),
    await reportsOf(engine, batches.whole),
  ];
  expect(begun).toHaveLength(4);
  for (const report of [...begun, ...whole]) {
    expect(report).toMatchObject({ digestAlgorithm: 'sm3', signature: { algorithm: 'sm2' } });
    const check = checkDocument(JSON.stringify(report), finder, asCalendarDate('2026-07-01'));
    expect(check.state).toBe('genuine');
  }
  const found = (reports: readonly SealedReport[]) =>
    reports.map(({ content }) => `${content.householdRef} ${content.conclusion}`).toSorted();
  expect(found(whole)).toEqual(found(begun));
});

test('an office that goes back to AES reads what SM wrote', async () => {
  const back = await under('aes');
  try {
    expect(await reportsOf(back, batches.whole)).toEqual(await reportsOf(engine, batches.whole));
  } finally {
    await back.close();
  }
});

test('the ledger is whole, and reports and lookups in it are proven', async () => {
  const { store, keys } = engine;
  expect((await store.ledger.verify()).faults).toEqual([]);
  expect(await store.lookupProofs.verify()).toEqual([]);
  for (const batch of [batches.begun, batches.whole]) {
    const [report] = await reportsOf(engine, batch);
    const number = report?.number ?? '';
    const proof = await store.ledger.prove('seal', number, report?.issuedAt);
    expect(proof?.checkpoint.signature.algorithm).toBe('sm2');
    expect(proof?.entry.digestAlgorithm).toBe('sm3');
    expect(proof && checkProof(proof, keys.verifyingKeys)).toBe('proven');
    const asked = await store.lookupProofs.prove(number, 'public-security' as DepartmentId);
    expect(asked && checkLookupProof(asked, keys.verifyingKeys).outcome).toBe('proven');
  }
});

test('the console shows a report, gives it as PDF, and the public page knows its digest', async () => {
  const server = await openConsole({ engine, publicUrl: null });
  try {
    await server.listen({ port: 0, host: '127.0.0.1' });
    const address = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    await hire(engine, 'clerk', 'caseworker', '371002');
    const token = newToken();
    await engine.store.sessions.begin(tokenDigest(token), 'clerk', 'signed-in');
    const clerk = new Visitor(address);
    clerk.holds('hedui-session', token);
    const [report] = await reportsOf(engine, batches.whole);
    const { number = '', digest = '', content } = report ?? {};
    const page = await clerk.get(`/reports/${number}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain(content?.householdRef);
    const pdf = await fetch(`${address}/reports/${number}/pdf`, {
      headers: { cookie: `hedui-session=${token}` },
    });
    const json = await sealedJsonIn(Buffer.from(await pdf.arrayBuffer()));
    expect(json && JSON.parse(json)).toEqual(report);
    const checked = await new Visitor(address).get(`/check?number=${number}&digest=${digest}`);
    expect(checked.text).toContain('摘要与存档一致');
  } finally {
    await server.close();
  }
});
