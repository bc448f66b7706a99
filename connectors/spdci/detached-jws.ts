// OpenG2P's signatures: a JWS whose payload is left out (RFC 7515 appendix F), `header..signature`, over the sorted JSON
// of {header, message}, with EdDSA (RFC 8037).

import { sign, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { orjsonForm } from './canonical-forms.ts';
import type { Marked } from './marked-json.ts';
import type { PartnerKeys } from './partner-keys.ts';

/** `crit` names what a reader must understand (RFC 7515 4.1.11); we understand no such thing. */
const joseHeader = z.object({
  alg: z.literal('EdDSA'),
  kid: z.string().max(500).default(''),
  crit: z.undefined().optional(),
});

export function signDetached(content: Marked, keyId: string, key: KeyObject): string {
  const header = Buffer.from(JSON.stringify({ alg: 'EdDSA', kid: keyId })).toString('base64url');
  const value = sign(null, signingInput(header, orjsonForm(content)), key);
  return `${header}..${value.toString('base64url')}`;
}

/** A compact JWS that carries its payload, as OpenG2P takes a consent. */
export function signCompact(payload: object, keyId: string, key: KeyObject): string {
  const header = Buffer.from(JSON.stringify({ alg: 'EdDSA', kid: keyId })).toString('base64url');
  const text = JSON.stringify(payload);
  const value = sign(null, signingInput(header, text), key);
  return `${header}.${Buffer.from(text).toString('base64url')}.${value.toString('base64url')}`;
}

export async function isSignedDetached(
  signature: string,
  content: Marked,
  keys: PartnerKeys,
): Promise<boolean> {
  const parts = /^([\w-]+)\.\.([\w-]+)$/.exec(signature);
  const header = parts?.[1] === undefined ? null : readJoseHeader(parts[1]);
  if (!parts || !header) return false;
  const key = await keys.get(header.kid);
  const value = Buffer.from(parts[2] ?? '', 'base64url');
  return (
    key !== null && verify(null, signingInput(parts[1] ?? '', orjsonForm(content)), key, value)
  );
}

function readJoseHeader(part: string): z.infer<typeof joseHeader> | null {
  try {
    return joseHeader.parse(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}

function signingInput(header: string, payload: string): Buffer {
  return Buffer.from(`${header}.${Buffer.from(payload).toString('base64url')}`);
}
