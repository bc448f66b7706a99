// The SQL transport against the land department's exchange database, a real PostgreSQL.

import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { loadDepartments } from '../../../config/departments.ts';
import type { Connector } from '../../../connectors/connector.ts';
import { fifteenDigitForm } from '../../../domain/citizen-id.ts';
import { type ServedCity, serveCity } from '../../../scripts/city/serve/serve-city.ts';
import { connectorOf, faultKinds, openGate, outcomes, question } from '../../support/questions.ts';
import { numbered, writeCity } from '../../support/small-city.ts';

const PEOPLE = Array.from({ length: 1000 }, (_, n) => numbered(n));
/** Two whose numbers end in X. */
const OTHERWISE_TYPED = PEOPLE.slice(10)
  .filter(({ idNumber }) => idNumber.endsWith('X'))
  .slice(0, 2);
const inFullWidth = (number: string) =>
  number.replace(/\d/g, (digit) => '０１２３４５６７８９'.charAt(Number(digit))).replace('X', 'Ｘ');
const HOMES = ['land.real-estate'];
const home = (n: number, more: Record<string, string>) => ({
  zjh: PEOPLE[n]?.idNumber ?? '',
  qlr: PEOPLE[n]?.name ?? '',
  bdcdyh: `U${n}`,
  ghyt: '住宅',
  gyfs: '0',
  qszt: '1',
  djsj: '2010-05-01',
  ...more,
});

let city: Awaited<ReturnType<typeof writeCity>>;
let served: ServedCity;
let connector: Connector;

beforeAll(async () => {
  const old = fifteenDigitForm(numbered(1).idNumber) ?? '';
  city = await writeCity({
    'land/real-estate': [
      home(0, { jzmj: '88.25' }),
      home(1, { zjh: old }),
      home(1, { bdcdyh: 'U1b' }),
      home(2, { djsj: '2026-07-02' }),
      home(3, { qszt: '9' }),
      home(4, { jzmj: 'about 80' }),
      home(4, { bdcdyh: 'U4b' }),
      home(10, { zjh: OTHERWISE_TYPED[0]?.idNumber.toLowerCase() ?? '' }),
      home(11, { zjh: inFullWidth(OTHERWISE_TYPED[1]?.idNumber ?? '') }),
    ],
  });
  served = await serveCity(city.dir, { landServer: process.env['DATABASE_URL'] ?? null });
  connector = connectorOf(served.departmentsFile, 'land', { timeoutMs: 60_000 });
});

afterEach(() => served.setFault('land', null));

afterAll(async () => {
  await connector?.close();
  await served?.stop();
  await city?.remove();
});

const ask = (from: number, until: number, by: Connector = connector) =>
  by.ask(question(PEOPLE.slice(from, until), HOMES), openGate());

test('finds rows under both forms of a number, in one query', async () => {
  const answer = await ask(0, 2);
  expect(outcomes(answer)).toEqual(['p0 real-estate found', 'p1 real-estate found']);
  expect(answer.requests).toBe(1);
  expect(answer.answers[0]?.records[0]?.facts).toMatchObject({ unitNo: 'U0', areaM2x100: 8825 });
  expect(answer.answers[1]?.records.map(({ subject }) => subject.idNumber).sort()).toEqual([
    numbered(1).idNumber,
    fifteenDigitForm(numbered(1).idNumber),
  ]);
});

test('finds rows whose number was typed with a small x or in full-width characters', async () => {
  const answer = await connector.ask(question(OTHERWISE_TYPED, HOMES), openGate());
  expect(outcomes(answer)).toEqual(['p0 real-estate found', 'p1 real-estate found']);
  expect(answer.answers.map(({ records }) => records[0]?.subject.idNumber)).toEqual(
    OTHERWISE_TYPED.map(({ idNumber }) => idNumber),
  );
});

test('does not tell of what was registered after the date asked for', async () => {
  expect(outcomes(await ask(2, 3))).toEqual(['p0 real-estate none']);
});

test('a record that cannot be read leaves its person unanswered, though others of theirs can', async () => {
  const answer = await ask(3, 6);
  expect(outcomes(answer)).toEqual([
    'p0 real-estate unanswered:failed',
    'p1 real-estate unanswered:failed',
    'p2 real-estate none',
  ]);
  expect(answer.faults).toEqual([{ resource: 'land.real-estate', kind: 'schema', count: 2 }]);
});

test('asks about a thousand persons in one query', async () => {
  const answer = await ask(0, 1000);
  expect(answer.answers).toHaveLength(1000);
  expect(answer.requests).toBe(1);
});

test('the role that we are given reads and does nothing else', async () => {
  const [declared] = loadDepartments(served.departmentsFile, {}).filter(({ id }) => id === 'land');
  const client = new pg.Client({ connectionString: declared?.address ?? '' });
  await client.connect();
  await expect(client.query('delete from bdc_qlr')).rejects.toMatchObject({ code: '42501' });
  await client.end();
});

test('locked by a refresh: timed out by the statement timeout, and answered after it', async () => {
  await served.setFault('land', { fault: 'slow', share: 1 });
  const impatient = connectorOf(served.departmentsFile, 'land', { timeoutMs: 1_000 });
  const answer = await ask(0, 1, impatient);
  await impatient.close();
  expect(outcomes(answer)).toEqual(['p0 real-estate unanswered:timed-out']);
  expect(faultKinds(answer)).toEqual(['timeout']);
  expect(answer.againAfterMs).toBe(1_000);
  await served.setFault('land', null);
  expect(outcomes(await ask(0, 1))).toEqual(['p0 real-estate found']);
});

test('closed to us: refused', async () => {
  await served.setFault('land', { fault: 'down', share: 1 });
  const answer = await ask(0, 1);
  expect(outcomes(answer)).toEqual(['p0 real-estate unanswered:refused']);
  expect((await connector.probe(AbortSignal.timeout(60_000))).ok).toBe(false);
});

test('connections that were cut are opened anew', async () => {
  await ask(0, 1);
  await served.setFault('land', { fault: 'reset', share: 1 });
  expect(outcomes(await ask(0, 1))).toEqual(['p0 real-estate found']);
});

test('a question whose time is over does not wait for the database', async () => {
  await served.setFault('land', { fault: 'slow', share: 1 });
  const over = new AbortController();
  const asked = connector.ask(question(PEOPLE.slice(0, 1), HOMES), openGate(over.signal));
  over.abort();
  expect(outcomes(await asked)).toEqual(['p0 real-estate unanswered:timed-out']);
});
