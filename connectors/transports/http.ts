// Departments with an HTTP interface: many persons a request, answers in pages. docs/departments describes it.
//
//   POST /oauth/token            client credentials → bearer token
//   POST /api/v1/records/query   one resource, up to N persons, one page
//   GET  /api/v1/status          is it there, and does it take our token
//
// ID numbers travel in bodies only: URLs end up in the logs of every proxy on the way.

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import type { UnansweredReason } from '../../domain/lookup.ts';
import { AnswerSheet, type Said } from '../answer-sheet.ts';
import { askedByNumber, sortRecords } from '../asked-persons.ts';
import type { AskedPerson, Connector, Question } from '../connector.ts';
import { type Department, type Resource, wireName } from '../department.ts';
import { date } from '../foreign-field.ts';
import { openSlots } from '../slots.ts';
import { type HttpExchange, openHttpExchange } from './http-exchange.ts';
import { type Asking, failure, type Message, type Reply } from './http-reply.ts';

/** What the interface says of a person, in our words. */
const SAID = {
  found: 'found',
  none: 'none',
  unknown: 'unknown-person',
  mismatch: 'identity-mismatch',
} as const satisfies Record<string, Said>;
/** A department that promises more for one request is not believed. */
const MOST_RECORDS = 1_000_000;

const count = z.int().min(0);
const pageOfRecords = z.object({
  page: count,
  pageSize: z.int().min(1),
  /** Records on all pages. */
  total: count,
  asOf: date.required,
  /** On the first page: every person asked about, by place in the request, and how many records there are. */
  persons: z
    .array(
      z.object({ seq: count, status: z.enum(Object.keys(SAID) as (keyof typeof SAID)[]), count }),
    )
    .default([]),
  records: z.array(z.unknown()),
});
type Page = z.infer<typeof pageOfRecords>;

type Batch = { readonly resource: Resource; readonly persons: readonly AskedPerson[] };
type Failure = Extract<Reply, { ok: false }>;

/** Failures that would befall every further request of the question as well. */
const ENDS_THE_QUESTION: ReadonlySet<UnansweredReason> = new Set([
  'not-connected',
  'timed-out',
  'refused',
]);

export function openHttp(department: Department, declaration: DepartmentDeclaration): Connector {
  const { limits } = declaration;
  const exchange = openHttpExchange(declaration);
  const slots = openSlots(limits.concurrency);

  return {
    department: department.id,
    resources: department.resources.map((resource) => resource.id),
    async ask(question, context) {
      const sheet = new AnswerSheet(limits.askAgainMs);
      const asking = { ...context, onRequest: () => sheet.requests++ };
      let ended: Failure | null = null;
      const askBatch = async (batch: Batch) => {
        const keys = batch.persons.map((person) => person.key);
        if (ended) return sheet.unanswered(batch.resource.id, keys, ended.why);
        const { pages, failure } = await askInPages(exchange, question, batch, asking);
        if (failure) {
          sheet.fault(batch.resource.id, failure.fault);
          sheet.unanswered(batch.resource.id, keys, failure.why);
          if (failure.why !== 'refused' || failure.isRepeatable) {
            sheet.againAfter(failure.afterMs ?? limits.askAgainMs);
          }
          if (ENDS_THE_QUESTION.has(failure.why)) ended = failure;
        }
        enterPages(sheet, batch, pages);
      };
      const batches = batchesOf(department, question, limits.personsPerRequest);
      await Promise.all(batches.map((batch) => slots.run(() => askBatch(batch))));
      return sheet.finish(question, 'failed');
    },
    async probe(signal) {
      const startedAt = performance.now();
      const asking = { gate: { admit: async () => {} }, signal, onRequest: () => {} };
      const message = { method: 'GET', path: '/api/v1/status', headers: {} } as const;
      const reply = await exchange.send(message, asking);
      const ms = Math.round(performance.now() - startedAt);
      return { ok: reply.ok, said: reply.ok ? 'ready' : reply.fault, ms };
    },
    close: () => exchange.close(),
  };
}

function batchesOf(department: Department, question: Question, size: number): Batch[] {
  const persons = new Map(question.persons.map((person) => [person.key, person]));
  return question.wanted.flatMap(({ resource: id, keys }) => {
    const resource = department.resources.find((known) => known.id === id);
    if (!resource) return [];
    const asked = [...new Set(keys)].flatMap((key) => persons.get(key) ?? []);
    const batches: Batch[] = [];
    for (let from = 0; from < asked.length; from += size) {
      batches.push({ resource, persons: asked.slice(from, from + size) });
    }
    return batches;
  });
}

type Pages = { readonly pages: readonly Page[]; readonly failure: Failure | null };

/** @returns the pages that came; with a failure they are not all. */
async function askInPages(
  exchange: HttpExchange,
  question: Question,
  batch: Batch,
  asking: Asking,
): Promise<Pages> {
  const pages: Page[] = [];
  const requestId = randomUUID();
  for (let number = 1, last = 1; number <= last; number++) {
    const reply = await exchange.send(pageRequest(question, batch, requestId, number), asking);
    if (!reply.ok) return { pages, failure: reply };
    const read = pageOfRecords.safeParse(reply.body);
    if (!read.success) return { pages, failure: failure('failed', 'reply-shape') };
    const page = read.data;
    pages.push(page);
    if (!isWhole(page, number, pages[0] ?? page)) {
      return { pages, failure: failure('failed', 'incomplete-page') };
    }
    last = Math.ceil(page.total / page.pageSize);
  }
  return { pages, failure: null };
}

function pageRequest(
  question: Question,
  { resource, persons }: Batch,
  requestId: string,
  page: number,
): Message {
  return {
    method: 'POST',
    path: '/api/v1/records/query',
    headers: { 'content-type': 'application/json', 'x-request-id': requestId },
    body: JSON.stringify({
      resource: wireName(resource.id),
      questionId: question.id,
      purpose: question.purpose,
      scheme: question.scheme,
      asOf: question.asOf,
      from: question.window.from,
      until: question.window.until,
      page,
      persons: persons.map(({ idNumber, name, authorisationNo }, seq) => ({
        seq,
        idNumber,
        name,
        authorisationNo,
      })),
    }),
  };
}

/** Every page but the last is full, and the pages agree on how many records there are. */
function isWhole(page: Page, number: number, first: Page): boolean {
  const before = (number - 1) * page.pageSize;
  return (
    page.page === number &&
    page.total === first.total &&
    page.pageSize === first.pageSize &&
    page.total <= MOST_RECORDS &&
    page.records.length === Math.min(page.pageSize, page.total - before)
  );
}

/** A person all of whose records came is answered even when a later page did not. */
function enterPages(
  sheet: AnswerSheet,
  { resource, persons }: Batch,
  pages: readonly Page[],
): void {
  const [first] = pages;
  if (!first) return;
  const records = pages.flatMap((page) => page.records);
  const sorted = sortRecords(resource, askedByNumber(persons), records);
  sheet.faultsOf(resource.id, sorted);
  for (const { seq, status, count: promised } of first.persons) {
    const person = persons[seq];
    if (!person) continue;
    sheet.answered(resource, person, SAID[status], promised, sorted, first.asOf);
  }
}
