// Every page and endpoint as every role, as a caseworker of another town, and without signing in. The list of routes is the
// server's own, so that a new route is tried too; what it takes to open one is worked out from the list of permissions.

import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { FAULTS } from '../../../config/messages/console.ts';
import { ENDPOINTS } from '../../../console/api/endpoint-list.ts';
import { API_PREFIX } from '../../../console/api/serve-api.ts';
import type { Route } from '../../../console/route.ts';
import { ROUTES } from '../../../console/route-list.ts';
import { openConsole } from '../../../console/server.ts';
import { newToken, tokenDigest } from '../../../console/tokens.ts';
import { API_SCOPES, type ApiScope } from '../../../domain/api-scope.ts';
import type { RegionCode } from '../../../domain/region.ts';
import { may, type StaffRole } from '../../../domain/staff.ts';
import type { Engine } from '../../../jobs/engine.ts';
import { keepVerifying } from '../../../jobs/verify-ledger.ts';
import { startWorking } from '../../../jobs/worker.ts';
import { hire, Visitor, type Reply } from '../../support/console.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../../support/village.ts';

type Actor = {
  readonly name: string;
  /** null: not signed in. */
  readonly role: StaffRole | null;
  readonly region: string;
  readonly purpose: string | null;
  /** Whether the village's households are this actor's to see. */
  readonly sees: boolean;
};

const TOWN = '371002001';
const ACTORS: readonly Actor[] = [
  { name: 'nobody', role: null, region: '', purpose: null, sees: false },
  { name: 'caseworker', role: 'caseworker', region: TOWN, purpose: null, sees: true },
  { name: 'other.town', role: 'caseworker', region: '371082001', purpose: null, sees: false },
  { name: 'supervisor', role: 'supervisor', region: '371002', purpose: null, sees: true },
  { name: 'other.county', role: 'supervisor', region: '371082', purpose: null, sees: false },
  { name: 'auditor', role: 'auditor', region: '371000', purpose: null, sees: false },
  { name: 'auditor.purpose', role: 'auditor', region: '371000', purpose: '审计 7 号', sees: true },
  { name: 'operator', role: 'operator', region: '371000', purpose: null, sees: false },
];

let village: Village;
let engine: Engine;
let address: string;
let close: () => Promise<void>;
/** What an auditor asks for is done, and the stream that tells of it ends. */
let verifying: { stop(): Promise<void> };
/** Names, ID numbers and household numbers of the village. */
let planted: string[];
/** What stands for a route's parameter. */
let places: Record<string, string>;
const visitors = new Map<string, Visitor>();
const log: string[] = [];
/** Rows of the matrix that were tried. */
let tried = 0;

