// What comes back from an HTTP interface, as a value: the JSON body, or why there is none.

import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import type { UnansweredReason } from '../../domain/lookup.ts';
import type { AskingContext } from '../connector.ts';
import { errorCode } from '../error-code.ts';

const LARGEST_REPLY_BYTES = 64 * 1024 * 1024;
const REPEATABLE_STATUS = new Set([429, 502, 503, 504]);
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** As OpenSSL and Node name what is wrong with a chain, a host name or a handshake. */
const CERTIFICATE = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_)|SELF_SIGNED/;

const unzip = promisify(gunzip);

export type Reply =
  | { readonly ok: true; readonly body: unknown }
  | {
      readonly ok: false;
      readonly why: UnansweredReason;
      readonly fault: string;
      /** When to ask again; null: the department does not say. */
      readonly afterMs: number | null;
      readonly isRepeatable: boolean;
    };
type Failure = Extract<Reply, { ok: false }>;

export type Asking = AskingContext & {
  /** Called for each request that goes out. */
  readonly onRequest: () => void;
};

export type Message = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

export async function readReply(response: Dispatcher.ResponseData): Promise<Reply> {
  const bytes = await readBytes(response);
  const { statusCode, headers } = response;
  if (statusCode !== 200) {
    const why = [401, 403, 429].includes(statusCode) ? 'refused' : 'failed';
    return failure(why, `http-${statusCode}`, {
      isRepeatable: REPEATABLE_STATUS.has(statusCode),
      afterMs: retryAfterMs(headers['retry-after']),
    });
  }
  if (bytes === null) return failure('failed', 'too-large');
  if (!String(headers['content-type']).includes('json')) return failure('failed', 'not-json');
  const isZipped = headers['content-encoding'] === 'gzip';
  try {
    const plain = isZipped ? await unzip(bytes, { maxOutputLength: LARGEST_REPLY_BYTES }) : bytes;
    // Decoded strictly: a name in another encoding would otherwise become another name.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(plain);
    return { ok: true, body: JSON.parse(text) };
  } catch (error) {
    const isEncoding = errorCode(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA';
    return failure('failed', isEncoding ? 'encoding' : 'not-json');
  }
}

/** @returns null when the reply is larger than any honest one. */
async function readBytes({ body }: Dispatcher.ResponseData): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_REPLY_BYTES) return null;
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length);
}

/** RFC 9110 10.2.3: seconds, or a date. */
function retryAfterMs(header: string | string[] | undefined): number | null {
  if (typeof header !== 'string') return null;
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}

export function failureOf(error: unknown, isOutOfTime: boolean): Failure {
  if (isOutOfTime) return failure('timed-out', 'timeout');
  const code = errorCode(error);
  // Its certificate or ours was not accepted: it will not be the next time either.
  if (CERTIFICATE.test(code)) return failure('not-connected', 'certificate');
  return UNREACHABLE.has(code)
    ? failure('not-connected', 'unreachable', { isRepeatable: true })
    : failure('failed', 'connection-broken', { isRepeatable: true });
}

export function failure(
  why: UnansweredReason,
  fault: string,
  more: { isRepeatable?: boolean; afterMs?: number | null } = {},
): Failure {
  return { ok: false, why, fault, isRepeatable: false, afterMs: null, ...more };
}
