// Objections with the proofs that a household brings, from another system.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import createClient from 'openapi-fetch';
import type { ApiPaths } from '../../../console/api/paths.ts';
import { openConsole } from '../../../console/server.ts';
import { API_SCOPES } from '../../../domain/api-scope.ts';
import type { RegionCode } from '../../../domain/region.ts';
import type { Engine } from '../../../jobs/engine.ts';
import { startWorking } from '../../../jobs/worker.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../../support/village.ts';

let village: Village;
let engine: Engine;
let client: ReturnType<typeof createClient<ApiPaths>>;
let objection: { report: string; findings: string[]; grounds: string };
let close: () => Promise<void>;

beforeAll(async () => {
  village = await openVillage();
  engine = await village.open();
  const working = await startWorking(engine);
  const region = '371002' as RegionCode;
  const { batchId } = await submitVillage(village, engine, { region });
  await untilDone(engine, batchId);
  const server = await openConsole({ engine, publicUrl: null, rateFactor: 10 });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const { text } = await engine.store.apiKeys.add({
    name: 'reception',
    scopes: API_SCOPES,
    region,
    webhookOrigins: [],
    createdBy: 'test',
    expiresOn: null,
  });
  client = createClient<ApiPaths>({
    baseUrl: `${address}/api/v1`,
    headers: { authorization: `Bearer ${text}` },
  });
  const doubtful = await engine.store.reports.currentOf(batchId, 'HC-003');
  const { number, content } = await engine.store.reports.read(doubtful?.number ?? '');
  const findings = content.findings.slice(0, 1).map(({ id }) => id);
  objection = { report: number, findings, grounds: '车辆早已报废，有注销证明' };
  close = async () => {
    await server.close();
    await working.stop();
    await village.close();
  };
});
afterAll(() => close());

const proof = Buffer.from('%PDF-1.7 a proof');
const attached = (content: string) => ({ attachments: [{ name: '注销证明.pdf', content }] });

describe('an objection with a proof', () => {
  test('is kept with it, once, however often it is sent', async () => {
    const body = { ...objection, ...attached(proof.toString('base64')) };
    const params = { header: { 'Idempotency-Key': 'objection-1' } };
    const first = await client.POST('/objections', { body, params });
    const { id = 0 } = first.data ?? {};
    expect(first.data?.attachments).toEqual([
      { no: 1, mediaType: 'application/pdf', bytes: proof.length },
    ]);
    expect((await client.POST('/objections', { body, params })).data).toEqual(first.data);
    expect(await engine.store.objections.list({ limit: 9, closedToo: true })).toHaveLength(1);
    const { objections } = engine.store;
    expect((await objections.attachment(await objections.get(id), 1)).content).toEqual(proof);
  });

  test('that is no Base64, or no PDF, JPEG or PNG, is refused', async () => {
    const faultsOf = async (content: string) => {
      const { error } = await client.POST('/objections', {
        body: { ...objection, ...attached(content) },
      });
      return error?.faults?.map(({ at, code }) => `${at} ${code}`);
    };
    expect(await faultsOf('JVBERi0?')).toEqual(['body.attachments.0.content base64']);
    const workbook = Buffer.from('PK\u0003\u0004 no proof').toString('base64');
    expect(await faultsOf(workbook)).toEqual(['body ATTACHMENT_REFUSED']);
  });

  test('that is too large is refused, and without a key before it is read', async () => {
    const content = Buffer.alloc(11 * 1024 * 1024).toString('base64');
    const { response } = await client.POST('/objections', {
      body: { ...objection, ...attached(content) },
    });
    expect(response.status).toBe(422);
    const nobody = await client.POST('/objections', {
      body: objection,
      headers: { authorization: '' },
    });
    expect(nobody.response.status).toBe(401);
  });
});