beforeAll(async () => {
  village = await openVillage();
  engine = await village.open();
  const working = await startWorking(engine);
  const { batchId } = await submitVillage(village, engine, { region: TOWN as RegionCode });
  await untilDone(engine, batchId);
  await working.stop();
  verifying = keepVerifying(engine.store, (error) => void log.push(String(error)));
  const rows = (await readFile(village.batchFile, 'utf8')).trim().split('\n').slice(1);
  planted = [...new Set(rows.flatMap((row) => [0, 3, 4].map((at) => row.split(',')[at] ?? '')))];
  // The village's people alone, not a word that stands on a page anyway.
  expect(planted.length).toBeGreaterThan(15);

  const doubtful = await engine.store.reports.currentOf(batchId, 'HC-003');
  places = {
    batch: batchId,
    number: doubtful?.number ?? '',
    finding: 'F1',
    review: '1',
    no: '1',
    department: 'tax',
    id: '1',
    size: '1',
    list: 'conclusions',
    chart: 'conclusions',
    upload: 'a'.repeat(43),
  };
  const server = await openConsole({
    engine: {
      ...engine,
      log: pino({ level: 'info' }, { write: (line: string) => void log.push(line) }),
    },
    publicUrl: null,
    rateFactor: 1_000,
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  close = () => server.close();
  for (const actor of ACTORS) {
    if (actor.role !== null) await hire(engine, actor.name, actor.role, actor.region);
  }
});
afterAll(async () => {
  await verifying.stop();
  await close();
  await village.close();
});

/** A visitor of the role, its second factor shown and its purpose stated where it has one. */
async function visitorOf({ name, role, purpose }: Actor): Promise<Visitor> {
  const known = visitors.get(name);
  if (known) return known;
  const visitor = new Visitor(address);
  if (role !== null) {
    const token = newToken();
    await engine.store.sessions.begin(tokenDigest(token), name, 'signed-in');
    if (purpose !== null) await engine.store.sessions.statePurpose(tokenDigest(token), purpose);
    visitor.holds('hedui-session', token);
  }
  // Any page has a form, and with it the key that a form needs.
  await visitor.get(role === null ? '/sign-in' : '/account');
  visitors.set(name, visitor);
  return visitor;
}

function addressOf(route: Route): string {
  return route.url.replace(/:(\w+)/g, (_, name: string) => {
    const place = places[name];
    if (place === undefined) throw new Error(`say what stands for :${name} of ${route.url}`);
    return place;
  });
}

type Expected = 'open' | 'sign-in' | 'elsewhere' | 'purpose' | 'forbidden';

function expected({ needs, needsPurpose }: Route, { role, purpose }: Actor): Expected {
  if (needs === 'anyone') return 'open';
  if (role === null) return 'sign-in';
  if (needs === 'second-factor') return 'elsewhere';
  if (needs !== 'signed-in' && !may(role, needs)) {
    // Stating a purpose is the auditor's, and asked for before the role is looked at.
    return needsPurpose && role === 'auditor' && purpose === null ? 'purpose' : 'forbidden';
  }
  return needsPurpose && role === 'auditor' && purpose === null ? 'purpose' : 'open';
}

function outcome({ status, to, text }: Reply, route: Route): Expected {
  if (to?.startsWith('/sign-in?next')) return 'sign-in';
  if (to?.startsWith('/purpose?next')) return 'purpose';
  if (route.needs === 'second-factor' && to === '/') return 'elsewhere';
  return status === 403 && text.includes(FORBIDDEN) ? 'forbidden' : 'open';
}

const FORBIDDEN = FAULTS.forbidden.what.zh;

/** Signing out ends the session that the others need. */
const ordered = ROUTES.toSorted(
  (a, b) => Number(a.url === '/sign-out') - Number(b.url === '/sign-out'),
);

describe.each(ACTORS.map((actor) => [actor.name, actor] as const))('%s', (_, actor) => {
  test.each(ordered.map((route) => [`${route.method} ${route.url}`, route] as const))(
    '%s',
    async (_name, route) => {
      const visitor = await visitorOf(actor);
      const reply =
        route.method === 'GET'
          ? await visitor.get(addressOf(route))
          : (route.takesUpload ?? route.takesFiles)
            ? await visitor.postMultipart(addressOf(route), {})
            : await visitor.post(addressOf(route), {});
      tried += 1;
      if (reply.status >= 500) throw new Error(log.findLast((line) => line.includes('"err"')));
      const wanted = expected(route, actor);
      // An interface has no page to send anyone to.
      expect(outcome(reply, route)).toBe(
        route.api && (wanted === 'sign-in' || wanted === 'purpose') ? 'forbidden' : wanted,
      );
      if (actor.sees) return;
      for (const secret of planted) expect(reply.text).not.toContain(secret);
    },
  );
});

describe('the API', () => {
  const endpoints = Object.entries(ENDPOINTS);

  async function call(name: keyof typeof ENDPOINTS, key: string | null) {
    const { method, path } = ENDPOINTS[name];
    const filled = path.replace(/\{(\w+)\}/g, (_, place: string) => places[place] ?? '1');
    const headers = key === null ? undefined : { authorization: `Bearer ${key}` };
    const init = { method: method.toUpperCase(), ...(headers && { headers }) };
    const response = await fetch(`${address}${API_PREFIX}${filled}`, init);
    return { status: response.status, text: await response.text() };
  }

  async function keyFor(region: string, scopes: readonly ApiScope[]): Promise<string> {
    const given = {
      name: `of ${region}`,
      scopes,
      region: region as RegionCode,
      createdBy: 'operator',
    };
    const { text } = await engine.store.apiKeys.add({
      ...given,
      webhookOrigins: [],
      expiresOn: null,
    });
    return text;
  }

  test('answers nothing without a key, under one that was made up, or beyond its scopes', async () => {
    for (const [name, { scope }] of endpoints) {
      const others = API_SCOPES.filter((one) => one !== scope);
      const keys = [null, `hedui_12345678_${'a'.repeat(43)}`, await keyFor(TOWN, others)];
      const replies = await Promise.all(
        keys.map((key) => call(name as keyof typeof ENDPOINTS, key)),
      );
      expect([name, replies.map(({ status }) => status)]).toEqual([name, [401, 401, 403]]);
    }
  });

  test('shows a key of another town nothing of the village', async () => {
    const key = await keyFor('371082001', API_SCOPES);
    for (const [name] of endpoints) {
      const { status, text } = await call(name as keyof typeof ENDPOINTS, key);
      expect(status).toBeLessThan(500);
      for (const secret of planted) expect([name, text.includes(secret)]).toEqual([name, false]);
    }
    const own = await keyFor(TOWN, API_SCOPES);
    expect((await call('getReport', own)).text).toContain('HC-003');
  });
});

describe('the village’s households', () => {
  // They have all signed out.
  beforeAll(() => visitors.clear());

  const reportPage = () => `/reports/${places['number']}`;

  test('are shown to those whose they are', async () => {
    for (const actor of ACTORS) {
      const { status, text } = await (await visitorOf(actor)).get(reportPage());
      expect([actor.name, status === 200 && text.includes('HC-003')]).toEqual([
        actor.name,
        actor.sees,
      ]);
    }
  });

  test('do not exist for a caseworker of another town, whatever the form says', async () => {
    const other = await visitorOf(ACTORS.find(({ name }) => name === 'other.town') as Actor);
    for (const path of ['', '/document', '/pdf']) {
      expect((await other.get(reportPage() + path)).status).toBe(404);
    }
    const review = { decision: 'dismiss', reason: '与他人无关的理由', seen: '0' };
    expect((await other.post(`${reportPage()}/findings/F1`, review)).status).toBe(404);
    expect(await engine.store.reviews.ofReport(places['number'] ?? '')).toEqual([]);
    for (const path of [
      '',
      '/rejected',
      '/rejected.csv',
      '/workbook.xlsx',
      '/reports.zip',
      '/events',
    ]) {
      const reply = await other.get(`/batches/${places['batch']}${path}`);
      expect([path, reply.status]).toEqual([path, 404]);
    }
  });

  test('are in no line of the log, nor is any address', () => {
    const all = log.join('');
    expect(all).toContain('/reports/:number');
    for (const secret of [...planted, places['number'] ?? '']) expect(all).not.toContain(secret);
  });

  test('were tried at by every actor on every route', () => {
    expect(tried).toBe(ROUTES.length * ACTORS.length);
    console.log(`roles × routes: ${ACTORS.length} × ${ROUTES.length} = ${tried} tried`);
  });
});
