// One JSON request to a department's HTTP interface: through the gate, with a token, signed and compressed where the
// declaration says so, within limits of time and size, repeated within a small budget when repeating can help. What
// goes wrong is a value.

import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Pool } from 'undici';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import { certificatesOf } from './certificates.ts';
import {
  type Asking,
  failure,
  failureOf,
  type Message,
  readReply,
  type Reply,
} from './http-reply.ts';
import { signatureHeaders } from './http-signature.ts';
import { openToken } from './http-token.ts';

/** Tries of one request, the first included. */
const TRIES = 3;
/** Full jitter: the n-th repeat waits a random time up to this × 2ⁿ, so that workers do not come back in step. */
const BACKOFF_MS = 150;
/** A department that wants to be left alone for longer is asked again by a later question. */
const LONGEST_PAUSE_MS = 5_000;
/** A body within one network packet gains nothing from being compressed. */
const WORTH_ZIPPING_BYTES = 1_024;

const zip = promisify(gzip);

export type HttpExchange = {
  /** Sends with a valid token; repeats where that can help. */
  send(message: Message, asking: Asking): Promise<Reply>;
  close(): Promise<void>;
};

export function openHttpExchange(declaration: DepartmentDeclaration): HttpExchange {
  const address = new URL(declaration.address);
  const base = address.pathname.replace(/\/$/, '');
  const pool = new Pool(address.origin, {
    connections: declaration.limits.concurrency,
    connect: certificatesOf(declaration),
  });
  const isZipping = declaration.http?.gzip ?? false;
  const isSigning = declaration.http?.signed ?? declaration.transport === 'exchange-platform';
  const key = {
    id: declaration.credentials['signingKeyId'] ?? '',
    secret: declaration.credentials['signingSecret'] ?? '',
  };
  // An interface that knows us by our signature or certificate alone gives no tokens.
  const token = declaration.credentials['clientId']
    ? openToken(declaration.credentials, (message, asking) =>
        repeatedly(asking, () => sendOnce(message, asking)),
      )
    : null;

  async function sendOnce(message: Message, asking: Asking): Promise<Reply> {
    const timeout = AbortSignal.timeout(declaration.limits.timeoutMs);
    try {
      await asking.gate.admit(1, asking.signal);
      asking.onRequest();
      const { method } = message;
      const path = base + message.path;
      const plain = Buffer.from(message.body ?? '', 'utf8');
      const isZipped = isZipping && plain.length >= WORTH_ZIPPING_BYTES;
      const body = isZipped ? await zip(plain) : plain;
      const response = await pool.request({
        method,
        path,
        headers: {
          accept: 'application/json',
          'accept-encoding': 'gzip',
          ...message.headers,
          ...(isZipped && { 'content-encoding': 'gzip' }),
          // Signed as late as this, since a repeat wants a date of its own.
          ...(isSigning && signatureHeaders({ method, path, body }, key, new Date())),
        },
        body: message.body === undefined ? null : body,
        signal: AbortSignal.any([asking.signal, timeout]),
      });
      return await readReply(response);
    } catch (error) {
      return failureOf(error, asking.signal.aborted || timeout.aborted);
    }
  }

  async function sendWithToken(message: Message, asking: Asking): Promise<Reply> {
    if (!token) return sendOnce(message, asking);
    let reply: Reply = failure('refused', 'http-401');
    // A token may have expired on the department's clock before ours: a 401 is worth one new token, not more.
    for (let round = 0; round < 2; round++) {
      const held = await token.get(asking);
      if (typeof held !== 'string') return held;
      const headers = { ...message.headers, authorization: `Bearer ${held}` };
      reply = await sendOnce({ ...message, headers }, asking);
      if (reply.ok || reply.fault !== 'http-401') return reply;
      token.forget(held);
    }
    return reply;
  }

  return {
    send: (message, asking) => repeatedly(asking, () => sendWithToken(message, asking)),
    close: () => pool.destroy(),
  };
}

async function repeatedly(asking: Asking, once: () => Promise<Reply>): Promise<Reply> {
  let reply = await once();
  for (let repeat = 1; repeat < TRIES; repeat++) {
    if (reply.ok || !reply.isRepeatable) return reply;
    const pauseMs = reply.afterMs ?? Math.random() * BACKOFF_MS * 2 ** repeat;
    if (pauseMs > LONGEST_PAUSE_MS || !(await paused(pauseMs, asking.signal))) return reply;
    reply = await once();
  }
  return reply;
}

/** @returns false when the time for the question was over first. */
function paused(ms: number, signal: AbortSignal): Promise<boolean> {
  return pause(ms, true, { signal }).catch(() => false);
}
