// A stand-in exchange platform (信息资源共享交换平台): one gateway, as many departments behind it as are brought in. It
// answers with HTTP 200 whatever happens and says in a business code what did (docs/transports.md).

import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { isSigned } from '../../../connectors/transports/http-signature.ts';
import { openCounters } from './counters.ts';
import type { ServeOptions, Serving } from './department-process.ts';
import { distorted } from './distort.ts';
import { type FaultKind, openFaults } from './faults.ts';
import { type Holdings, openHoldings, type StandInDeclaration } from './holdings.ts';

const APPLICATION_NO = 'SQ-371000-2026-0001';
const KEY = { id: 'hedui', secret: randomBytes(24).toString('hex') };

const query = z.object({
  resourceCode: z.string(),
  applicationNo: z.string(),
  purpose: z.string().min(1),
  asOf: z.string(),
  from: z.string(),
  until: z.string(),
  page: z.int().min(1),
  conditions: z.array(
    z.object({ seq: z.int(), idNumber: z.string(), name: z.string(), authorisationNo: z.string() }),
  ),
});
type Query = z.infer<typeof query>;

/** A resource in the catalogue, and the department that holds it. */
type Catalogued = {
  readonly name: string;
  readonly declaration: StandInDeclaration;
  readonly holdings: Holdings;
  readonly options: ServeOptions;
  readonly faults: ReturnType<typeof openFaults>;
  readonly counters: ReturnType<typeof openCounters>;
};

export type Gateway = {
  bringIn(
    id: string,
    declaration: StandInDeclaration,
    city: string,
    options: ServeOptions,
  ): Promise<Serving>;
  close(): Promise<void>;
};

export async function openGateway(): Promise<Gateway> {
  const catalogue = new Map<string, Catalogued>();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const [method, path] = [request.method ?? '', request.url ?? ''];
    if (!isSigned({ method, path, body }, request.headers, KEY, new Date())) {
      return say(response, '4001', 'signature not accepted');
    }
    if (request.headers['x-application-no'] !== APPLICATION_NO) {
      return say(response, '4003', 'no such application');
    }
    if (path === '/share/v1/status') return say(response, '0000', 'ok', { status: 'ready' });
    const code = path.startsWith('/share/v1/catalogue/')
      ? decodeURIComponent(path.slice('/share/v1/catalogue/'.length))
      : null;
    const asked = code === null ? query.parse(JSON.parse(body.toString('utf8'))) : null;
    const resource = catalogue.get(code ?? asked?.resourceCode ?? '');
    if (!resource) return say(response, '4004', 'no such resource');
    if (asked) return await answerQuery(resource, asked, response);
    const { fields, version } = entryOf(resource);
    say(response, '0000', 'ok', { resourceCode: code, version, fields });
  }

  async function answerQuery(
    resource: Catalogued,
    asked: Query,
    response: ServerResponse,
  ): Promise<void> {
    const { name, options, counters, holdings } = resource;
    counters.request();
    const fault = resource.faults.has('down') ? 'down' : resource.faults.next();
    for (const { idNumber } of asked.page === 1 ? asked.conditions : [])
      counters.asked(name, idNumber);
    if (fault === 'slow') await elapsed(options.slowMs);
    if (fault === 'reset') return void response.socket?.resetAndDestroy();
    const failed = fault && FAILURES[fault];
    if (failed) {
      const isMaintenance = fault === 'maintenance';
      const seconds = isMaintenance
        ? resource.faults.maintenanceSeconds()
        : failed.retryAfterSeconds;
      return say(response, failed.code, failed.message, null, seconds);
    }
    if (fault === '500' || fault === 'html') {
      response.writeHead(fault === 'html' ? 200 : 500, { 'content-type': 'text/html' });
      return void response.end('<!doctype html><title>网关错误</title>');
    }
    const told = distorted(
      holdings.tellAll(name, asked.conditions, asked),
      fault,
      resource.declaration.registers[name],
    );
    const { fields, version } = entryOf(resource);
    const columns = fault === 'extra-field' ? [...fields, 'bz_new_2026'] : fields;
    const from = (asked.page - 1) * options.pageSize;
    const rows = told.records.slice(from, from + options.pageSize);
    const sent = fault === 'half-page' ? rows.slice(0, rows.length >> 1) : rows;
    const isLast = from + options.pageSize >= told.records.length;
    if (isLast) counters.told(asked.conditions.length);
    if (isLast && (fault === null || fault === 'catalogue-changed')) {
      for (const { idNumber } of asked.conditions) counters.answered(name, idNumber);
    }
    const data = {
      catalogueVersion: version,
      page: asked.page,
      pageSize: options.pageSize,
      total: told.records.length,
      asOf: asked.asOf < holdings.on ? asked.asOf : holdings.on,
      persons: asked.page === 1 ? told.persons.map((one, seq) => ({ seq, ...one })) : undefined,
      records: sent.map((row) => columns.map((field) => row[field] ?? null)),
    };
    const text = JSON.stringify({ code: '0000', message: 'ok', data });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      fault === 'truncated'
        ? text.slice(0, text.length >> 1)
        : fault === 'encoding'
          ? Buffer.from(text, 'utf16le')
          : text,
    );
  }

  return {
    async bringIn(id, declaration, city, options) {
      const holdings = await openHoldings(city, declaration);
      const counters = openCounters();
      const faults = openFaults(() => {});
      const resourceCodes: Record<string, string> = {};
      for (const name of Object.keys(declaration.registers)) {
        const code = `371000/${id}/${name}`;
        resourceCodes[name] = code;
        catalogue.set(code, { name, declaration, holdings, options, faults, counters });
      }
      return {
        address: `http://127.0.0.1:${port}`,
        credentials: { signingKeyId: KEY.id, signingSecret: KEY.secret },
        gateway: { applicationNo: APPLICATION_NO, resourceCodes },
        setFault: (fault) => (fault ? faults.set(fault) : faults.clear()),
        counted: () => counters.read(),
        async stop() {
          for (const code of Object.values(resourceCodes)) catalogue.delete(code);
          holdings.close();
        },
      };
    },
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

type Failing = { code: string; message: string; retryAfterSeconds?: number };
const FAILURES: Partial<Record<FaultKind, Failing>> = {
  down: { code: '5001', message: 'the department does not answer' },
  '429': { code: '4029', message: 'too many calls', retryAfterSeconds: 1 },
  quota: { code: '4029', message: 'quota used up', retryAfterSeconds: 3_600 },
  maintenance: { code: '5003', message: 'maintenance' },
  'expired-token': { code: '4003', message: 'the application has expired' },
};

/** The fields of a register in the catalogue's order, which a change of the catalogue turns round. */
function entryOf({ name, declaration, holdings, faults }: Catalogued) {
  const fields = holdings.columnsOf(name) ?? declaration.registers[name]?.idFields ?? [];
  return faults.has('catalogue-changed')
    ? { version: '2', fields: [...fields].reverse() }
    : { version: '1', fields };
}

function say(
  response: ServerResponse,
  code: string,
  message: string,
  data: unknown = null,
  retryAfterSeconds?: number,
): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ code, message, data, retryAfterSeconds }));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function elapsed(ms: number): Promise<void> {
  return new Promise((done) => void setTimeout(done, ms));
}
