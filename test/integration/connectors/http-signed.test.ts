// Requests that are compressed and signed, as a department that wants both sees them arrive.

import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { publicSecurity } from '../../../connectors/departments/public-security.ts';
import { openHttp } from '../../../connectors/transports/http.ts';
import { isSigned } from '../../../connectors/transports/http-signature.ts';
import { declaredDepartment } from '../../support/declared-department.ts';
import { openGate, outcomes, question } from '../../support/questions.ts';
import { numbered } from '../../support/small-city.ts';

const KEY = { id: 'hedui', secret: 'shared with the department' };

test('a body is compressed, and the signature is over the bytes that were sent', async () => {
  const arrived: { path: string; headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    arrived.push({ path: request.url ?? '', headers: request.headers, body });
    const asked = JSON.parse(gunzipSync(body).toString('utf8'));
    const persons = asked.persons.map(({ seq }: { seq: number }) => ({
      seq,
      status: 'none',
      count: 0,
    }));
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ page: 1, pageSize: 10, total: 0, asOf: '2026-07-01', persons, records: [] }),
    );
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const connector = openHttp(
    publicSecurity,
    declaredDepartment('public-security', {
      transport: 'http',
      address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`,
      credentials: { signingKeyId: KEY.id, signingSecret: KEY.secret },
      http: { gzip: true, signed: true },
    }),
  );
  const people = Array.from({ length: 50 }, (_, n) => numbered(n));
  const said = await connector.ask(question(people, ['public-security.vehicle']), openGate());
  await connector.close();
  server.close();

  expect(new Set(outcomes(said).map((one) => one.split(' ')[2]))).toEqual(new Set(['none']));
  // Without credentials of a client no token is asked for: the query is all that arrives.
  expect(arrived.map(({ path }) => path)).toEqual(['/base/api/v1/records/query']);
  const [{ path, headers, body }] = arrived as [(typeof arrived)[0]];
  expect(headers['content-encoding']).toBe('gzip');
  expect(isSigned({ method: 'POST', path, body }, headers, KEY, new Date())).toBe(true);
  const plain = gunzipSync(body);
  expect(body.length).toBeLessThan(plain.length / 3);
  expect(isSigned({ method: 'POST', path, body: plain }, headers, KEY, new Date())).toBe(false);
});
