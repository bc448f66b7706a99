// A stand-in department with an HTTP interface (docs/departments): tokens, batches, pages, a rate limit, and faults.

import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { openFeed, pageOf } from './change-feed.ts';
import { openCounters } from './counters.ts';
import type { ServeOptions, Serving } from './department-process.ts';
import { distorted } from './distort.ts';
import { type FaultKind, openFaults } from './faults.ts';
import type { StandIn } from './stand-in-list.ts';
import { openHoldings, type StandInDeclaration, type ToldOfMany } from './holdings.ts';
import { drawLatencyMs } from './latency.ts';
import { openTokenBucket } from './token-bucket.ts';

const query = z.object({
  resource: z.string(),
  purpose: z.string(),
  asOf: z.string(),
  from: z.string(),
  until: z.string(),
  page: z.int().min(1),
  persons: z.array(
    z.object({
      seq: z.int(),
      idNumber: z.string(),
      name: z.string(),
      authorisationNo: z.string().min(1),
    }),
  ),
});
type Query = z.infer<typeof query>;

export async function serveHttpDepartment(
  id: StandIn,
  declaration: StandInDeclaration,
  city: string,
  options: ServeOptions,
): Promise<Serving> {
  const holdings = await openHoldings(city, declaration);
  const feed = await openFeed(city, id);
  const counters = openCounters();
  const limit = openTokenBucket(options.requestsPerSecond, options.burst);
  const credentials = { clientId: 'hedui', clientSecret: randomBytes(16).toString('hex') };
  const tokens = new Map<string, number>();
  /** Pages of one question come from one result. */
  const results = new LRUCache<string, ToldOfMany>({ max: 64 });
  const faults = openFaults(() => void followDown());

  const server = createServer(
    { keepAlive: true, keepAliveTimeout: 60_000 },
    (request, response) => {
      answer(request, response).catch(() => response.destroy());
    },
  );
  let port = 0;

  async function listen(): Promise<void> {
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  }

  /** A department that is down does not listen at all. */
  async function followDown(): Promise<void> {
    if (faults.has('down') && server.listening) {
      server.close();
      server.closeAllConnections();
    } else if (!faults.has('down') && !server.listening) await listen();
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (request.url === '/oauth/token') return giveToken(new URLSearchParams(body), response);
    counters.request();
    const fault = faults.next();
    const latencyMs = drawLatencyMs(options.latencyMs, options.latencyP95Ms);
    if (latencyMs > 0) await elapsed(latencyMs);
    if (fault === 'expired-token') tokens.clear();
    if (!isAdmitted(request)) return reply(response, 401, { error: 'invalid_token' });
    if (fault === '429' || !limit.take()) {
      return reply(response, 429, { error: 'too many requests' }, { 'retry-after': '1' });
    }
    if (request.url === '/api/v1/status') return reply(response, 200, { status: 'ready' });
    const url = new URL(request.url ?? '/', 'http://department');
    if (feed && url.pathname === '/api/v1/changes') {
      const { searchParams } = url;
      const after = Number(searchParams.get('after') ?? 0);
      const until = searchParams.get('until') ?? feed.on;
      return reply(response, 200, pageOf(feed, after, until, options.pageSize));
    }
    if (request.url !== '/api/v1/records/query')
      return reply(response, 404, { error: 'not found' });
    const asked = query.safeParse(JSON.parse(body));
    if (!asked.success) return reply(response, 400, { error: 'malformed query' });
    await answerQuery(asked.data, String(request.headers['x-request-id']), fault, response);
  }

  async function answerQuery(
    asked: Query,
    requestId: string,
    fault: FaultKind | null,
    response: ServerResponse,
  ): Promise<void> {
    if (asked.page === 1) {
      for (const person of asked.persons) counters.asked(asked.resource, person.idNumber);
    }
    if (fault === 'slow') await elapsed(options.slowMs);
    if (fault === 'reset') return void response.socket?.resetAndDestroy();
    if (fault === '500') return reply(response, 500, { error: 'internal error' });
    if (fault === 'html') return replyPage(response, 200);
    if (fault === 'maintenance') {
      return replyPage(response, 503, { 'retry-after': String(faults.maintenanceSeconds()) });
    }
    const name = `${requestId}/${asked.resource}`;
    let result = results.get(name);
    if (!result || asked.page === 1) {
      result = holdings.tellAll(asked.resource, asked.persons, asked);
      results.set(name, result);
    }
    result = distorted(result, fault, declaration.registers[asked.resource]);
    const pages = Math.max(1, Math.ceil(result.records.length / options.pageSize));
    const from = (asked.page - 1) * options.pageSize;
    const records = result.records.slice(from, from + options.pageSize);
    const text = JSON.stringify({
      page: asked.page,
      pageSize: options.pageSize,
      total: result.records.length,
      asOf: asked.asOf < holdings.on ? asked.asOf : holdings.on,
      persons:
        asked.page === 1
          ? result.persons.map((told, place) => ({ seq: asked.persons[place]?.seq, ...told }))
          : undefined,
      records: fault === 'half-page' ? records.slice(0, records.length >> 1) : records,
    });
    if (fault === 'truncated') return replyText(response, text.slice(0, text.length >> 1));
    const sent = fault === 'encoding' ? iconv.encode(text, 'gbk') : Buffer.from(text);
    // Half of no records is all of them, and what has no Chinese in it is the same in both encodings.
    const isWhole =
      fault === null ||
      fault === 'extra-field' ||
      (fault === 'half-page' && result.records.length === 0) ||
      (fault === 'encoding' && sent.equals(Buffer.from(text)));
    if (asked.page === pages) {
      response.once('finish', () => {
        counters.told(asked.persons.length);
        if (!isWhole) return;
        for (const person of asked.persons) counters.answered(asked.resource, person.idNumber);
      });
    }
    replyText(response, sent);
  }

  function giveToken(form: URLSearchParams, response: ServerResponse): void {
    const isOurs =
      form.get('client_id') === credentials.clientId &&
      form.get('client_secret') === credentials.clientSecret;
    if (!isOurs) return reply(response, 401, { error: 'invalid_client' });
    const token = randomBytes(24).toString('base64url');
    tokens.set(token, Date.now() + options.tokenLifetimeMs);
    reply(response, 200, {
      access_token: token,
      token_type: 'Bearer',
      expires_in: options.tokenLifetimeMs / 1000,
    });
  }

  function isAdmitted({ headers }: IncomingMessage): boolean {
    const until = tokens.get(headers.authorization?.replace('Bearer ', '') ?? '');
    return until !== undefined && Date.now() < until;
  }

  function replyText(response: ServerResponse, text: string | Buffer): void {
    const zipped = options.gzip ? gzipSync(text, { level: 1 }) : null;
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      ...(zipped && { 'content-encoding': 'gzip' }),
    });
    response.end(zipped ?? text);
  }

  await listen();
  return {
    address: `http://127.0.0.1:${port}`,
    credentials,
    ...(feed && { feedKey: feed.key }),
    async setFault(fault) {
      if (fault) faults.set(fault);
      else faults.clear();
      await followDown();
    },
    counted: () => counters.read(),
    async stop() {
      if (server.listening) {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        await closed;
      }
      holdings.close();
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function replyPage(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
  response.end('<!doctype html><title>系统维护中</title><p>系统维护中，请稍后再试。</p>');
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}
