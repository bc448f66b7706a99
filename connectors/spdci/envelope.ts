// The envelope of every SPDCI message: signature, header, message. It is opened in one order: bytes are text, text is
// JSON, the signature is good; only then does anybody read what the fields say.

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fieldOf, type Marked, readMarkedJson } from './marked-json.ts';
import type { SignatureCheck, Signing } from './signing.ts';

/** With an offset, as the specification wants. */
export const timestamp = z.iso.datetime({ offset: true });
/** The specification's limit for ids. */
export const shortId = z.string().min(1).max(99);

export const STATUSES = ['rcvd', 'pdng', 'succ', 'rjct'] as const;
export type Status = (typeof STATUSES)[number];

const sharedHeader = z.object({
  version: z.string().max(20).nullish(),
  message_id: z.string().min(1).max(255),
  message_ts: timestamp,
  action: z.string().min(1).max(99),
  receiver_id: z.string().max(255).nullish(),
  is_msg_encrypted: z.boolean().nullish(),
});
export const requestHeader = sharedHeader.extend({
  sender_id: z.string().min(1).max(255),
  sender_uri: z.string().max(2_000).nullish(),
  total_count: z.int().min(0),
});
export type RequestHeader = z.infer<typeof requestHeader>;

export const callbackHeader = sharedHeader.extend({
  sender_id: z.string().max(255).nullish(),
  status: z.enum(STATUSES),
  total_count: z.int().min(0).nullish(),
  completed_count: z.int().min(0).nullish(),
});

/** Codes of the specification's `Error`. */
export type ErrorCode =
  | `err.request.${'bad' | 'unauthorized' | 'forbidden' | 'not_found' | 'timeout' | 'too_many_requests'}`
  | 'err.version.not_supported'
  | `err.${'sender_id' | 'sender_uri' | 'receiver_id' | 'signature' | 'encryption'}.invalid`
  | 'err.signature.missing'
  | 'err.service.unavailable';

export type Opened =
  | {
      readonly ok: true;
      /** {header, message}, not yet looked into. */
      readonly content: Readonly<Record<string, unknown>>;
      readonly signature: string;
      readonly check: Extract<SignatureCheck, 'good' | 'not-wanted'>;
    }
  | { readonly ok: false; readonly code: ErrorCode };

export async function openEnvelope(bytes: Buffer, signing: Signing, at: Date): Promise<Opened> {
  const text = textOf(bytes);
  const marked = text === null ? null : readMarkedJson(text);
  const header = marked === null ? undefined : fieldOf(marked, 'header');
  const message = marked === null ? undefined : fieldOf(marked, 'message');
  if (text === null || marked === null || header === undefined || message === undefined) {
    return { ok: false, code: 'err.request.bad' };
  }
  const signature = signatureIn(marked);
  if (signature === null) return { ok: false, code: 'err.signature.invalid' };
  const check = await signing.check(signature, { sheader: header, smessage: message }, at);
  if (check === 'missing') return { ok: false, code: 'err.signature.missing' };
  if (check === 'invalid') return { ok: false, code: 'err.signature.invalid' };
  return { ok: true, content: JSON.parse(text), signature, check };
}

function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Left out and null are the same as empty. */
function signatureIn(marked: Marked): string | null {
  const field = fieldOf(marked, 'signature');
  if (field === undefined || field === null) return '';
  return typeof field === 'string' && field.startsWith('s') ? field.slice(1) : null;
}

export function sealEnvelope(header: object, message: object, signing: Signing, at: Date): string {
  const content = JSON.stringify({ header, message });
  const signature = signing.sign(content, at);
  return `{"signature":${JSON.stringify(signature)},${content.slice(1)}`;
}

/** Whole seconds in UTC: the one form that every implementation gives back as it got it. */
export function stamp(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

type Addressed = {
  readonly action: string;
  readonly senderId: string;
  readonly receiverId: string;
  readonly totalCount: number;
};

/**
 * A header with an id of its own. OpenSPP checks the signature over the header as it would have written it, so under its
 * dialect no field that it knows is left out.
 */
export function newRequestHeader(
  { action, senderId, receiverId, totalCount }: Addressed,
  senderUri: string | null,
  { dialect }: Signing,
  at: Date,
) {
  return {
    version: '1.0.0',
    message_id: randomUUID(),
    message_ts: stamp(at),
    action,
    sender_id: senderId,
    ...(senderUri !== null || dialect === 'cavage-openspp' ? { sender_uri: senderUri } : {}),
    receiver_id: receiverId,
    total_count: totalCount,
    is_msg_encrypted: false,
    ...(dialect === 'cavage-openspp' ? { meta: {} } : {}),
  };
}

export function newCallbackHeader(
  { action, senderId, receiverId, totalCount }: Addressed,
  status: Status,
  completedCount: number,
  { dialect }: Signing,
  at: Date,
) {
  const isWhole = dialect === 'cavage-openspp';
  return {
    version: '1.0.0',
    message_id: randomUUID(),
    message_ts: stamp(at),
    action,
    status,
    sender_id: senderId,
    receiver_id: receiverId,
    total_count: totalCount,
    completed_count: completedCount,
    is_msg_encrypted: false,
    ...(isWhole
      ? { sender_uri: null, meta: {}, status_reason_code: null, status_reason_message: null }
      : {}),
  };
}

/** What answers an asynchronous request at once. ACK: a callback follows; ERR: nothing does. */
export function acknowledgement(correlationId: string, at: Date) {
  return {
    message: { ack_status: 'ACK', timestamp: stamp(at), correlation_id: correlationId },
  };
}

/** An error in both shapes that readers expect: the specification's list, and the acknowledgement that others look at. */
export function refusal(code: ErrorCode, correlationId: string, at: Date) {
  const error = { code, message: REFUSALS[code] };
  return {
    errors: [error],
    message: {
      ack_status: 'ERR',
      timestamp: stamp(at),
      correlation_id: correlationId,
      error,
    },
  };
}

const REFUSALS: Readonly<Record<ErrorCode, string>> = {
  'err.request.bad': 'The message does not follow the interface.',
  'err.request.unauthorized': 'A bearer token of a registered partner is needed.',
  'err.request.forbidden': 'This partner may not ask this.',
  'err.request.not_found': 'There is no such address.',
  'err.request.timeout': 'The message took too long to arrive.',
  'err.request.too_many_requests': 'Too many requests; try again later.',
  'err.version.not_supported': 'This version of the interface is not supported.',
  'err.sender_id.invalid': 'The sender is not the partner whose token this is.',
  'err.sender_uri.invalid': 'The callback address is not registered for this partner.',
  'err.receiver_id.invalid': 'The message is for another receiver.',
  'err.signature.missing': 'The message must be signed.',
  'err.signature.invalid': 'The signature is not good.',
  'err.encryption.invalid': 'Encrypted messages are not taken.',
  'err.service.unavailable': 'The service cannot answer now; try again later.',
};
