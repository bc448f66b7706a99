// One JSON request to a department's HTTP interface: through the gate, with a token, within limits of time and size,
// repeated within a small budget when repeating can help. What goes wrong is a value.

import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import {
  type Asking,
  failure,
  failureOf,
  type Message,
  readReply,
  type Reply,
} from './http-reply.ts';
import { openToken } from './http-token.ts';

/** Tries of one request, the first included. */
const TRIES = 3;
/** Full jitter: the n-th repeat waits a random time up to this × 2ⁿ, so that workers do not come back in step. */
const BACKOFF_MS = 150;
/** A department that wants to be left alone for longer is asked again by a later question. */
const LONGEST_PAUSE_MS = 5_000;

export type HttpExchange = {
  /** Sends with a valid token; repeats where that can help. */
  send(message: Message, asking: Asking): Promise<Reply>;
  close(): Promise<void>;
};

export function openHttpExchange(declaration: DepartmentDeclaration): HttpExchange {
  const address = new URL(declaration.address);
  const base = address.pathname.replace(/\/$/, '');
  const pool = new Pool(address.origin, { connections: declaration.limits.concurrency });
  const token = openToken(declaration.credentials, (message, asking) =>
    repeatedly(asking, () => sendOnce(message, asking)),
  );

  async function sendOnce(message: Message, asking: Asking): Promise<Reply> {
    const timeout = AbortSignal.timeout(declaration.limits.timeoutMs);
    try {
      await asking.gate.admit(1, asking.signal);
      asking.onRequest();
      const response = await pool.request({
        method: message.method,
        path: base + message.path,
        headers: { accept: 'application/json', 'accept-encoding': 'gzip', ...message.headers },
        body: message.body ?? null,
        signal: AbortSignal.any([asking.signal, timeout]),
      });
      return await readReply(response);
    } catch (error) {
      return failureOf(error, asking.signal.aborted || timeout.aborted);
    }
  }

  async function sendWithToken(message: Message, asking: Asking): Promise<Reply> {
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
