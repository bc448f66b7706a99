// The API as another system uses it: the typed client made from the endpoints' own declarations, on an engine that really
// verifies, with the village's departments. test/fixtures/village/README.md says what is true there.

import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import createClient from 'openapi-fetch';
import type { ApiPaths } from '../../../console/api/paths.ts';
import { openConsole } from '../../../console/server.ts';
import { API_SCOPES, type ApiScope } from '../../../domain/api-scope.ts';
import type { CalendarDate } from '../../../domain/calendar.ts';
import type { RegionCode } from '../../../domain/region.ts';
import type { Engine } from '../../../jobs/engine.ts';
import { COLUMN_NAMES, headerOf } from '../../../jobs/intake/columns.ts';
import { startWorking } from '../../../jobs/worker.ts';
import { tellAll } from '../../../jobs/webhooks/keep-telling.ts';
import { openVillage, untilDone, type Village } from '../../support/village.ts';
import { until } from '../../support/until.ts';

let village: Village;
let engine: Engine;
let address: string;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  village = await openVillage();
  closing.push(() => village.close());
  engine = await village.open();
  const working = await startWorking(engine);
  closing.push(() => working.stop());
  const server = await openConsole({ engine, publicUrl: null, rateFactor: 10 });
  closing.push(() => server.close());
  address = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

async function keyFor(
  scopes: readonly ApiScope[] = API_SCOPES,
  given: { region?: string; until?: string; origins?: string[] } = {},
): Promise<{ id: string; text: string }> {
  return engine.store.apiKeys.add({
    name: 'reception',
    scopes,
    region: (given.region ?? '371002') as RegionCode,
    webhookOrigins: given.origins ?? [],
    createdBy: 'test',
    expiresOn: (given.until ?? null) as CalendarDate | null,
  });
}

function clientWith(key: string, headers: Record<string, string> = {}) {
  return createClient<ApiPaths>({
    baseUrl: `${address}/api/v1`,
    headers: { authorization: `Bearer ${key}`, ...headers },
  });
}

async function batchFile(): Promise<File> {
  return new File([await readFile(village.batchFile)], 'applicants.csv');
}

/** The fields stand before the file. */
function multipart(fields: Record<string, string>, file: File): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return form;
}

async function submitted(key: string, headers: Record<string, string> = {}) {
  const { data, error, response } = await clientWith(key, headers).POST('/batches', {
    body: { scheme: 'subsistence', verifiedOn: '2026-07-01', file: await batchFile() },
    bodySerializer: ({ file, ...fields }) =>
      multipart(fields as Record<string, string>, file as File),
  });
  return { data, error, response };
}

