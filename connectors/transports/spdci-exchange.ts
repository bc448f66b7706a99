// One SPDCI message to a registry and the bytes of its reply: through the gate, with a token, within limits. A repeat is a
// new letter: the registry remembers the id of each message and refuses one that it has seen.

import { setTimeout as pause } from 'node:timers/promises';
import { type Dispatcher, Pool } from 'undici';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import type { RegistrySettings } from '../../config/spdci.ts';
import { fullJitterMs } from '../resilience/full-jitter.ts';
import { certificatesOf } from './certificates.ts';
import { type Asking, failure, failureOf, type Reply } from './http-reply.ts';
import { openToken } from './http-token.ts';

const LARGEST_REPLY_BYTES = 16 * 1024 * 1024;
const JSON_TYPE = { 'content-type': 'application/json' };

export type Failure = Extract<Reply, { ok: false }>;
export type Letter = () => string;
export type LetterReply = { readonly ok: true; readonly bytes: Buffer } | Failure;

export type SpdciExchange = {
  /** @param path behind the prefix: `/registry/search` */
  send(path: string, letter: Letter, asking: Asking): Promise<LetterReply>;
  close(): Promise<void>;
};

export function openSpdciExchange(
  declaration: DepartmentDeclaration,
  { prefix, tokenPath }: RegistrySettings,
): SpdciExchange {
  const { credentials, limits, retries } = declaration;
  const address = new URL(declaration.address);
  const base = address.pathname.replace(/\/$/, '');
  const pool = new Pool(address.origin, {
    connections: limits.concurrency,
    connect: certificatesOf(declaration),
  });
  const token = credentials['clientId']
    ? openToken(credentials, async (message, asking) => {
        const reply = await post(tokenPath, message.body ?? '', message.headers, asking);
        return reply.ok ? { ok: true, body: jsonOf(reply.bytes) } : reply;
      })
    : null;

  async function post(
    path: string,
    body: string,
    headers: Readonly<Record<string, string>>,
    asking: Asking,
  ): Promise<LetterReply> {
    const { gate, signal } = asking;
    try {
      await gate.admit(1, signal);
    } catch (error) {
      return failureOf(error, signal.aborted);
    }
    asking.onRequest();
    const sentAt = performance.now();
    const timeout = AbortSignal.timeout(limits.timeoutMs);
    const reply = await pool
      .request({
        method: 'POST',
        path: base + path,
        headers: { accept: 'application/json', ...headers },
        body,
        signal: AbortSignal.any([signal, timeout]),
      })
      .then(readLetter)
      .catch((error: unknown) => failureOf(error, signal.aborted || timeout.aborted));
    gate.settled?.({
      ms: Math.round(performance.now() - sentAt),
      fault: reply.ok ? null : reply.fault,
      isDown: !reply.ok && reply.why !== 'refused' && !signal.aborted,
      retryAfterMs: reply.ok ? null : reply.afterMs,
      requestId: null,
    });
    return reply;
  }

  async function sendOnce(path: string, letter: Letter, asking: Asking): Promise<LetterReply> {
    if (!token) return post(path, letter(), bearer(credentials['token']), asking);
    let reply: LetterReply = failure('refused', 'http-401');
    for (let round = 0; round < 2; round++) {
      const held = await token.get(asking);
      if (typeof held !== 'string') return held;
      reply = await post(path, letter(), bearer(held), asking);
      if (reply.ok || reply.fault !== 'http-401') return reply;
      token.forget(held);
    }
    return reply;
  }

  return {
    async send(path, letter, asking) {
      let reply = await sendOnce(prefix + path, letter, asking);
      for (let repeat = 1; repeat < retries.tries && !reply.ok && reply.isRepeatable; repeat++) {
        const jitterMs = Math.min(retries.longestMs, fullJitterMs(repeat, retries.firstMs));
        const pauseMs = reply.afterMs ?? jitterMs;
        if (pauseMs > retries.longestMs) return reply;
        const isInTime = await pause(pauseMs, true, { signal: asking.signal }).catch(() => false);
        if (!isInTime) return reply;
        reply = await sendOnce(prefix + path, letter, asking);
      }
      return reply;
    },
    close: () => pool.destroy(),
  };
}

function bearer(token: string | undefined): Record<string, string> {
  return { ...JSON_TYPE, ...(token !== undefined && { authorization: `Bearer ${token}` }) };
}

async function readLetter({ statusCode, headers, body }: Dispatcher.ResponseData) {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_REPLY_BYTES) return failure('failed', 'too-large');
    chunks.push(chunk);
  }
  if (statusCode === 200 || statusCode === 202) {
    return { ok: true as const, bytes: Buffer.concat(chunks, length) };
  }
  const seconds = Number(headers['retry-after']);
  return failure(
    [401, 403, 429].includes(statusCode) ? 'refused' : 'failed',
    `http-${statusCode}`,
    {
      isRepeatable: [429, 502, 503, 504].includes(statusCode),
      afterMs: Number.isFinite(seconds) ? seconds * 1000 : null,
    },
  );
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
