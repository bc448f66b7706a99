// Departments that answer many persons a request, in pages: batches of one resource each, asked page after page and
// entered into one answer. How a page is asked for is the transport's own.

import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import type { DepartmentLimits } from '../../config/departments.ts';
import type { ResourceId, UnansweredReason } from '../../domain/lookup.ts';
import { AnswerSheet, type Said } from '../answer-sheet.ts';
import { askedByNumber, sortRecords } from '../asked-persons.ts';
import type { AskedPerson, Connector, Question } from '../connector.ts';
import type { Department, Resource } from '../department.ts';
import { date } from '../foreign-field.ts';
import { openSlots } from '../slots.ts';
import { type Asking, failure, type Reply } from './http-reply.ts';

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
export const pageOfRecords = z.object({
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
export type Page = z.infer<typeof pageOfRecords>;

export type Batch = { readonly resource: Resource; readonly persons: readonly AskedPerson[] };
export type PageWanted = {
  readonly question: Question;
  readonly batch: Batch;
  /** The same for all pages of a batch. */
  readonly requestId: string;
  readonly page: number;
};
export type Failure = Extract<Reply, { ok: false }>;

export type PageSource = {
  page(wanted: PageWanted, asking: Asking): Promise<{ ok: true; page: Page } | Failure>;
  probe(asking: Asking): Promise<Reply>;
  close(): Promise<void>;
  /** Whether a refusal concerns one resource, as a quota does, rather than us. */
  readonly refusesByResource: boolean;
};

/** Failures that would befall every further request of the question as well. */
const ENDS_THE_QUESTION: ReadonlySet<UnansweredReason> = new Set(['not-connected', 'timed-out']);

export function openPaged(
  department: Department,
  limits: DepartmentLimits,
  source: PageSource,
): Connector {
  const slots = openSlots(limits.concurrency);

  return {
    department: department.id,
    resources: department.resources.map((resource) => resource.id),
    async ask(question, context) {
      const sheet = new AnswerSheet(limits.askAgainMs);
      const asking = { ...context, onRequest: () => sheet.requests++ };
      const ended = new Map<ResourceId | 'question', Failure>();
      const askBatch = async (batch: Batch) => {
        const { id } = batch.resource;
        const keys = batch.persons.map((person) => person.key);
        const over = ended.get('question') ?? ended.get(id);
        if (over) return sheet.unanswered(id, keys, over.why);
        const { pages, failure: failed } = await askInPages(source, question, batch, asking);
        if (failed) {
          sheet.fault(id, failed.fault);
          sheet.unanswered(id, keys, failed.why);
          if (failed.why !== 'refused' || failed.isRepeatable) {
            sheet.againAfter(failed.afterMs ?? limits.askAgainMs);
          }
          if (ENDS_THE_QUESTION.has(failed.why)) ended.set('question', failed);
          if (failed.why === 'refused') {
            ended.set(source.refusesByResource ? id : 'question', failed);
          }
        }
        enterPages(sheet, batch, pages);
      };
      const batches = batchesOf(department, question, limits.personsPerRequest);
      await Promise.all(batches.map((batch) => slots.run(() => askBatch(batch))));
      return sheet.finish(question, 'failed');
    },
    async probe(signal) {
      const startedAt = performance.now();
      const reply = await source.probe({
        gate: { admit: async () => {} },
        signal,
        onRequest: () => {},
      });
      const ms = Math.round(performance.now() - startedAt);
      return { ok: reply.ok, said: reply.ok ? 'ready' : reply.fault, ms };
    },
    close: () => source.close(),
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
  source: PageSource,
  question: Question,
  batch: Batch,
  asking: Asking,
): Promise<Pages> {
  const pages: Page[] = [];
  // The question's own id first, so that our log and the department's tell of the same request.
  const requestId = `${question.id}.${randomUUID().slice(0, 8)}`;
  for (let number = 1, last = 1; number <= last; number++) {
    const reply = await source.page({ question, batch, requestId, page: number }, asking);
    if (!reply.ok) return { pages, failure: reply };
    const { page } = reply;
    pages.push(page);
    if (!isWhole(page, number, pages[0] ?? page)) {
      return { pages, failure: failure('failed', 'incomplete-page') };
    }
    last = Math.ceil(page.total / page.pageSize);
  }
  return { pages, failure: null };
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
