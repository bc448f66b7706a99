// The console's server: serves the routes of route-list.ts, each to those it is for, and shows whatever goes wrong as a page
// with a number. Pages are made here on the server; scripts only make them more comfortable.

import { randomInt } from 'node:crypto';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { fastify, type FastifyInstance } from 'fastify';
import type { Identity } from '../config/identity.ts';
import type { ActsEngine } from './acts.ts';
import { forgetLeftFiles } from './acts/submitting.ts';
import { answeringTo, type FastifyFault, faultOf } from './answering.ts';
import { serveApi } from './api/serve-api.ts';
import { serveAssets } from './assets.ts';
import { compressAnswers } from './compress.ts';
import { FAULT_STATUS } from './fault-page.ts';
import { isAllowed } from './gate.ts';
import { publiclyOf } from './publicly.ts';
import { serveQueueBoard } from './queue-board.ts';
import { requestsTo } from './requests.ts';
import type { Route } from './route.ts';
import { ROUTES } from './route-list.ts';
import { serveRoute } from './serve-route.ts';
import { openAccess } from './sign-in/access.ts';

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
  /** How long a connection may stand still while a request arrives. */
  readonly arrivesWithinMs?: number;
  readonly now?: () => Date;
};

const LARGEST_FORM_BYTES = 256 * 1024;
const ARRIVES_WITHIN_MS = 30_000;
const KEPT_OPEN_MS = 20_000;
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
    arrivesWithinMs = ARRIVES_WITHIN_MS,
    now = () => new Date(),
  } = options;
  const { store, settings, log } = engine;
  await forgetLeftFiles(settings.home, now());
  const access = openAccess(store, { now, identity: options.identity ?? null });
  const requests = requestsTo(access, { publicUrl, language: settings.language });
  const answering = answeringTo(requests);
  const server = fastify({
    bodyLimit: LARGEST_FORM_BYTES,
    requestTimeout: UPLOADED_WITHIN_MS,
    http: { headersTimeout: arrivesWithinMs },
    connectionTimeout: arrivesWithinMs,
    // What is told to whoever keeps a connection: less than after what it is ended, or their next request would be lost.
    keepAliveTimeout: KEPT_OPEN_MS,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    forceCloseConnections: 'idle',
    genReqId: () => requestNumber(),
  });
  await server.register(cookie);
  await server.register(formbody, { bodyLimit: LARGEST_FORM_BYTES });
  server.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: LARGEST_FORM_BYTES },
    (_request, body, done) => done(null, body),
  );
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
    strictTransportSecurity: requests.isSecure ? { maxAge: 15_552_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
  await server.register(rateLimit, {
    global: true,
    max: REQUESTS_A_MINUTE * rateFactor,
    timeWindow: '1 minute',
    allowList: (request) => request.url.startsWith('/health/'),
  });

  // Before the routes: a route keeps the error handler that there was when it was loaded.
  server.setNotFoundHandler(async (request, reply) => {
    await requests.sessionOf(request, reply);
    return answering.sayFault(request, reply, 'notFound');
  });
  server.setErrorHandler(async (error: FastifyFault, request, reply) => {
    const fault = faultOf(error);
    const status = FAULT_STATUS[fault];
    // What is refused before its route sees it stands in the frame of whoever is signed in, too; a flood costs no look-up.
    if (status < 500 && fault !== 'tooMany' && requests.known(request) === null)
      await requests.sessionOf(request, reply).catch(() => null);
    if (status >= 500) log.error({ err: error, requestId: request.id }, 'a page failed');
    return answering.sayFault(request, reply, fault);
  });
  // Once a request is here, whoever sent it waits for us: a file of 100,000 households is taken in for a minute and more.
  server.addHook('onRequest', async ({ raw }) => {
    const waitForUs = () => raw.socket.setTimeout(UPLOADED_WITHIN_MS);
    // Of a request without a body nobody reads the end.
    if (raw.headers['content-length'] ?? raw.headers['transfer-encoding'])
      raw.once('end', waitForUs);
    else waitForUs();
  });
  server.addHook('onResponse', async ({ raw }) => {
    raw.socket.setTimeout(arrivesWithinMs);
  });
  server.addHook('onResponse', async (request, reply) => {
    // The pattern of the address, not the address: a path may hold a report's number, a query anything.
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        account: requests.known(request)?.account ?? null,
        ms: Math.round(reply.elapsedTime),
      },
      'served',
    );
  });
  await serveQueueBoard(server, engine, async (request, reply) => {
    if (isAllowed({ needs: 'queue.read' }, await requests.sessionOf(request, reply))) return true;
    await answering.sayFault(request, reply, 'forbidden');
    return false;
  });
  // Behind the board, which changes its own pages before they are sent.
  compressAnswers(server);
  serveAssets(server);
  const serving = {
    engine,
    requests,
    answering,
    access,
    publicly: publiclyOf(engine, now),
    publicUrl,
    rateFactor,
    largestFormBytes: LARGEST_FORM_BYTES,
    now,
  };
  for (const one of routes) serveRoute(server, one, serving);
  await serveApi(server, engine, { rateFactor });
  return server;
}

/** Letters that are not mistaken for one another when read out over the telephone. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

function requestNumber(): string {
  return Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