describe('a reception system', () => {
  test('submits a file, follows it, and reads its reports in every form', async () => {
    const { text, id } = await keyFor();
    const client = clientWith(text);
    const { data: batch, response } = await submitted(text);
    expect(response.status).toBe(202);
    expect(batch).toMatchObject({ alreadySubmitted: false, households: 4, rejectedRows: 0 });
    const path = { batch: batch?.batch ?? '' };

    const followed = await fetch(`${address}/api/v1/batches/${path.batch}/events`, {
      headers: { authorization: `Bearer ${text}` },
    });
    expect(followed.headers.get('content-type')).toContain('text/event-stream');
    // The stream ends by itself when the batch is done.
    const events = await followed.text();
    expect(events).toMatch(/^event: progress\n/);
    expect(events).toMatch(/event: done\ndata: .*"state":"done"/);

    const { data: state } = await client.GET('/batches/{batch}', { params: { path } });
    expect(state).toMatchObject({ state: 'done', households: 4, reports: 4, region: '371002' });
    expect(state?.submittedBy).toBe(`api/${id}`);
    const { data: rejected } = await client.GET('/batches/{batch}/rejected-rows', {
      params: { path },
    });
    expect(rejected).toEqual({ rows: [] });

    const first = await client.GET('/reports', {
      params: { query: { batch: path.batch, limit: 3 } },
    });
    expect(first.data?.reports).toHaveLength(3);
    const second = await client.GET('/reports', {
      params: { query: { batch: path.batch, limit: 3, after: first.data?.next ?? '' } },
    });
    expect(second.data).toMatchObject({ next: null, reports: [expect.anything()] });

    const number = first.data?.reports[0]?.number ?? '';
    const { data: report } = await client.GET('/reports/{number}', {
      params: { path: { number } },
    });
    expect(report).toEqual(await engine.store.reports.read(number));
    const page = await client.GET('/reports/{number}/html', {
      params: { path: { number } },
      parseAs: 'text',
    });
    expect(page.data).toContain(number);
    expect(page.response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const pdf = await client.GET('/reports/{number}/pdf', {
      params: { path: { number } },
      parseAs: 'arrayBuffer',
    });
    expect(
      Buffer.from(pdf.data as unknown as ArrayBuffer)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const reviews = await client.GET('/reports/{number}/reviews', { params: { path: { number } } });
    expect(reviews.data).toEqual({ reviews: [] });

    const finding = report?.content.findings[0]?.id ?? 'F1';
    const objection = await client.POST('/objections', {
      body: { report: number, findings: [finding], grounds: '车辆早已报废' },
    });
    if (report?.content.findings.length === 0) {
      expect(objection.error).toMatchObject({ title: 'request-invalid' });
    } else {
      expect(objection.data).toMatchObject({ report: number, findings: [finding] });
      const { id: objectionId = 0 } = objection.data ?? {};
      const seen = await client.GET('/objections/{id}', { params: { path: { id: objectionId } } });
      expect(seen.data?.dueOn).toBe(objection.data?.dueOn);
    }

    const { looks } = await engine.store.looks.find({ subject: number }, { limit: 10 });
    const looked = looks.filter(({ kind }) => kind === 'look' || kind === 'export');
    expect(looked.map(({ actor, kind }) => `${actor} ${kind}`)).toEqual([
      `api/${id} look`,
      `api/${id} export`,
      `api/${id} look`,
      `api/${id} look`,
    ]);
  });

  test('submits one household as JSON, or is told in its language which field is wrong', async () => {
    const { text } = await keyFor();
    const sheet = (await readFile(village.batchFile, 'utf8')).replace(/^\ufeff/, '').trim();
    const [header = '', ...lines] = sheet.split(/\r?\n/);
    const columns = header.split(',');
    const english = new Map<string, string>(COLUMN_NAMES.map((name) => [headerOf(name).zh, name]));
    const names = columns.map((name) => english.get(name) ?? name);
    const firstRef = lines[0]?.split(',')[0];
    const persons = lines
      .map((line) => line.split(','))
      .filter(([ref]) => ref === firstRef)
      .map((cells) =>
        Object.fromEntries(
          names.flatMap((name, place) => {
            const value = cells[place] ?? '';
            return name === 'household_ref' || value === '' ? [] : [[name, value]];
          }),
        ),
      );
    const household = { scheme: 'subsistence', verifiedOn: '2026-07-01', ref: 'WINDOW-1' } as const;
    const client = clientWith(text, { 'accept-language': 'en' });
    const taken = await client.POST('/households', { body: { ...household, persons } });
    expect(taken.response.status).toBe(202);
    await untilDone(engine, taken.data?.batch ?? '');

    const wrong = persons.map((person, place) =>
      place === 0 ? { ...person, id_number: '371002199001010011' } : person,
    );
    const refused = await client.POST('/households', {
      body: { ...household, ref: 'WINDOW-2', persons: wrong },
    });
    expect(refused.response.status).toBe(422);
    expect(refused.error).toMatchObject({ title: 'rows-rejected', status: 422 });
    expect(refused.error?.faults?.[0]).toMatchObject({ at: 'persons.0.id_number' });
    expect(JSON.stringify(refused.error)).not.toContain('371002199001010011');
    const invalid = await client.POST('/households', { body: { ...household, persons: [] } });
    expect(invalid.error).toMatchObject({ title: 'request-invalid' });
    expect(invalid.error?.faults?.[0]?.at).toBe('body.persons');
  });

  test('is answered the same when it asks twice under one idempotency key', async () => {
    const { text } = await keyFor();
    const again = { 'idempotency-key': 'case-1' };
    const first = await submitted(text, again);
    const second = await submitted(text, again);
    expect(second.data).toEqual(first.data);
    expect(second.response.headers.get('idempotency-replayed')).toBe('true');
    const other = await clientWith(text, again).POST('/households', {
      body: { scheme: 'subsistence', ref: 'X', persons: [{ name: '某' }] },
    });
    expect(other.error).toMatchObject({ title: 'key-reused', status: 422 });
  });
});

describe('a key', () => {
  test('opens its scopes and its region only, until it is over or revoked', async () => {
    const { data: batch } = await submitted((await keyFor()).text);
    const path = { batch: batch?.batch ?? '' };
    const statusWith = async (key: string) =>
      (await clientWith(key).GET('/batches/{batch}', { params: { path } })).response.status;
    expect(await statusWith((await keyFor()).text)).toBe(200);
    expect(await statusWith((await keyFor(['reports:read'])).text)).toBe(403);
    expect(await statusWith((await keyFor(API_SCOPES, { region: '371082' })).text)).toBe(404);
    expect(await statusWith((await keyFor(API_SCOPES, { until: '2020-01-01' })).text)).toBe(401);
    const revoked = await keyFor();
    await engine.store.apiKeys.revoke(revoked.id, 'test');
    expect(await statusWith(revoked.text)).toBe(401);
    expect(await statusWith(`${(await keyFor()).text.slice(0, -1)}!`)).toBe(401);
    expect(await statusWith('nothing')).toBe(401);
  });

  test('that is missing is a problem in both languages, with the number of the request', async () => {
    for (const [language, words] of [
      ['zh-CN', '接口密钥'],
      ['en', 'API key'],
    ] as const) {
      const reply = await fetch(`${address}/api/v1/reports`, {
        headers: { 'accept-language': language },
      });
      expect(reply.headers.get('content-type')).toContain('application/problem+json');
      const problem = (await reply.json()) as { detail: string; instance: string };
      expect(problem).toMatchObject({ title: 'no-key', status: 401 });
      expect(problem.detail).toContain(words);
      expect(problem.instance).toMatch(/^[2-9A-Z]{10}$/);
    }
  });

  test('asks about departments and standards', async () => {
    const client = clientWith((await keyFor()).text, { 'accept-language': 'en' });
    const { data: departments } = await client.GET('/departments', { params: {} });
    expect(departments?.departments.map(({ department }) => department)).toContain('land');
    const { data: standards } = await client.GET('/standards', {
      params: { query: { region: '371002', on: '2026-07-01' } },
    });
    expect(standards?.standards.length).toBeGreaterThan(5);
    const wrong = await client.GET('/standards', { params: { query: { region: 'Weihai' } } });
    expect(wrong.error).toMatchObject({ title: 'request-invalid' });
  });
});

describe('a webhook', () => {
  test('is told of sealed reports in order, signed, and again until it takes them', async () => {
    const told: { headers: Record<string, unknown>; body: string }[] = [];
    let isDown = true;
    const receiver: Server = createServer((request, reply) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        told.push({ headers: request.headers, body });
        reply.writeHead(isDown ? 503 : 204).end();
      });
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    closing.push(async () => receiver.close());
    const origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    const { text } = await keyFor(API_SCOPES, { origins: [origin] });
    const client = clientWith(text);

    const refused = await client.POST('/webhooks', { body: { url: 'http://169.254.169.254/x' } });
    expect(refused.error).toMatchObject({ title: 'origin-not-allowed', status: 403 });
    await engine.store.ledger.sequence();
    const { data: hook } = await client.POST('/webhooks', { body: { url: `${origin}/hedui` } });
    expect(hook?.secret).toMatch(/^whsec_/);
    expect((await client.GET('/webhooks', { params: {} })).data?.webhooks).toHaveLength(1);

    const { data: batch } = await clientWith(text).POST('/batches', {
      body: { scheme: 'low-income', verifiedOn: '2026-07-01', file: await batchFile() },
      bodySerializer: ({ file, ...fields }) =>
        multipart(fields as Record<string, string>, file as File),
    });
    await untilDone(engine, batch?.batch ?? '');
    await until('it was told and did not take it', async () => {
      await engine.store.ledger.sequence();
      await tellAll(engine.store.webhooks, engine.queues);
      return told.length > 0;
    });
    isDown = false;
    await until('it was told again', async () => told.length > 1);
    const [first, second] = told;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['hedui-delivery']).toBe(first?.headers['hedui-delivery']);
    const [, at = '', mac] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(second?.headers['hedui-signature'])) ?? [];
    const expected = createHmac('sha256', hook?.secret ?? '').update(`${at}.${second?.body}`);
    expect(mac).toBe(expected.digest('hex'));
    const { events } = JSON.parse(second?.body ?? '') as { events: Record<string, unknown>[] };
    const numbers = (await engine.store.reports.ofBatch(batch?.batch ?? '', { limit: 10 })).map(
      (report) => report.number,
    );
    const sealed = events.filter((one) => one['event'] === 'report.sealed');
    expect(numbers).toEqual(expect.arrayContaining(sealed.map((one) => one['number'])));

    await until('it is noted as told', async () => {
      const { data } = await client.GET('/webhooks', { params: {} });
      return data?.webhooks[0]?.lastStatus === '204';
    });
    const id = hook?.id ?? 0;
    const gone = await client.DELETE('/webhooks/{id}', { params: { path: { id } } });
    expect(gone.response.status).toBe(204);
    expect((await client.GET('/webhooks', { params: {} })).data?.webhooks).toEqual([]);
  });
});
