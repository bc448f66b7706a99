// Departments behind the city's resource-sharing exchange platform (信息资源共享交换平台): one gateway, a catalogue of
// resources, an approval number on every call, quotas by resource, and what went wrong told by a code inside HTTP 200.
//
//   GET  /share/v1/catalogue/CODE   the resource's fields, in order, and the catalogue's version
//   POST /share/v1/query            one resource, up to N persons, one page; records as arrays in the catalogue's order
//   GET  /share/v1/status
//
// Every request is signed (http-signature.ts); the platform gives no tokens. docs/transports.md describes it.

import { z } from 'zod';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import type { Connector } from '../connector.ts';
import { type Department, wireName } from '../department.ts';
import { openHttpExchange } from './http-exchange.ts';
import { type Asking, failure, type Message, type Reply } from './http-reply.ts';
import { type Failure, openPaged, pageOfRecords, type PageWanted } from './paged-records.ts';
import { readEnvelope } from './platform-envelope.ts';

const catalogueEntry = z.object({
  resourceCode: z.string(),
  version: z.string().min(1),
  fields: z.array(z.string().min(1)).min(1),
});
type CatalogueEntry = z.infer<typeof catalogueEntry>;

const platformPage = pageOfRecords.extend({
  catalogueVersion: z.string(),
  records: z.array(z.array(z.unknown())),
});

type Catalogued = { readonly ok: true; readonly entry: CatalogueEntry } | Failure;

export function openExchangePlatform(
  department: Department,
  declaration: DepartmentDeclaration,
): Connector {
  const { applicationNo = '', resourceCodes = {} } = declaration.gateway ?? {};
  const exchange = openHttpExchange(declaration);
  const catalogue = new Map<string, Promise<Catalogued>>();

  async function call(message: Message, asking: Asking): Promise<Reply> {
    const reply = await exchange.send(message, asking);
    return reply.ok ? readEnvelope(reply.body) : reply;
  }

  async function fetchEntry(code: string, asking: Asking): Promise<Catalogued> {
    const path = `/share/v1/catalogue/${encodeURIComponent(code)}`;
    const headers = { 'x-application-no': applicationNo };
    const reply = await call({ method: 'GET', path, headers }, asking);
    if (!reply.ok) return reply;
    const read = catalogueEntry.safeParse(reply.body);
    return read.success && read.data.resourceCode === code
      ? { ok: true, entry: read.data }
      : failure('failed', 'catalogue-shape');
  }

  /** Fetched once for all batches; a failure is not remembered. */
  async function entryOf(code: string, asking: Asking): Promise<Catalogued> {
    const fetching = catalogue.get(code) ?? fetchEntry(code, asking);
    catalogue.set(code, fetching);
    const catalogued = await fetching;
    if (!catalogued.ok && catalogue.get(code) === fetching) catalogue.delete(code);
    return catalogued;
  }

  async function page(wanted: PageWanted, asking: Asking) {
    const code = resourceCodes[wireName(wanted.batch.resource.id)];
    if (code === undefined) return failure('not-connected', 'no-resource-code');
    const reply = await call(queryRequest(code, applicationNo, wanted), asking);
    if (!reply.ok) return reply;
    const read = platformPage.safeParse(reply.body);
    if (!read.success) return failure('failed', 'reply-shape');
    const { catalogueVersion, records, ...rest } = read.data;
    let catalogued = await entryOf(code, asking);
    if (catalogued.ok && catalogued.entry.version !== catalogueVersion) {
      // The department has changed its fields since; read by the old list, values would stand under wrong names.
      catalogue.delete(code);
      catalogued = await entryOf(code, asking);
    }
    if (!catalogued.ok) return catalogued;
    const { version, fields } = catalogued.entry;
    if (version !== catalogueVersion) return failure('failed', 'catalogue-version');
    return {
      ok: true as const,
      page: { ...rest, records: records.map((values) => recordOf(fields, values)) },
    };
  }

  return openPaged(department, declaration.limits, {
    refusesByResource: true,
    page,
    probe: (asking) =>
      call(
        {
          method: 'GET',
          path: '/share/v1/status',
          headers: { 'x-application-no': applicationNo },
        },
        asking,
      ),
    close: () => exchange.close(),
  });
}

function queryRequest(
  resourceCode: string,
  applicationNo: string,
  { question, batch, requestId, page }: PageWanted,
): Message {
  return {
    method: 'POST',
    path: '/share/v1/query',
    headers: {
      'content-type': 'application/json',
      'x-request-id': requestId,
      'x-application-no': applicationNo,
    },
    body: JSON.stringify({
      resourceCode,
      applicationNo,
      purpose: question.purpose,
      scheme: question.scheme,
      questionId: question.id,
      asOf: question.asOf,
      from: question.window.from,
      until: question.window.until,
      page,
      conditions: batch.persons.map(({ idNumber, name, authorisationNo }, seq) => ({
        seq,
        idNumber,
        name,
        authorisationNo,
      })),
    }),
  };
}

/** A record of more or fewer values than the catalogue has fields is read as broken, never shifted into place. */
function recordOf(fields: readonly string[], values: readonly unknown[]): unknown {
  if (values.length === fields.length) {
    return Object.fromEntries(fields.map((field, at) => [field, values[at]]));
  }
  return null;
}
