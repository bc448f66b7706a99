// The messages that travel in SPDCI envelopes, as far as we read them. What we do not read may hold anything.

import { z } from 'zod';
import { shortId, STATUSES, timestamp } from './envelope.ts';

const referenceId = z.string().min(1).max(255);
const locale = z
  .string()
  .regex(/^[a-z]{3}$/)
  .nullish();

const pageAsked = z.object({
  page_size: z.int().min(1).max(10_000),
  page_number: z.int().min(1).max(1_000_000).default(1),
});

export const searchRequest = z.object({
  transaction_id: shortId,
  search_request: z
    .array(
      z.object({
        reference_id: referenceId,
        timestamp,
        search_criteria: z.object({
          reg_type: z.string().max(255).nullish(),
          reg_record_type: z.string().max(255).nullish(),
          query_type: z.enum(['idtype-value', 'expression', 'predicate']),
          query: z.unknown(),
          pagination: pageAsked.nullish(),
          consent: z.unknown().optional(),
          authorize: z.unknown().optional(),
        }),
        /** The specification has it within the criteria; some senders put it here. */
        pagination: pageAsked.nullish(),
        locale,
      }),
    )
    .min(1),
});
export type SearchRequest = z.infer<typeof searchRequest>;
export type SearchItem = SearchRequest['search_request'][number];

/** The one kind of query that names a person. */
export const identifierQuery = z.object({
  type: z.string().min(1).max(99),
  value: z.string().min(1).max(255),
});

/** `{purpose: {code}}` of a consent or an authorisation. */
export const statedPurpose = z.object({ purpose: z.object({ code: z.string().min(1).max(99) }) });

export const searchResponse = z.object({
  transaction_id: z.string(),
  correlation_id: z.string().nullish(),
  search_response: z.array(
    z.object({
      reference_id: z.string(),
      status: z.enum(STATUSES),
      status_reason_code: z.string().nullish(),
      data: z.object({ reg_records: z.array(z.unknown()).nullish() }).nullish(),
      pagination: z
        .object({
          page_size: z.int().min(1),
          page_number: z.int().min(1),
          total_count: z.int().min(0),
        })
        .nullish(),
    }),
  ),
});
export type SearchResponse = z.infer<typeof searchResponse>;
export type SearchAnswer = SearchResponse['search_response'][number];

export const subscribeRequest = z.object({
  transaction_id: shortId,
  subscribe_request: z
    .array(
      z.object({
        reference_id: referenceId,
        timestamp,
        subscribe_criteria: z.object({
          reg_type: z.string().max(255).nullish(),
          reg_event_type: z.string().min(1).max(255),
          filter: z.unknown().optional(),
          notify_record_type: z.string().max(255).nullish(),
        }),
        locale,
      }),
    )
    .min(1),
});

export const unsubscribeRequest = z.object({
  transaction_id: shortId,
  timestamp,
  subscription_codes: z.array(shortId).min(1),
});

export const statusRequest = z.object({
  transaction_id: shortId,
  txnstatus_request: z.object({
    reference_id: referenceId,
    txn_type: z.enum(['search', 'subscribe', 'receipt']),
    attribute_type: z.enum(['transaction_id', 'reference_id_list', 'correlation_id']),
    attribute_value: z.union([z.string().min(1).max(255), z.array(referenceId).max(1_000)]),
  }),
});

export const statusResponse = z.object({
  transaction_id: z.string(),
  txnstatus_response: z.object({ txn_status: z.unknown() }),
});

export const acknowledged = z.object({
  message: z.object({
    ack_status: z.enum(['ACK', 'NACK', 'ERR']),
    correlation_id: z.string().nullish(),
    error: z.object({ code: z.string() }).nullish(),
  }),
});
