// One JSON request to a department's HTTP interface: through the gate, with a token, signed and compressed where the
// declaration says so, within limits of time and size, repeated within a small budget when repeating can help. What
// goes wrong is a value.

import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Pool } from 'undici';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import { fullJitterMs } from '../resilience/full-jitter.ts';
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
        repeatedly(asking, declaration.retries, () => sendOnce(message, asking)),
      )
    : null;

  async function sendOnce(message: Message, asking: Asking): Promise<Reply> {
    const { gate, signal } = asking;
    try {
      await gate.admit(1, signal);
    } catch (error) {
      return failureOf(error, signal.aborted);
    }
    asking.onRequest();
    const sentAt = performance.now();
    const reply = await transmit(message, signal);
    gate.settled?.({
      ms: Math.round(performance.now() - sentAt),
      fault: reply.ok ? null : reply.fault,
      isDown: !reply.ok && reply.why !== 'refused' && !signal.aborted,
      retryAfterMs: reply.ok ? null : reply.afterMs,
      requestId: message.headers['x-request-id'] ?? null,
    });
    return reply;
  }

  async function transmit(message: Message, ending: AbortSignal): Promise<Reply> {
    // Set only now: the time at the gate is ours, not the department's.
    const timeout = AbortSignal.timeout(declaration.limits.timeoutMs);
    try {
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
        signal: AbortSignal.any([ending, timeout]),
      });
      return await readReply(response);
    } catch (error) {
      return failureOf(error, ending.aborted || timeout.aborted);
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
    send: (message, asking) =>
      repeatedly(asking, declaration.retries, () => sendWithToken(message, asking)),
    close: () => pool.destroy(),
  };
}

async function repeatedly(
  asking: Asking,
  { tries, firstMs, longestMs }: DepartmentDeclaration['retries'],
  once: () => Promise<Reply>,
): Promise<Reply> {
  let reply = await once();
  for (let repeat = 1; repeat < tries; repeat++) {
    if (reply.ok || !reply.isRepeatable) return reply;
    const pauseMs = reply.afterMs ?? Math.min(longestMs, fullJitterMs(repeat, firstMs));
    if (pauseMs > longestMs || !(await paused(pauseMs, asking.signal))) return reply;
    reply = await once();
  }
  return reply;
}

/** @returns false when the time for the question was over first. */
function paused(ms: number, signal: AbortSignal): Promise<boolean> {
  return pause(ms, true, { signal }).catch(() => false);
}
