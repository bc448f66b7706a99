// A department that is reached over TLS with a certificate authority of its own, and that wants ours too: real
// certificates, made for this test, on a real https server.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { publicSecurity } from '../../../connectors/departments/public-security.ts';
import { openHttp } from '../../../connectors/transports/http.ts';
import { declaredDepartment } from '../../support/declared-department.ts';
import { faultKinds, openGate, outcomes, question } from '../../support/questions.ts';
import { numbered } from '../../support/small-city.ts';

let folder: string;
let server: Server;
/** The names in the certificates of those whose requests arrived. */
let callers: string[] = [];

const file = (name: string) => join(folder, name);
const openssl = (...words: string[]) =>
  execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
const NEW_KEY = 'req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'.split(' ');
const newKey = (name: string, subject: string, ...more: string[]) =>
  openssl(...NEW_KEY, '-keyout', `${name}.key`, '-subj', `/CN=${subject}`, ...more);

function makeAuthority(name: string): void {
  newKey(name, `${name} authority`, '-x509', '-days', '2', '-out', `${name}.pem`);
}

function makeCertificate(name: string, subject: string, authority: string): void {
  newKey(name, subject, '-out', `${name}.csr`);
  writeFileSync(file(`${name}.ext`), 'subjectAltName=IP:127.0.0.1\n');
  const signing = `x509 -req -in ${name}.csr -CA ${authority}.pem -CAkey ${authority}.key`;
  openssl(...`${signing} -CAcreateserial -days 2 -extfile ${name}.ext -out ${name}.pem`.split(' '));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hedui-certificates-'));
  makeAuthority('department');
  makeAuthority('stranger');
  makeCertificate('server', 'department server', 'department');
  makeCertificate('ours', 'hedui', 'department');
  makeCertificate('forged', 'hedui', 'stranger');
  const read = (name: string) => readFileSync(file(name));
  server = createServer(
    {
      key: read('server.key'),
      cert: read('server.pem'),
      ca: read('department.pem'),
      requestCert: true,
      rejectUnauthorized: true,
    },
    (request, response) => {
      callers.push(String((request.socket as TLSSocket).getPeerCertificate().subject.CN));
      request.resume();
      response.setHeader('content-type', 'application/json');
      const persons = [{ seq: 0, status: 'none', count: 0 }];
      response.end(
        JSON.stringify({
          page: 1,
          pageSize: 10,
          total: 0,
          asOf: '2026-07-01',
          persons,
          records: [],
        }),
      );
    },
  );
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

async function askWith(tls: Record<string, string>): Promise<string[]> {
  callers = [];
  const connector = openHttp(
    publicSecurity,
    declaredDepartment('public-security', {
      transport: 'http',
      address: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
      retries: { tries: 1 },
      tls,
    }),
  );
  try {
    const asked = question([numbered(0)], ['public-security.vehicle']);
    const said = await connector.ask(asked, openGate());
    return [...outcomes(said), ...faultKinds(said)];
  } finally {
    await connector.close();
  }
}

const ours = () => ({ certificate: file('ours.pem'), key: file('ours.key') });

test('with the pinned authority and our certificate the department answers, and knows who asks', async () => {
  expect(await askWith({ ca: file('department.pem'), ...ours() })).toEqual(['p0 vehicle none']);
  expect(callers).toEqual(['hedui']);
});

test.each([
  [
    'a server whose certificate another authority signed',
    () => ({ ca: file('stranger.pem'), ...ours() }),
  ],
  ['a server whose authority is neither pinned nor public', () => ours()],
])('%s is not talked to', async (_, tls) => {
  expect(await askWith(tls())).toEqual(['p0 vehicle unanswered:not-connected', 'certificate']);
  expect(callers).toEqual([]);
});

test.each([
  ['no certificate', () => ({ ca: file('department.pem') })],
  [
    'a certificate that another authority signed',
    () => ({
      ca: file('department.pem'),
      certificate: file('forged.pem'),
      key: file('forged.key'),
    }),
  ],
])('a department that is shown %s answers nothing', async (_, tls) => {
  // Under TLS 1.3 its alert may be overtaken by the end of the connection: the fault is one or the other.
  const [outcome] = await askWith(tls());
  expect(outcome).toMatch(/^p0 vehicle unanswered:(not-connected|failed)$/);
  expect(callers).toEqual([]);
});
