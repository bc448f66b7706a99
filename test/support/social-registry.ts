// A social registry to ask over SPDCI: the stand-in on a small city, or one written out for a test.

import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { type DepartmentDeclaration, loadDepartments } from '../../config/departments.ts';
import { registrySettings, signatureSettings } from '../../config/spdci.ts';
import type { Connector } from '../../connectors/connector.ts';
import { socialRegistry } from '../../connectors/departments/social-registry.ts';
import { openSpdci } from '../../connectors/transports/spdci.ts';
import { serveSpdciRegistry } from '../../scripts/city/serve/spdci-registry.ts';
import { numbered, writeCity } from './small-city.ts';
import { TOKEN, testPartner } from './spdci-partner.ts';

export const PEOPLE = Array.from({ length: 250 }, (_, n) => numbered(n));
export const MEMBERSHIP = ['social-registry.membership'];
export const ASSISTANCE = ['social-registry.assistance'];
// The bytes 0 to 31 and their public key, as in test/fixtures/spdci.
export const SIGNED = {
  ownKey: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  partnerKey: 'A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=',
};

/** What a message holds is looked into freely. */
type Json = ReturnType<typeof JSON.parse>;
type Scripted = { readonly status?: number; readonly body: object };

/** Call at the top of a test file. What it opens is closed after each test. */
export function useSocialRegistry() {
  let city: Awaited<ReturnType<typeof writeCity>>;
  const closing: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    city = await writeCity({
      'public-security/household-register': PEOPLE.slice(0, 240).map(({ name, idNumber }, n) => ({
        gmsfhm: idNumber,
        xm: name,
        xb: '1',
        csrq: '1970-01-01',
        hh: String(n),
        yhzgx: '02',
        hjdz: '某街道1号',
        xzqh: '371002',
      })),
      // Person 0 is helped three times over the years, person 1 once.
      'civil-affairs/assistance': [0, 0, 0, 1].map((n, at) => ({
        cert_num: PEOPLE[n]?.idNumber ?? '',
        name: PEOPLE[n]?.name ?? '',
        programme: 'subsistence',
        case_no: `C${at}`,
        region: '371002',
        start_date: `202${at}-01-01`,
        end_date: '',
        monthly_amount: '650.50',
        headcount: '2',
      })),
    });
  });
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });
  afterAll(() => city.remove());

  return {
    /** Starts the stand-in. @returns its address */
    async serve(signature: object, callbacks: string[] = [], pageSize = 100): Promise<string> {
      const served = await serveSpdciRegistry(city.dir, {
        id: 'registry',
        partners: [
          testPartner({ id: 'hedui', signature: signatureSettings.parse(signature), callbacks }),
        ],
        port: 0,
        prefix: '/dci_api/v1',
        limits: { pageSize },
        log: pino({ level: 'silent' }),
      });
      closing.push(() => served.stop());
      return new URL(served.address).origin;
    },

    /** Starts a registry that answers as it is told. */
    async script(reply: (path: string, sent: Json) => Scripted | Promise<Scripted>) {
      const sent: { path: string; body: Json }[] = [];
      const server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const path = (request.url ?? '').replace('/dci_api/v1/registry/', '');
          const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
          sent.push({ path, body });
          Promise.resolve(reply(path, body)).then(
            (said) => {
              response.writeHead(said.status ?? 200, { 'content-type': 'application/json' });
              response.end(JSON.stringify(said.body));
            },
            () => response.destroy(),
          );
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      closing.push(async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      });
      return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent };
    },

    open(...given: Parameters<typeof declare>): Connector {
      const connector = openSpdci(socialRegistry, declare(...given));
      closing.push(() => connector.close());
      return connector;
    },
  };
}

function declare(address: string, spdci: object): DepartmentDeclaration {
  const [first] = loadDepartments('config/departments.yaml', {});
  if (!first) throw new Error('a department is declared');
  return {
    ...first,
    id: socialRegistry.id,
    transport: 'spdci',
    address,
    credentials: { token: TOKEN },
    limits: { ...first.limits, timeoutMs: 30_000, askAgainMs: 50 },
    missing: [],
    spdci: registrySettings.parse({
      theirId: 'registry',
      prefix: '/dci_api/v1',
      recordTypes: { membership: 'Group', assistance: 'Beneficiary' },
      ...spdci,
    }),
  };
}

/** A registry's message, unsigned. */
export function said(action: string, message: object) {
  const header = {
    message_id: `m${Math.random()}`,
    message_ts: new Date().toISOString(),
    action,
    status: 'succ',
  };
  return { header, message };
}

export function enrolment(idNumber: string) {
  return {
    identifier: [{ identifier_type: 'UIN', identifier_value: idNumber }],
    programme: 'other',
    enrolment_id: 'E1',
    enrolment_date: '2025-01-01',
    monthly_amount: '10',
    currency: 'CNY',
    group_size: '1',
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
