// Where a registry calls us back. A callback may come before its request is acknowledged, twice, or for a request of
// another worker; it is acknowledged all the same, and kept a while for whoever asks for it.

import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LRUCache } from 'lru-cache';
import type { RegistrySettings } from '../../config/spdci.ts';
import {
  acknowledgement,
  callbackHeader,
  openEnvelope,
  refusal,
  type ErrorCode,
} from './envelope.ts';
import type { Gathering } from './gathering.ts';
import { isTimely, openMessageIds } from './message-ids.ts';
import { type SearchResponse, searchResponse } from './messages.ts';
import type { ReceivedMessage } from './received.ts';
import type { Signing } from './signing.ts';

export const ON_SEARCH = '/registry/on-search';
const LARGEST_BYTES = 8 * 1024 * 1024;
const ARRIVES_WITHIN_MS = 10_000;
/** Callbacks kept for requests that this process did not send. */
const MOST_UNCLAIMED = 200;

export type CallbackReceiver = {
  /** The port that is listened on; null when another worker has it, and gets the callbacks. */
  listen(): Promise<number | null>;
  /** From now on, callbacks of this transaction go there; those that came before as well. */
  expect(transactionId: string, gathering: Gathering, keep: (one: ReceivedMessage) => void): void;
  forget(transactionId: string): void;
  close(): Promise<void>;
};

type Expected = { readonly gathering: Gathering; readonly keep: (one: ReceivedMessage) => void };
type Callback = { readonly response: SearchResponse; readonly received: ReceivedMessage };

export function openCallbackReceiver(
  { callback, theirId }: RegistrySettings,
  signing: Signing,
): CallbackReceiver {
  const expected = new Map<string, Expected>();
  const unclaimed = new LRUCache<string, Callback[]>({ max: MOST_UNCLAIMED });
  const messageIds = openMessageIds();
  const server = createServer(
    {
      requestTimeout: ARRIVES_WITHIN_MS,
      headersTimeout: ARRIVES_WITHIN_MS,
      connectionsCheckingInterval: ARRIVES_WITHIN_MS / 4,
    },
    (request, response) => {
      receive(request, response).catch(() => response.destroy());
    },
  );
  let listening: Promise<number | null> | null = null;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = new Date();
    const say = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const refuse = (status: number, code: ErrorCode) => say(status, refusal(code, 'none', at));
    if (!isTheirs(request, callback?.token)) return refuse(401, 'err.request.unauthorized');
    if (request.method !== 'POST' || !request.url?.endsWith(ON_SEARCH)) {
      return refuse(404, 'err.request.not_found');
    }
    const bytes = await bodyOf(request);
    if (bytes === null) return refuse(413, 'err.request.bad');
    const opened = await openEnvelope(bytes, signing, at);
    if (!opened.ok) return refuse(opened.code === 'err.request.bad' ? 400 : 401, opened.code);
    const header = callbackHeader.safeParse(opened.content['header']);
    const message = searchResponse.safeParse(opened.content['message']);
    if (!header.success || !message.success || header.data.action !== 'on-search') {
      return refuse(400, 'err.request.bad');
    }
    const { message_id, message_ts, sender_id } = header.data;
    if (!isTimely(message_ts, at)) return refuse(400, 'err.request.bad');
    if (sender_id && sender_id !== theirId) return refuse(403, 'err.sender_id.invalid');
    // The same callback again is acknowledged again: the first acknowledgement may have been lost.
    if (messageIds.take(theirId, message_id)) {
      const { signature, check } = opened;
      deliver({ response: message.data, received: { at, bytes, signature, check } });
    }
    say(200, acknowledgement(message.data.correlation_id ?? message.data.transaction_id, at));
  }

  function deliver(one: Callback): void {
    const { transaction_id: transactionId } = one.response;
    const to = expected.get(transactionId);
    if (!to) {
      unclaimed.set(transactionId, [...(unclaimed.get(transactionId) ?? []), one]);
      return;
    }
    to.keep(one.received);
    to.gathering.take(one.response);
  }

  async function start(): Promise<number | null> {
    server.listen(callback?.port ?? 0, callback?.host ?? '127.0.0.1');
    try {
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    } catch {
      // Taken by another worker of this machine. What it is told is asked for by txn/status.
      return null;
    }
  }

  return {
    listen: () => (listening ??= start()),
    expect(transactionId, gathering, keep) {
      expected.set(transactionId, { gathering, keep });
      const early = unclaimed.get(transactionId) ?? [];
      unclaimed.delete(transactionId);
      for (const one of early) deliver(one);
    },
    forget: (transactionId) => void expected.delete(transactionId),
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function isTheirs({ headers }: IncomingMessage, token: string | undefined): boolean {
  if (token === undefined) return true;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
