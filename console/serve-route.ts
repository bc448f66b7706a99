// Serves one route: everything that a request must have before the route sees it, in this order: session, permission,
// purpose, form key, schemas.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { instant } from '../domain/calendar.ts';
import type { Viewer } from '../domain/staff.ts';
import type { Session } from '../store/sessions.ts';
import { type ActsEngine, actsOf } from './acts.ts';
import type { Answering } from './answering.ts';
import { cookiesOf } from './cookies.ts';
import { isAllowed, readAll, whereElse } from './gate.ts';
import type { Publicly } from './publicly.ts';
import type { Requests } from './requests.ts';
import type { LedgerNote, Route, Upload } from './route.ts';
import type { Access } from './sign-in/access.ts';
import { readFiles, readUpload } from './upload.ts';

/** What every route is served with. */
export type Serving = {
  readonly engine: ActsEngine;
  readonly requests: Requests;
  readonly answering: Answering;
  readonly access: Access;
  readonly publicly: Publicly;
  readonly publicUrl: URL | null;
  readonly rateFactor: number;
  readonly largestFormBytes: number;
  readonly now: () => Date;
};

export function serveRoute(server: FastifyInstance, one: Route, serving: Serving): void {
  const { engine, requests, answering, access, publicly, publicUrl, rateFactor, now } = serving;
  server.route({
    method: one.method,
    url: one.url,
    ...(one.perMinute === undefined
      ? {}
      : { config: { rateLimit: { max: one.perMinute * rateFactor, timeWindow: '1 minute' } } }),
    bodyLimit: largestBytes(one) ?? serving.largestFormBytes,
    handler: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const session = await requests.sessionOf(request, reply);
      const elsewhere = whereElse(one, session, request);
      if (elsewhere !== null) {
        if (one.api) return answering.sayFault(request, reply, 'forbidden');
        return reply.redirect(elsewhere, 303);
      }
      if (!isAllowed(one, session)) {
        if (session !== null) {
          const subject = `${one.method} ${one.url}`;
          const note = { kind: 'access-refused', subject, content: one.needs } as const;
          await noteIn(viewerOf(session), note);
        }
        return answering.sayFault(request, reply, 'forbidden');
      }
      const upload = await uploadOf(one, request);
      if (
        one.method === 'POST' &&
        !requests.cameFromOurForm(request, reply, upload?.fields ?? null)
      ) {
        return answering.sayFault(request, reply, 'stale');
      }
      const read = readAll(one, request, upload);
      if (read === null) return answering.sayFault(request, reply, 'unreadable');
      const visit = { ...read, ...visitOf(request, reply, session), upload };
      return answering.send(one, request, reply, await one.answer(visit as never));
    },
  });

  function visitOf(request: FastifyRequest, reply: FastifyReply, session: Session | null) {
    const viewer = session && viewerOf(session);
    return {
      viewer,
      records: viewer && engine.store.as(viewer),
      acts: viewer && actsOf(engine, viewer),
      access,
      cookies: cookiesOf(request, reply, requests.isSecure),
      origin: publicUrl?.origin ?? `http://${request.headers.host ?? ''}`,
      ...requests.frameOf(request, reply),
      session,
      requestId: request.id,
      log: engine.log,
      request,
      note: async (note: LedgerNote) => noteIn(viewer, note),
      publicly,
      isReady: publicly.isReady,
    };
  }

  async function noteIn(viewer: Viewer | null, { kind, subject, content, ...why }: LedgerNote) {
    const actor = viewer?.account ?? 'visitor';
    const purpose = why.purpose ?? viewer?.purpose ?? null;
    const at = instant(now());
    await engine.store.ledger.note([{ at, actor, kind, subject, purpose, content }]);
  }
}

function largestBytes({ takesUpload, takesFiles, takesPiece }: Route): number | undefined {
  return takesFiles?.togetherBytes ?? (takesUpload ?? takesPiece)?.largestBytes;
}

async function uploadOf(one: Route, request: FastifyRequest): Promise<Upload | null> {
  if (one.takesFiles) return readFiles(request, one.takesFiles);
  return one.takesUpload ? readUpload(request, one.takesUpload.largestBytes) : null;
}

function viewerOf({ account, role, region, purpose }: Session): Viewer {
  return { account, role, region, purpose };
}
