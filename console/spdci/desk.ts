// What stands behind a registry's interface: who looks things up. hedui's own desk tells of reports; the stand-in's of a
// city's people.

import type { Partner } from '../../config/partners.ts';
import type { SearchItem } from '../../connectors/spdci/messages.ts';

/** Codes of the specification's `SearchStatusReasonCode`. */
export type SearchReason =
  | 'rjct.reference_id.duplicate'
  | 'rjct.search_criteria.invalid'
  | 'rjct.filter.invalid'
  | 'rjct.pagination.invalid'
  | 'rjct.search.too_many_records_found';

export type Found =
  | { readonly kind: 'records'; readonly records: readonly object[] }
  | { readonly kind: 'rejected'; readonly reason: SearchReason; readonly why: string };

export type Desk = {
  readonly regType: string;
  readonly recordType: string;
  /** Whether partners may subscribe to events. */
  readonly offersEvents: boolean;
  /** @param name of the question, by our own ids: holds nothing personal */
  find(asked: SearchItem, partner: Partner, name: string): Promise<Found>;
};

export function rejected(reason: SearchReason, why: string): Found {
  return { kind: 'rejected', reason, why };
}
