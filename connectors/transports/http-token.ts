// The bearer token of a department's HTTP interface (OAuth 2.0 client credentials, RFC 6749 4.4), fetched once for
// all requests and renewed before it expires.

import { z } from 'zod';
import { type Asking, failure, type Message, type Reply } from './http-reply.ts';

/** A token this close to its end is renewed: it must outlast the request that carries it. */
const SPARE_MS = 5_000;
/** RFC 6749 lets a server leave `expires_in` out. */
const ASSUMED_LIFETIME_S = 300;

const tokenReply = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().default(ASSUMED_LIFETIME_S),
});

type Held = string | Extract<Reply, { ok: false }>;

export type Token = {
  get(asking: Asking): Promise<Held>;
  /** The department refused this token. */
  forget(token: string): void;
};

export function openToken(
  credentials: Readonly<Record<string, string>>,
  send: (message: Message, asking: Asking) => Promise<Reply>,
): Token {
  let held: { token: string; until: number } | null = null;
  let fetching: Promise<Held> | null = null;

  async function fetchToken(asking: Asking): Promise<Held> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: credentials['clientId'] ?? '',
      client_secret: credentials['clientSecret'] ?? '',
    });
    const reply = await send(
      {
        method: 'POST',
        path: '/oauth/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: body.toString(),
      },
      asking,
    );
    if (!reply.ok) {
      return reply.fault === 'http-400' || reply.fault === 'http-401'
        ? failure('refused', 'credentials-refused')
        : reply;
    }
    const read = tokenReply.safeParse(reply.body);
    if (!read.success) return failure('failed', 'token-shape');
    const { access_token: token, expires_in: seconds } = read.data;
    // Half of a very short life is spared rather than all of it.
    held = { token, until: Date.now() + Math.max(seconds * 1000 - SPARE_MS, seconds * 500) };
    return token;
  }

  return {
    async get(asking) {
      if (held && Date.now() < held.until) return held.token;
      fetching ??= fetchToken(asking).finally(() => {
        fetching = null;
      });
      return fetching;
    },
    forget(token) {
      if (held?.token === token) held = null;
    },
  };
}
