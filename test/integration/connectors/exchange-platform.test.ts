// The exchange-platform transport against the stand-in gateway, over real sockets, fault by fault.

import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { loadDepartments } from '../../../config/departments.ts';
import { publicSecurity } from '../../../connectors/departments/public-security.ts';
import type { Connector } from '../../../connectors/connector.ts';
import { openExchangePlatform } from '../../../connectors/transports/exchange-platform.ts';
import type { FaultKind } from '../../../scripts/city/serve/faults.ts';
import { type ServedCity, serveCity } from '../../../scripts/city/serve/serve-city.ts';
import { faultKinds, openGate, outcomes, question } from '../../support/questions.ts';
import { numbered, writeCity } from '../../support/small-city.ts';

const PEOPLE = Array.from({ length: 250 }, (_, n) => numbered(n));
const VEHICLE = ['public-security.vehicle'];
const BOTH = ['public-security.household-register', ...VEHICLE];

let city: Awaited<ReturnType<typeof writeCity>>;
let served: ServedCity;
let connector: Connector;

/** Shorter than the slow gateway takes; every other question has all the time it needs. */
const IMPATIENT_MS = 1_000;
const declared = (timeoutMs = 60_000) => {
  const found = loadDepartments(served.departmentsFile, {}).find(
    ({ id }) => String(id) === 'public-security',
  );
  if (!found) throw new Error('not declared');
  return { ...found, limits: { ...found.limits, timeoutMs } };
};

beforeAll(async () => {
  city = await writeCity({
    'public-security/household-register': PEOPLE.map(({ name, idNumber }) => ({
      gmsfhm: idNumber,
      xm: name,
      xb: '1',
      csrq: '1970-01-01',
      ryzt: '1',
      hb: '1',
    })),
    'public-security/vehicles': [0, 1, 2].map((n) => ({
      sfzmhm: PEOPLE[n]?.idNumber ?? '',
      syr: PEOPLE[n]?.name ?? '',
      hpzl: '02',
      hphm: `鲁K${n}`,
      clsbdh: `VIN${n}`,
      syxz: 'A',
      zt: 'A',
    })),
  });
  served = await serveCity(city.dir, {
    behindPlatform: ['public-security'],
    pageSize: 30,
    slowMs: 5_000,
    landServer: process.env['DATABASE_URL'] ?? null,
  });
  connector = openExchangePlatform(publicSecurity, declared());
});

afterEach(() => served.setFault('public-security', null));

afterAll(async () => {
  await connector?.close();
  await served?.stop();
  await city?.remove();
});

const ask = (persons: number, resources = VEHICLE, by: Connector = connector) =>
  by.ask(question(PEOPLE.slice(0, persons), resources), openGate());

test('reads records that come as arrays under the fields of the catalogue', async () => {
  const answer = await ask(4);
  expect(outcomes(answer)).toEqual([
    'p0 vehicle found',
    'p1 vehicle found',
    'p2 vehicle found',
    'p3 vehicle none',
  ]);
  expect(answer.answers[1]?.records[0]).toMatchObject({
    sourceKey: 'VIN1',
    subject: { name: PEOPLE[1]?.name },
    facts: { plate: '鲁K1', use: 'private' },
  });
});

test('asks in batches and pages, and for the catalogue once', async () => {
  const fresh = openExchangePlatform(publicSecurity, declared());
  const answer = await ask(250, BOTH.slice(0, 1), fresh);
  await fresh.close();
  expect(answer.answers.every(({ outcome }) => outcome === 'found')).toBe(true);
  // 100, 100 and 50 persons with a record each, 30 a page: 4 + 4 + 2 pages, and the catalogue.
  expect(answer.requests).toBe(4 + 4 + 2 + 1);
});

test('a catalogue that has changed since is fetched again before anything is read by it', async () => {
  await ask(1);
  await served.setFault('public-security', { fault: 'catalogue-changed', share: 1 });
  const answer = await ask(1);
  expect(outcomes(answer)).toEqual(['p0 vehicle found']);
  expect(answer.answers[0]?.records[0]?.facts).toMatchObject({ plate: '鲁K0' });
  expect(answer.requests).toBe(2);
});

test.each([
  ['quota', 'refused', 'platform-4029', 3_600_000],
  ['429', 'refused', 'platform-4029', 1_000],
  ['maintenance', 'outside-hours', 'platform-5003', 1_800_000],
  ['down', 'not-connected', 'platform-5001', 1_000],
  ['expired-token', 'refused', 'platform-4003', null],
  ['500', 'failed', 'http-500', 1_000],
  ['html', 'failed', 'not-json', 1_000],
  ['truncated', 'failed', 'not-json', 1_000],
  ['encoding', 'failed', 'encoding', 1_000],
  ['slow', 'timed-out', 'timeout', 1_000],
  ['reset', 'failed', 'connection-broken', 1_000],
] as const satisfies [FaultKind, string, string, number | null][])(
  '%s: %s, told as %s',
  async (fault, why, kind, again) => {
    await served.setFault('public-security', { fault, share: 1 });
    const limit = fault === 'slow' ? IMPATIENT_MS : undefined;
    const own = openExchangePlatform(publicSecurity, declared(limit));
    const answer = await ask(1, VEHICLE, own);
    await own.close();
    expect(outcomes(answer)).toEqual([`p0 vehicle unanswered:${why}`]);
    expect(faultKinds(answer)).toEqual([kind]);
    expect(answer.againAfterMs).toBe(again);
  },
);

test('the quota of one resource leaves the others answered', async () => {
  await served.setFault('public-security', { fault: 'quota', share: 1, count: 1 });
  const answer = await ask(1, BOTH);
  const said = outcomes(answer).map((one) => one.split(' ').at(-1));
  expect(new Set(said)).toEqual(new Set(['found', 'unanswered:refused']));
});

test('a record of more values than the catalogue has fields is not shifted into place', async () => {
  await served.setFault('public-security', { fault: 'extra-field', share: 1 });
  expect(outcomes(await ask(1))).toEqual(['p0 vehicle unanswered:failed']);
});

test.each([
  ['another key', { credentials: { signingKeyId: 'hedui', signingSecret: 'guessed' } }, '4001'],
  [
    'another application',
    { gateway: { applicationNo: 'SQ-0', resourceCodes: { vehicle: 'x' } } },
    '4003',
  ],
])('%s is refused and not asked again', async (_what, change, code) => {
  const other = openExchangePlatform(publicSecurity, { ...declared(), ...change });
  const answer = await ask(1, VEHICLE, other);
  expect(outcomes(answer)).toEqual(['p0 vehicle unanswered:refused']);
  expect(faultKinds(answer)).toEqual([`platform-${code}`]);
  expect(answer.againAfterMs).toBeNull();
  expect((await other.probe(AbortSignal.timeout(60_000))).ok).toBe(false);
  await other.close();
});
