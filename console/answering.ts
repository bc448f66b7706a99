// Sends what a route answers, and says whatever goes wrong as a page or as JSON.

import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from '../config/messages/console.ts';
import { HeduiError } from '../domain/errors.ts';
import { DOCUMENT_POLICY, disposition } from './answer-headers.ts';
import { framesOf } from './events.ts';
import { FAULT_STATUS, faultJson, faultOfStatus, faultPage } from './fault-page.ts';
import { layout } from './pages/layout.ts';
import type { Requests } from './requests.ts';
import type { Answer, Route } from './route.ts';

export type Answering = ReturnType<typeof answeringTo>;

export function answeringTo({ frameOf }: Pick<Requests, 'frameOf'>) {
  return { send, sayFault };

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

export type FastifyFault = Error & { readonly statusCode?: number };

export function faultOf(error: FastifyFault): Fault {
  if (error instanceof HeduiError) {
    if (error.code.endsWith('_UNKNOWN')) return 'notFound';
    return error.retryable ? 'resting' : 'broken';
  }
  return error.statusCode === undefined ? 'broken' : faultOfStatus(error.statusCode);
}
