// The HTTP transport against the stand-ins of public security and human resources, over real sockets.

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { loadDepartments } from '../../../config/departments.ts';
import { openConnectors } from '../../../connectors/connector-list.ts';
import type { Connector } from '../../../connectors/connector.ts';
import type { Fault } from '../../../scripts/city/serve/faults.ts';
import { type ServedCity, serveCity } from '../../../scripts/city/serve/serve-city.ts';
import { connectorOf, faultKinds, openGate, outcomes, question } from '../../support/questions.ts';
import { numbered, writeCity } from '../../support/small-city.ts';

const PEOPLE = Array.from({ length: 1000 }, (_, n) => numbered(n));
/** Persons 0 to 9 own 1 vehicle, 10 to 12 own 7 each: 31 in all, which is four pages of 10. */
const VEHICLES = PEOPLE.slice(0, 13).flatMap(({ name, idNumber }, n) =>
  Array.from({ length: n < 10 ? 1 : 7 }, (_, at) => ({
    sfzmhm: idNumber,
    syr: name,
    hpzl: '02',
    hphm: `鲁K${n}${at}`,
    clsbdh: `VIN${n}-${at}`,
    syxz: 'A',
    zt: 'A',
  })),
);

let city: Awaited<ReturnType<typeof writeCity>>;
let served: ServedCity;
const opened: Connector[] = [];

function open(id: string, limits: Parameters<typeof connectorOf>[2] = {}): Connector {
  const connector = connectorOf(served.departmentsFile, id, limits);
  opened.push(connector);
  return connector;
}

beforeAll(async () => {
  city = await writeCity({
    'public-security/household-register': PEOPLE.slice(0, 900).map(({ name, idNumber }, n) => ({
      gmsfhm: idNumber,
      xm: name,
      xb: '1',
      csrq: '1970-01-01',
      hh: String(n),
      xzqh: '371002',
      hb: '1',
      ryzt: '1',
    })),
    'public-security/vehicles': VEHICLES,
    'human-resources/contributions': ['202506', '202507', '202606', '202607'].map((month) => ({
      aac002: PEOPLE[0]?.idNumber ?? '',
      aac003: PEOPLE[0]?.name ?? '',
      aae140: '110',
      aae003: month,
      aac040: '3210.5',
      aab001: 'E1',
    })),
  });
  served = await serveCity(city.dir, {
    pageSize: 10,
    latencyMs: 0,
    tokenLifetimeMs: 60_000,
    slowMs: 5_000,
    gzip: true,
    landServer: process.env['DATABASE_URL'] ?? null,
  });
});

afterEach(async () => {
  await served.setFault('public-security', null);
  await Promise.all(opened.splice(0).map((connector) => connector.close()));
});

afterAll(async () => {
  await served?.stop();
  await city?.remove();
});

const VEHICLE = ['public-security.vehicle'];
const REGISTER = ['public-security.household-register'];

describe('asking over HTTP', () => {
  test('gives one of the outcomes to each person and resource', async () => {
    const [owner, other] = [PEOPLE[0], PEOPLE[20]] as [(typeof PEOPLE)[0], (typeof PEOPLE)[0]];
    const stranger = numbered(950);
    const renamed = { name: '另一个人', idNumber: other.idNumber };
    const asked = question([owner, other, stranger, renamed], VEHICLE);
    const answer = await open('public-security').ask(asked, openGate());
    expect(outcomes(answer)).toEqual([
      'p0 vehicle found',
      'p1 vehicle none',
      'p2 vehicle unknown-person',
      'p3 vehicle identity-mismatch',
    ]);
    expect(answer).toMatchObject({ faults: [], againAfterMs: null });
    expect(answer.answers[0]).toMatchObject({ asOf: '2026-07-01', why: null });
    expect(answer.answers[0]?.records).toEqual([
      {
        subject: { name: owner.name, idNumber: owner.idNumber, sex: null, birthDate: null },
        sourceKey: 'VIN0-0',
        facts: expect.objectContaining({ kind: 'vehicle', plate: '鲁K00', use: 'private' }),
      },
    ]);
  });

  test('asks for a thousand persons in requests of a hundred, page by page, through the gate', async () => {
    const gate = openGate();
    const answer = await open('public-security').ask(question(PEOPLE, REGISTER), gate);
    const counts = countBy(answer.answers);
    expect(counts).toEqual({ found: 900, 'unknown-person': 100 });
    // Nine requests of 100 persons with a record each are 10 pages each; the tenth, of unknown persons, is 1.
    expect(answer.requests).toBe(gate.admitted());
    expect(answer.requests).toBe(9 * 10 + 1 + 1); // and one for the token
  });

  test.each([
    [9, 9, 1],
    [10, 10, 1],
    [11, 17, 2],
    [13, 31, 4],
  ])('%i owners with %i vehicles come on %i pages', async (persons, records, pages) => {
    const connector = open('public-security');
    await connector.probe(AbortSignal.timeout(60_000));
    const answer = await connector.ask(question(PEOPLE.slice(0, persons), VEHICLE), openGate());
    expect(answer.answers.flatMap((one) => one.records)).toHaveLength(records);
    expect(answer.requests).toBe(pages);
  });

  test('asks for the months of the window only', async () => {
    const asked = question(PEOPLE.slice(0, 1), ['human-resources.contribution']);
    const answer = await open('human-resources').ask(asked, openGate());
    const months = answer.answers[0]?.records.map(({ facts }) => 'month' in facts && facts.month);
    expect(months).toEqual(['2025-07', '2026-06']);
  });

  test('nobody asked about is nothing asked', async () => {
    const answer = await open('public-security').ask(question([], VEHICLE), openGate());
    expect(answer).toEqual({
      answers: [],
      faults: [],
      rejected: [],
      records: 0,
      requests: 0,
      againAfterMs: null,
    });
  });

  test('a question whose time is over ends without an answer', async () => {
    const over = AbortSignal.abort();
    const asked = question(PEOPLE.slice(0, 1), VEHICLE);
    const answer = await open('public-security').ask(asked, openGate(over));
    expect(outcomes(answer)).toEqual(['p0 vehicle unanswered:timed-out']);
  });
});

