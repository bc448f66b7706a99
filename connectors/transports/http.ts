// Departments with an HTTP interface: many persons a request, answers in pages. docs/transports.md describes it.
//
//   POST /oauth/token            client credentials → bearer token
//   POST /api/v1/records/query   one resource, up to N persons, one page
//   GET  /api/v1/changes         of whom something was recorded since (http-changes.ts)
//   GET  /api/v1/status          is it there, and does it take our token
//
// ID numbers travel in bodies only: URLs end up in the logs of every proxy on the way.

import type { DepartmentDeclaration } from '../../config/departments.ts';
import type { Connector } from '../connector.ts';
import { type Department, wireName } from '../department.ts';
import { httpChanges } from './http-changes.ts';
import { openHttpExchange } from './http-exchange.ts';
import { failure, type Message } from './http-reply.ts';
import { openPaged, pageOfRecords, type PageWanted } from './paged-records.ts';

export function openHttp(department: Department, declaration: DepartmentDeclaration): Connector {
  const exchange = openHttpExchange(declaration);
  const paged = openPaged(department, declaration.limits, {
    refusesByResource: false,
    async page(wanted, asking) {
      const reply = await exchange.send(pageRequest(wanted), asking);
      if (!reply.ok) return reply;
      const read = pageOfRecords.safeParse(reply.body);
      return read.success ? { ok: true, page: read.data } : failure('failed', 'reply-shape');
    },
    probe: (asking) =>
      exchange.send({ method: 'GET', path: '/api/v1/status', headers: {} }, asking),
    close: () => exchange.close(),
  });
  return declaration.changeFeed ? { ...paged, changes: httpChanges(exchange, department) } : paged;
}

function pageRequest({ question, batch, requestId, page }: PageWanted): Message {
  return {
    method: 'POST',
    path: '/api/v1/records/query',
    headers: { 'content-type': 'application/json', 'x-request-id': requestId },
    body: JSON.stringify({
      resource: wireName(batch.resource.id),
      questionId: question.id,
      purpose: question.purpose,
      scheme: question.scheme,
      asOf: question.asOf,
      from: question.window.from,
      until: question.window.until,
      page,
      persons: batch.persons.map(({ idNumber, name, authorisationNo }, seq) => ({
        seq,
        idNumber,
        name,
        authorisationNo,
      })),
    }),
  };
}
