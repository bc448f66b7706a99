// Signed requests: HTTP Message Signatures (RFC 9421) with HMAC-SHA-256 over method, path, date and the digest of the
// body (RFC 9530), so that nobody on the way can change what is asked or ask it again for somebody else.
//
//   Date: Wed, 01 Jul 2026 02:00:00 GMT
//   Content-Digest: sha-256=:…:
//   Signature-Input: hedui=("@method" "@path" "date" "content-digest");created=1782871200;keyid="…";alg="hmac-sha256"
//   Signature: hedui=:…:

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export type SigningKey = { readonly id: string; readonly secret: string };

/** What is signed, in this order. */
const COVERED = ['@method', '@path', 'date', 'content-digest'] as const;
const LABEL = 'hedui';

export type Signable = {
  readonly method: string;
  /** As the server sees it, without a query. */
  readonly path: string;
  /** As it is sent: compressed, if it is. */
  readonly body: Buffer;
};

export function signatureHeaders(
  { method, path, body }: Signable,
  key: SigningKey,
  at: Date,
): Record<string, string> {
  const date = at.toUTCString();
  const contentDigest = digestHeader(body);
  const created = Math.floor(at.getTime() / 1000);
  const covered = COVERED.map((name) => `"${name}"`).join(' ');
  const params = `(${covered});created=${created};keyid="${key.id}";alg="hmac-sha256"`;
  const base = signatureBase(
    [
      ['@method', method],
      ['@path', path],
      ['date', date],
      ['content-digest', contentDigest],
    ],
    params,
  );
  return {
    date,
    'content-digest': contentDigest,
    'signature-input': `${LABEL}=${params}`,
    signature: `${LABEL}=:${hmac(base, Buffer.from(key.secret, 'utf8'))}:`,
  };
}

/** RFC 9421 2.5: one line a component, the parameters last. */
export function signatureBase(
  components: readonly (readonly [name: string, value: string])[],
  params: string,
): string {
  const lines = components.map(([name, value]) => `"${name}": ${value}`);
  return [...lines, `"@signature-params": ${params}`].join('\n');
}

export function hmac(base: string, secret: Buffer): string {
  return createHmac('sha256', secret).update(base, 'utf8').digest('base64');
}

function digestHeader(body: Buffer): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

/** A request further from our clock than this may be one that was recorded and is played again. */
const SKEW_MS = 300_000;

/** Whether a request carries this key's signature over what arrived: the receiving side of the same rule. */
export function isSigned(
  arrived: Signable,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  key: SigningKey,
  now: Date,
): boolean {
  const at = new Date(String(headers['date']));
  if (!(Math.abs(at.getTime() - now.getTime()) <= SKEW_MS)) return false;
  const due = signatureHeaders(arrived, key, at);
  return Object.entries(due).every(([name, value]) => isSame(String(headers[name]), value));
}

function isSame(given: string, due: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(due)];
  return one.length === other.length && timingSafeEqual(one, other);
}