describe('faults of the department', () => {
  const two = PEOPLE.slice(0, 2);
  const always = (fault: Fault['fault']): Fault => ({ fault, share: 1 });
  const twice = (fault: Fault['fault']): Fault => ({ fault, share: 1, count: 2 });

  async function askDuring(fault: Fault, limits: Parameters<typeof connectorOf>[2] = {}) {
    await served.setFault('public-security', fault);
    const answer = await open('public-security', limits).ask(question(two, VEHICLE), openGate());
    return { answers: outcomes(answer), faults: faultKinds(answer), again: answer.againAfterMs };
  }
  const both = (said: string) => [`p0 vehicle ${said}`, `p1 vehicle ${said}`];

  test.each([
    ['500', 'failed', 'http-500'],
    ['html', 'failed', 'not-json'],
    ['truncated', 'failed', 'not-json'],
    ['half-page', 'failed', 'incomplete-page'],
    ['reset', 'failed', 'connection-broken'],
  ] as const)('%s leaves the persons unanswered: %s', async (fault, why, kind) => {
    const { answers, faults, again } = await askDuring(always(fault));
    const lost =
      fault === 'half-page'
        ? ['p0 vehicle found', 'p1 vehicle unanswered:failed']
        : both(`unanswered:${why}`);
    expect(answers).toEqual(lost);
    expect(faults).toContain(kind);
    expect(again).toBe(1_000);
  });

  test('down: not connected, and asked again when it is back', async () => {
    const { answers, faults } = await askDuring(always('down'));
    expect(answers).toEqual(both('unanswered:not-connected'));
    expect(faults).toEqual(['unreachable']);
    await served.setFault('public-security', null);
    const back = await open('public-security').ask(question(two, VEHICLE), openGate());
    expect(outcomes(back)).toEqual(both('found'));
  });

  test('slow: timed out, and not repeated', async () => {
    const { answers, faults } = await askDuring(always('slow'), { timeoutMs: 200 });
    expect(answers).toEqual(both('unanswered:timed-out'));
    expect(faults).toEqual(['timeout']);
  });

  test('429: waits as told and asks again within its budget', async () => {
    const startedAt = performance.now();
    const { answers } = await askDuring({ fault: '429', share: 1, count: 1 });
    expect(answers).toEqual(both('found'));
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990); // Retry-After: 1
  });

  test('429 without end: refused, to be asked again later', async () => {
    const { answers, faults, again } = await askDuring(always('429'));
    expect(answers).toEqual(both('unanswered:refused'));
    expect(faults).toEqual(['http-429']);
    expect(again).toBe(1_000);
  });

  test('a connection that breaks twice is tried a third time', async () => {
    expect((await askDuring(twice('reset'))).answers).toEqual(both('found'));
  });

  test('an expired token is renewed once', async () => {
    expect((await askDuring({ fault: 'expired-token', share: 1, count: 1 })).answers).toEqual(
      both('found'),
    );
  });

  test('a token that is never accepted is a refusal', async () => {
    const { answers, faults, again } = await askDuring(always('expired-token'));
    expect(answers).toEqual(both('unanswered:refused'));
    expect(faults).toEqual(['http-401']);
    expect(again).toBeNull();
  });

  test('the record of a person who was not asked about is given to nobody', async () => {
    await served.setFault('public-security', always('foreign-person'));
    const before = await served.counted('public-security');
    const answer = await open('public-security').ask(question(two, VEHICLE), openGate());
    expect(outcomes(answer)).toEqual(both('found'));
    expect(answer.faults).toEqual([
      { resource: 'public-security.vehicle', kind: 'foreign-person', count: 1 },
    ]);
    const numbers = answer.answers.flatMap((one) => one.records.map((r) => r.subject.idNumber));
    expect(numbers).toEqual(two.map(({ idNumber }) => idNumber));
    // The stand-in told of both, and knows that it lied.
    const after = await served.counted('public-security');
    expect([after.told - before.told, after.answered - before.answered]).toEqual([2, 0]);
  });

  test('credentials that are not ours are refused', async () => {
    const declared = loadDepartments(served.departmentsFile, {}).map((one) => ({
      ...one,
      credentials: { clientId: 'hedui', clientSecret: 'guessed' },
    }));
    const [connector] = openConnectors(declared) as [Connector];
    opened.push(connector);
    const answer = await connector.ask(question(two, VEHICLE), openGate());
    expect(outcomes(answer)).toEqual(both('unanswered:refused'));
    expect(faultKinds(answer)).toEqual(['credentials-refused']);
    expect(answer.againAfterMs).toBeNull();
  });
});

test('the counters show what was asked again after it had been answered', async () => {
  const connector = open('human-resources');
  const asked = question(PEOPLE.slice(0, 3), ['human-resources.pension']);
  await connector.ask(asked, openGate());
  const before = await served.counted('human-resources');
  await connector.ask(asked, openGate());
  const after = await served.counted('human-resources');
  expect(after.askedAfterAnswered - before.askedAfterAnswered).toBe(3);
  expect(after.answered - before.answered).toBe(3);
});

function countBy(answers: readonly { outcome: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of answers) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
