// A partner who asks a registry over SPDCI: writes messages, sends them, takes callbacks.

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Partner } from '../../config/partners.ts';
import { UNSIGNED } from '../../config/spdci.ts';

export const TOKEN = 'token-of-the-test-partner';

export function testPartner(more: Partial<Partner> = {}): Partner {
  return {
    id: 'partner.example.org',
    names: { zh: '合作方', en: 'Partner' },
    token: TOKEN,
    signature: UNSIGNED,
    purposes: ['social-assistance'],
    callbacks: [],
    requestsPerMinute: 100_000,
    ...more,
  };
}

export type Envelope = {
  signature?: string;
  header: Record<string, unknown>;
  message: Record<string, unknown>;
};

export function envelope(
  action: string,
  message: object,
  header: Record<string, unknown> = {},
): Envelope {
  return {
    header: {
      version: '1.0.0',
      message_id: randomUUID(),
      message_ts: new Date().toISOString(),
      action,
      sender_id: 'partner.example.org',
      receiver_id: 'registry',
      total_count: 1,
      ...header,
    },
    message: message as Record<string, unknown>,
  };
}

export const AUTHORIZE = { '@type': 'Authorize', purpose: { code: 'social-assistance' } };

/** One item that asks by an identifier. */
export function item(reference: string, type: string, value: string, criteria: object = {}) {
  return {
    reference_id: reference,
    timestamp: new Date().toISOString(),
    search_criteria: {
      query_type: 'idtype-value',
      query: { type, value },
      authorize: AUTHORIZE,
      ...criteria,
    },
  };
}

export function searchFor(
  items: readonly object[],
  header: Record<string, unknown> = {},
): Envelope {
  return envelope('search', { transaction_id: randomUUID(), search_request: items }, header);
}

export async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse(await response.text()),
  };
}

/** Takes callbacks; the first `refusals` of them are answered with 503. */
export async function openCallbackTaker(refusals = 0) {
  const taken: Envelope[] = [];
  let left = refusals;
  let calls = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      calls++;
      const isRefused = left-- > 0;
      taken.push(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      response.writeHead(isRefused ? 503 : 200, { 'content-type': 'application/json' });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    calls: () => calls,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
