// The console's server: serves the routes of route-list.ts, each to those it is for, and shows whatever goes wrong as a page
// with a number. Pages are made here on the server; scripts only make them more comfortable.

import { randomInt } from 'node:crypto';
import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Identity } from '../config/identity.ts';
import type { Fault } from '../config/messages/console.ts';
import { instant } from '../domain/calendar.ts';
import { HeduiError } from '../domain/errors.ts';
import type { Viewer } from '../domain/staff.ts';
import { type Html, html } from '../reports/html/markup.ts';
import type { Session } from '../store/sessions.ts';
import { type ActsEngine, actsOf } from './acts.ts';
import { DOCUMENT_POLICY, disposition } from './answer-headers.ts';
import { serveApi } from './api/serve-api.ts';
import { serveAssets } from './assets.ts';
import { compressAnswers } from './compress.ts';
import { cookiesOf, languageOf, visitorToken } from './cookies.ts';
import { FAULT_STATUS, faultJson, faultOfStatus, faultPage } from './fault-page.ts';
import { isAllowed, readAll, whereElse } from './gate.ts';
import { type Frame, layout } from './pages/layout.ts';
import { publiclyOf } from './publicly.ts';
import type { Answer, LedgerNote, Route, Upload } from './route.ts';
import { framesOf } from './events.ts';
import { serveQueueBoard } from './queue-board.ts';
import { ROUTES } from './route-list.ts';
import { openAccess } from './sign-in/access.ts';
import { formKeyOf, isFormKey } from './tokens.ts';
import { readUpload } from './upload.ts';

export type ConsoleOptions = {
  readonly engine: ActsEngine;
  /** Where the console is reached from outside; https:// makes the cookies travel encrypted only. */
  readonly publicUrl: URL | null;
  /** Addresses of proxies whose word on the visitor's address is taken. */
  readonly trustedProxies?: readonly string[];
  /** Where staff sign in by OpenID Connect; without one they have passwords here. */
  readonly identity?: Identity | null;
  readonly routes?: readonly Route[];
  /** Multiplies the limits on requests, where many visitors share an address. */
  readonly rateFactor?: number;
  readonly now?: () => Date;
};

const LARGEST_FORM_BYTES = 256 * 1024;
const ARRIVES_WITHIN_MS = 30_000;
/** A whole request with its file, over the slow line of a town. One that stands still ends with its connection. */
const UPLOADED_WITHIN_MS = 30 * 60_000;
/** A person who clicks fast; scripts have the API. */
const REQUESTS_A_MINUTE = 600;

