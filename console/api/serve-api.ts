// Serves the endpoints below /api/v1: key, scope, schemas, idempotency, and whatever goes wrong as a problem.

import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Language } from '../../config/messages/language.ts';
import { instant } from '../../domain/calendar.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { ApiKey } from '../../store/api-keys.ts';
import { type ActsEngine, actsOf } from '../acts.ts';
import { DOCUMENT_POLICY } from '../answer-headers.ts';
import { framesOf } from '../events.ts';
import type { SentEvent, Upload } from '../route.ts';
import { readUpload } from '../upload.ts';
import { docsPage } from './docs-page.ts';
import type { Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoint-list.ts';
import { openApiDocument } from './openapi.ts';
import { type Fault, Problem, problemJson, problemOf, PROBLEMS } from './problem.ts';

export const API_PREFIX = '/api/v1';
const REQUESTS_A_MINUTE = 600;
const LARGEST_FILE_BYTES = 512 * 1024 * 1024;
const LARGEST_JSON_BYTES = 1024 * 1024;

export async function serveApi(
  server: FastifyInstance,
  engine: ActsEngine,
  { rateFactor }: { readonly rateFactor: number },
): Promise<void> {
  const { store, log } = engine;
  const document = JSON.stringify(openApiDocument());
  const rateLimit = {
    max: REQUESTS_A_MINUTE * rateFactor,
    timeWindow: '1 minute',
    // The key's id is no secret; who sends none shares an address's.
    keyGenerator: (request: FastifyRequest) =>
      /hedui_([0-9a-z]{8})_/.exec(request.headers.authorization ?? '')?.[1] ?? request.ip,
  };
  await server.register(
    async (api) => {
      api.setErrorHandler(async (error, request, reply) => sayProblem(error, request, reply));
      api.setNotFoundHandler(async (request, reply) =>
        sayProblem(new Problem('not-found'), request, reply),
      );
      api.get('/openapi.json', async (_, reply) => reply.type('application/json').send(document));
      api.get('/docs', async (request, reply) =>
        reply
          .type('text/html; charset=utf-8')
          .header('content-security-policy', DOCUMENT_POLICY)
          .send(docsPage(languageOf(request))),
      );
      for (const one of Object.values(ENDPOINTS) as unknown as Endpoint[]) {
        api.route({
          method: one.method.toUpperCase(),
          url: one.path.replace(/\{(\w+)\}/g, ':$1'),
          bodyLimit: one.form ? LARGEST_FILE_BYTES : (one.largestBytes ?? LARGEST_JSON_BYTES),
          config: { rateLimit },
          // Before the body is read: nobody fills the memory without a key.
          ...(one.largestBytes && { onRequest: async (request) => void (await keyOf(request)) }),
          handler: async (request, reply) => answer(one, request, reply),
        });
      }
    },
    { prefix: API_PREFIX },
  );

  async function answer(one: Endpoint, request: FastifyRequest, reply: FastifyReply) {
    reply.header('cache-control', 'no-store');
    const key = await keyOf(request);
    if (!key.scopes.includes(one.scope)) throw new Problem('no-scope');
    const upload = one.form ? await readUpload(request, LARGEST_FILE_BYTES) : null;
    const read = readRequest(one, request, upload);
    const repeated = request.headers['idempotency-key'];
    if (one.method === 'post' && typeof repeated === 'string') {
      return answerOnce(one, request, reply, key, { read, upload }, repeated.slice(0, 200));
    }
    return send(one, reply, await serve(one, request, key, read, upload));
  }

  async function answerOnce(
    one: Endpoint,
    request: FastifyRequest,
    reply: FastifyReply,
    key: ApiKey,
    { read, upload }: { read: ReadRequest; upload: Upload | null },
    repeated: string,
  ) {
    // A file is told by its name: the content is known to be the same batch when it is read (findByDigest).
    const asked = { path: request.url, ...read, file: upload?.file?.name ?? null };
    const digest = createHash('sha256')
      .update(canonicalJson(JSON.parse(JSON.stringify(asked))))
      .digest();
    const earlier = await store.apiRequests.begin(key.id, repeated, digest);
    if (earlier.kind === 'answered') {
      upload?.file?.content.resume();
      return reply
        .code(earlier.status)
        .header('idempotency-replayed', 'true')
        .type('application/json')
        .send(JSON.stringify(earlier.body));
    }
    if (earlier.kind !== 'new') {
      upload?.file?.content.resume();
      throw new Problem(earlier.kind === 'differs' ? 'key-reused' : 'under-way');
    }
    try {
      const given = await serve(one, request, key, read, upload);
      // A secret is shown once, also to who asks twice.
      await store.apiRequests.end(key.id, repeated, one.status, withoutSecret(given));
      return send(one, reply, given);
    } catch (error) {
      await store.apiRequests.giveUp(key.id, repeated);
      throw error;
    }
  }

  async function serve(
    one: Endpoint,
    request: FastifyRequest,
    key: ApiKey,
    read: ReadRequest,
    upload: Upload | null,
  ): Promise<unknown> {
    const account = `api/${key.id}`;
    const viewer = { account, role: 'caseworker', region: key.region, purpose: null } as const;
    return one.serve({
      ...read,
      file: upload?.file ?? null,
      key,
      records: store.as(viewer),
      acts: actsOf(engine, viewer),
      engine,
      language: languageOf(request),
      log,
      note: async (kind: never, subject: string, purpose: string | null, content: unknown) =>
        store.ledger.note([
          { at: instant(new Date()), actor: account, kind, subject, purpose, content },
        ]),
    } as never);
  }

  async function keyOf(request: FastifyRequest): Promise<ApiKey> {
    const text = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const key = text === undefined ? null : await store.apiKeys.recognise(text, new Date());
    if (key === null) throw new Problem('no-key');
    return key;
  }

  function sayProblem(error: unknown, request: FastifyRequest, reply: FastifyReply) {
    const problem = problemOf(error);
    const { status } = PROBLEMS[problem.code];
    if (status >= 500) log.error({ err: error, requestId: request.id }, 'an endpoint failed');
    if (problem.code === 'no-key') reply.header('www-authenticate', 'Bearer realm="hedui"');
    return reply
      .code(status)
      .type('application/problem+json')
      .send(JSON.stringify(problemJson(problem, languageOf(request), request.id)));
  }
}

/** English where it is preferred to Chinese. */
function languageOf(request: FastifyRequest): Language {
  const wanted = request.headers['accept-language'] ?? '';
  const places = [wanted.search(/\bzh\b/i), wanted.search(/\ben\b/i)] as const;
  return places[1] >= 0 && (places[0] < 0 || places[1] < places[0]) ? 'en' : 'zh-CN';
}

type ReadRequest = {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly form: unknown;
};

/** @throws Problem request-invalid, with each place that is wrong */
function readRequest(one: Endpoint, request: FastifyRequest, upload: Upload | null): ReadRequest {
  const faults: Fault[] = [];
  const read = (name: string, schema: z.ZodType | undefined, given: unknown) => {
    if (schema === undefined) return undefined;
    const result = schema.safeParse(given ?? {});
    if (result.success) return result.data;
    for (const { path, code, message } of result.error.issues) {
      faults.push({
        at: [name, ...path].join('.'),
        code,
        said: { zh: `不符合接口定义：${message}`, en: message },
      });
    }
    return undefined;
  };
  const all = {
    params: read('params', one.params, request.params),
    query: read('query', one.query, request.query),
    body: read('body', one.body, request.body),
    form: read('form', one.form, upload?.fields),
  };
  if (faults.length > 0) {
    upload?.file?.content.resume();
    throw new Problem('request-invalid', faults);
  }
  return all;
}

function send(one: Endpoint, reply: FastifyReply, given: unknown) {
  reply.code(one.status);
  switch (one.answer) {
    case null:
      return reply.send();
    case 'text/event-stream':
      return reply
        .type('text/event-stream')
        .header('x-accel-buffering', 'no')
        .send(Readable.from(framesOf(given as AsyncIterable<SentEvent>)));
    case 'text/html':
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', DOCUMENT_POLICY)
        .send(given);
    case 'application/pdf':
    case 'text/csv':
      return reply.type(one.answer).send(given);
    default:
      return reply.type('application/json').send(JSON.stringify(given));
  }
}

function withoutSecret(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('secret' in given)) return given;
  const { secret: _, ...rest } = given;
  return rest;
}
