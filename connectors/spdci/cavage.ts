// OpenSPP's signatures: after an expired draft of HTTP signatures (draft-cavage-http-signatures), but within the message.
// Signed are three lines: when it was made, when it ends, and the digest of Python's sorted JSON of {header, message}.

import { createHash, sign, type KeyObject, verify } from 'node:crypto';
import { pythonForm } from './canonical-forms.ts';
import type { Marked } from './marked-json.ts';
import type { PartnerKeys } from './partner-keys.ts';

const LIFETIME_S = 300;
/** A signature that stays good for longer than message ids are remembered could be sent again. */
const LONGEST_LIFETIME_S = 3_600;
const CLOCK_SKEW_S = 60;

/** @param keyId `sender|key|ed25519` */
export function signCavage(content: Marked, keyId: string, key: KeyObject, at: Date): string {
  const created = Math.floor(at.getTime() / 1000);
  const expires = created + LIFETIME_S;
  const signed = Buffer.from(signedLines(String(created), String(expires), content));
  return [
    'namespace="dci"',
    `kidId="${keyId}"`,
    'algorithm="ed25519"',
    `created="${created}"`,
    `expires="${expires}"`,
    'headers="(created) (expires) digest"',
    `signature="${sign(null, signed, key).toString('base64')}"`,
  ].join(', ');
}

export async function isSignedCavage(
  signature: string,
  content: Marked,
  senderId: string,
  keys: PartnerKeys,
  at: Date,
): Promise<boolean> {
  const parts = new Map(
    [...signature.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
  const [created = '', expires = ''] = [parts.get('created'), parts.get('expires')];
  if (!/^\d{1,12}$/.test(created) || !/^\d{1,12}$/.test(expires)) return false;
  const nowS = Math.floor(at.getTime() / 1000);
  const lifetimeS = Number(expires) - Number(created);
  if (Number(created) > nowS + CLOCK_SKEW_S || nowS > Number(expires)) return false;
  if (lifetimeS > LONGEST_LIFETIME_S || parts.get('algorithm') !== 'ed25519') return false;
  const keyId = parts.get('kidId') ?? parts.get('keyId') ?? '';
  if (keyId.split('|')[0] !== senderId) return false;
  const key = await keys.get(keyId);
  const value = Buffer.from(parts.get('signature') ?? '', 'base64');
  return (
    key !== null && verify(null, Buffer.from(signedLines(created, expires, content)), key, value)
  );
}

function signedLines(created: string, expires: string, content: Marked): string {
  const digest = createHash('sha256').update(pythonForm(content)).digest('base64');
  return `(created): ${created}\n(expires): ${expires}\ndigest: ${digest}`;
}