export async function openConsole(options: ConsoleOptions): Promise<FastifyInstance> {
  const {
    engine,
    publicUrl,
    trustedProxies = [],
    routes = ROUTES,
    rateFactor = 1,
    now = () => new Date(),
  } = options;
  const publicly = publiclyOf(engine, now);
  const { store, settings, log } = engine;
  const isSecure = publicUrl?.protocol === 'https:';
  const access = openAccess(store, { now, identity: options.identity ?? null });
  const server = fastify({
    bodyLimit: LARGEST_FORM_BYTES,
    requestTimeout: UPLOADED_WITHIN_MS,
    http: { headersTimeout: ARRIVES_WITHIN_MS },
    connectionTimeout: ARRIVES_WITHIN_MS,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    forceCloseConnections: 'idle',
    genReqId: () => requestNumber(),
  });
  await server.register(cookie);
  await server.register(formbody, { bodyLimit: LARGEST_FORM_BYTES });
  await server.register(multipart, { limits: { files: 1, fields: 50, fieldSize: 10_000 } });
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        baseUri: ["'none'"],
      },
    },
    // The office's own proxy decides on TLS for the host.
    strictTransportSecurity: isSecure ? { maxAge: 15_552_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
  await server.register(rateLimit, {
    global: true,
    max: REQUESTS_A_MINUTE * rateFactor,
    timeWindow: '1 minute',
    allowList: (request) => request.url.startsWith('/health/'),
  });

  const sessions = new WeakMap<FastifyRequest, Session | null>();
  // Before the routes: a route keeps the error handler that there was when it was loaded.
  server.setNotFoundHandler(async (request, reply) => sayFault(request, reply, 'notFound'));
  server.setErrorHandler(async (error: FastifyFault, request, reply) => {
    const fault = faultOf(error);
    const status = FAULT_STATUS[fault];
    if (status >= 500) log.error({ err: error, requestId: request.id }, 'a page failed');
    return sayFault(request, reply, fault);
  });
  server.addHook('onResponse', async (request, reply) => {
    // The pattern of the address, not the address: a path may hold a report's number, a query anything.
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        account: sessions.get(request)?.account ?? null,
        ms: Math.round(reply.elapsedTime),
      },
      'served',
    );
  });
  await serveQueueBoard(server, engine, mayReadQueues);
  // Behind the board, which changes its own pages before they are sent.
  compressAnswers(server);
  serveAssets(server);
  for (const one of routes) serve(one);
  await serveApi(server, engine, { rateFactor });
  return server;

  function serve(one: Route): void {
    server.route({
      method: one.method,
      url: one.url,
      ...(one.perMinute === undefined
        ? {}
        : { config: { rateLimit: { max: one.perMinute * rateFactor, timeWindow: '1 minute' } } }),
      ...(one.takesUpload ? { bodyLimit: one.takesUpload.largestBytes } : {}),
      handler: async (request, reply) => {
        reply.header('cache-control', 'no-store');
        const { token } = cookiesOf(request, reply, isSecure);
        const session = token === null ? null : await access.sessionOf(token);
        sessions.set(request, session);
        const elsewhere = whereElse(one, session, request);
        if (elsewhere !== null) {
          if (one.api) return sayFault(request, reply, 'forbidden');
          return reply.redirect(elsewhere, 303);
        }
        if (!isAllowed(one, session)) {
          if (session !== null) {
            const subject = `${one.method} ${one.url}`;
            await noteIn(viewerOf(session), {
              kind: 'access-refused',
              subject,
              content: one.needs,
            });
          }
          return sayFault(request, reply, 'forbidden');
        }
        const upload = one.takesUpload
          ? await readUpload(request, one.takesUpload.largestBytes)
          : null;
        if (one.method === 'POST' && !cameFromOurForm(request, reply, upload)) {
          return sayFault(request, reply, 'stale');
        }
        const read = readAll(one, request, upload);
        if (read === null) return sayFault(request, reply, 'unreadable');
        const visit = { ...read, ...visitOf(request, reply, session), upload };
        return send(one, request, reply, await one.answer(visit as never));
      },
    });
  }

  async function mayReadQueues(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const { token } = cookiesOf(request, reply, isSecure);
    const session = token === null ? null : await access.sessionOf(token);
    sessions.set(request, session);
    if (isAllowed({ needs: 'queue.read' }, session)) return true;
    await sayFault(request, reply, 'forbidden');
    return false;
  }

  function visitOf(request: FastifyRequest, reply: FastifyReply, session: Session | null) {
    const viewer = session && viewerOf(session);
    return {
      viewer,
      records: viewer && store.as(viewer),
      acts: viewer && actsOf(engine, viewer),
      access,
      cookies: cookiesOf(request, reply, isSecure),
      origin: publicUrl?.origin ?? `http://${request.headers.host ?? ''}`,
      ...frameOf(request, reply),
      session,
      requestId: request.id,
      log,
      request,
      note: async (note: LedgerNote) => noteIn(viewer, note),
      publicly,
      isReady: publicly.isReady,
    };
  }

  async function noteIn(viewer: Viewer | null, { kind, subject, content, ...why }: LedgerNote) {
    const actor = viewer?.account ?? 'visitor';
    const purpose = why.purpose ?? viewer?.purpose ?? null;
    await store.ledger.note([{ at: instant(now()), actor, kind, subject, purpose, content }]);
  }

  function frameOf(request: FastifyRequest, reply: FastifyReply): Frame {
    return {
      language: languageOf(request, isSecure, settings.language),
      session: sessions.get(request) ?? null,
      formKey: formField(ownToken(request, reply)),
      path: request.method === 'GET' ? request.url : '/',
    };
  }

  /** What the form key hangs on: the session, or the visitor before it. */
  function ownToken(request: FastifyRequest, reply: FastifyReply): string {
    const { token } = cookiesOf(request, reply, isSecure);
    const isSignedIn = (sessions.get(request) ?? null) !== null;
    return isSignedIn && token !== null ? token : visitorToken(request, reply, isSecure);
  }

  function cameFromOurForm(
    request: FastifyRequest,
    reply: FastifyReply,
    upload: Upload | null,
  ): boolean {
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
    const { origin, host } = request.headers;
    const ours = publicUrl?.host ?? host;
    if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== ours))
      return false;
    const body = (upload?.fields ?? request.body) as Record<string, unknown> | null | undefined;
    const given = request.headers['x-form-key'] ?? body?.['form-key'];
    return isFormKey(given, ownToken(request, reply));
  }

  function send(one: Route, request: FastifyRequest, reply: FastifyReply, answer: Answer) {
    switch (answer.kind) {
      case 'page':
        return reply
          .code(answer.status ?? 200)
          .type('text/html; charset=utf-8')
          .send(layout(frameOf(request, reply), answer));
      case 'document':
        return reply
          .type('text/html; charset=utf-8')
          .header('content-security-policy', DOCUMENT_POLICY)
          .send(answer.html);
      case 'redirect':
        return reply.redirect(answer.to, 303);
      case 'json':
        return reply
          .code(answer.status ?? 200)
          .type('application/json')
          .send(JSON.stringify(answer.json));
      case 'file':
        return reply
          .type(answer.type)
          .header('content-disposition', disposition(answer.name, answer.inline ?? false))
          .send(answer.content);
      case 'events':
        return reply.type('text/event-stream').send(Readable.from(framesOf(answer.events)));
      case 'not-found':
        return sayFault(request, reply, 'notFound', one.api);
      case 'refused':
        return sayFault(
          request,
          reply.code(answer.status),
          faultOfStatus(answer.status),
          one.api,
          answer,
        );
    }
  }

  function sayFault(
    request: FastifyRequest,
    reply: FastifyReply,
    fault: Fault,
    isApi = request.url.startsWith('/api/') || request.headers.accept === 'application/json',
    refused?: Answer & { kind: 'refused' },
  ) {
    reply.code(refused?.status ?? FAULT_STATUS[fault]);
    if (isApi) {
      return reply
        .type('application/json')
        .send(JSON.stringify(faultJson(fault, request.id, refused?.said)));
    }
    return reply
      .type('text/html; charset=utf-8')
      .send(faultPage(frameOf(request, reply), fault, request.id, refused?.said));
  }
}

export function viewerOf({ account, role, region, purpose }: Session): Viewer {
  return { account, role, region, purpose };
}

type FastifyFault = Error & { readonly statusCode?: number };

function faultOf(error: FastifyFault): Fault {
  if (error instanceof HeduiError) {
    if (error.code.endsWith('_UNKNOWN')) return 'notFound';
    return error.retryable ? 'resting' : 'broken';
  }
  return error.statusCode === undefined ? 'broken' : faultOfStatus(error.statusCode);
}

function formField(token: string): Html {
  return html`<input type="hidden" name="form-key" value="${formKeyOf(token)}">`;
}

/** Letters that are not mistaken for one another when read out over the telephone. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

function requestNumber(): string {
  return Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
