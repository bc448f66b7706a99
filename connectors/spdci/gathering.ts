// The answers to one search as they come in: some at once, some by callback, page by page, in any order, perhaps twice.

import type { SearchAnswer, SearchResponse } from './messages.ts';

export type Gathered =
  | { readonly kind: 'records'; readonly records: readonly unknown[] }
  | { readonly kind: 'rejected'; readonly reason: string }
  /** The pages do not add up to what the registry says there is. */
  | { readonly kind: 'broken' }
  | { readonly kind: 'open'; readonly nextPage: number };

type Pages = {
  readonly total: number;
  readonly count: number;
  byNumber: Map<number, readonly unknown[]>;
};

/** A registry that promises more pages for one person is not believed. */
const MOST_PAGES = 1_000;

export class Gathering {
  readonly #settled = new Map<string, Gathered>();
  readonly #pages = new Map<string, Pages>();
  readonly #references: readonly string[];
  readonly #wakers = new Set<() => void>();
  /** Answers to what we did not ask. */
  strangers = 0;

  constructor(references: readonly string[]) {
    this.#references = references;
  }

  get isComplete(): boolean {
    return this.#references.every((reference) => this.#settled.has(reference));
  }

  take({ search_response }: SearchResponse): void {
    for (const answer of search_response) {
      if (this.#references.includes(answer.reference_id)) this.#takeOne(answer);
      else this.strangers++;
    }
    if (!this.isComplete) return;
    for (const wake of this.#wakers) wake();
    this.#wakers.clear();
  }

  of(reference: string): Gathered {
    const settled = this.#settled.get(reference);
    if (settled) return settled;
    const held = this.#pages.get(reference)?.byNumber;
    let nextPage = 1;
    while (held?.has(nextPage)) nextPage++;
    return { kind: 'open', nextPage };
  }

  /** Resolves when all is there, when the time is over, or when `signal` aborts. */
  whenComplete(withinMs: number, signal: AbortSignal): Promise<void> {
    if (this.isComplete || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.#wakers.delete(end);
        resolve();
      };
      const timer = setTimeout(end, withinMs);
      signal.addEventListener('abort', end);
      this.#wakers.add(end);
    });
  }

  /** What was settled stays: a callback that comes twice changes nothing. */
  #takeOne({
    reference_id: reference,
    status,
    status_reason_code,
    data,
    pagination,
  }: SearchAnswer) {
    if (this.#settled.has(reference) || status === 'rcvd' || status === 'pdng') return;
    if (status === 'rjct') {
      this.#settled.set(reference, { kind: 'rejected', reason: status_reason_code ?? 'rjct' });
      return;
    }
    const records = data?.reg_records ?? [];
    if (!pagination) {
      this.#settled.set(reference, { kind: 'records', records });
      return;
    }
    const { total_count: total, page_size: size, page_number: number } = pagination;
    const count = Math.max(1, Math.ceil(total / size));
    const pages = this.#pages.get(reference) ?? { total, count, byNumber: new Map() };
    this.#pages.set(reference, pages);
    if (pages.total !== total || pages.count !== count || number > count || count > MOST_PAGES) {
      this.#settled.set(reference, { kind: 'broken' });
      return;
    }
    if (!pages.byNumber.has(number)) pages.byNumber.set(number, records);
    if (pages.byNumber.size === count) this.#settled.set(reference, wholeOf(pages));
  }
}

function wholeOf({ total, count, byNumber }: Pages): Gathered {
  const records = Array.from({ length: count }, (_, at) => byNumber.get(at + 1) ?? []).flat();
  return records.length === total ? { kind: 'records', records } : { kind: 'broken' };
}
