// The answers to the items of one search, and the pages in which they are given.

import type { Partner } from '../../config/partners.ts';
import { stamp } from '../../connectors/spdci/envelope.ts';
import type { SearchItem, SearchRequest } from '../../connectors/spdci/messages.ts';
import { type Desk, type Found, rejected } from './desk.ts';

export type ItemAnswer = {
  readonly referenceId: string;
  readonly found: Found;
  readonly pageSize: number;
  readonly firstPage: number;
};

/** In the order of the items, one after the other: a message may not take more than its share of the desk. */
export async function answerItems(
  { search_request: items }: SearchRequest,
  desk: Desk,
  partner: Partner,
  correlationId: string,
  largestPage: number,
): Promise<ItemAnswer[]> {
  const answers: ItemAnswer[] = [];
  const seen = new Set<string>();
  for (const [place, asked] of items.entries()) {
    const page = asked.search_criteria.pagination ?? asked.pagination;
    const isAgain = seen.has(asked.reference_id);
    seen.add(asked.reference_id);
    answers.push({
      referenceId: asked.reference_id,
      pageSize: Math.min(page?.page_size ?? largestPage, largestPage),
      firstPage: page?.page_number ?? 1,
      found: isAgain
        ? rejected('rjct.reference_id.duplicate', 'The message holds this reference twice.')
        : await desk.find(asked, partner, `spdci/${correlationId}/${place + 1}`),
    });
  }
  return answers;
}

export function pagesOf({ found, pageSize }: ItemAnswer): number {
  return found.kind === 'records' ? Math.max(1, Math.ceil(found.records.length / pageSize)) : 1;
}

/** One element of `search_response`. */
export function pageOf(answer: ItemAnswer, page: number, desk: Desk, at: Date) {
  const { referenceId, found, pageSize } = answer;
  const head = { reference_id: referenceId, timestamp: stamp(at) };
  const held = { version: '1.0.0', reg_type: desk.regType, reg_record_type: desk.recordType };
  if (found.kind === 'rejected') {
    return {
      ...head,
      status: 'rjct' as const,
      status_reason_code: found.reason,
      status_reason_message: found.why,
      data: { ...held, reg_records: [] },
    };
  }
  const from = (page - 1) * pageSize;
  return {
    ...head,
    status: 'succ' as const,
    data: { ...held, reg_records: found.records.slice(from, from + pageSize) },
    pagination: { page_size: pageSize, page_number: page, total_count: found.records.length },
  };
}

/** While the desk is still looking. */
export function pending({ reference_id }: SearchItem, at: Date) {
  return { reference_id, timestamp: stamp(at), status: 'pdng' as const };
}
