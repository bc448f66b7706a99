// Random tokens of sessions, and the key that each form carries to prove that it came from one of our own pages.

import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits in letters and digits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the store keeps of a token: a copy of the table opens no session. */
export function tokenDigest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Follows from the token, so that nothing more is kept; who has the one cannot make out the other. */
export function formKeyOf(token: string): string {
  return createHmac('sha256', token).update('form').digest('base64url');
}

export function isFormKey(given: unknown, token: string): boolean {
  if (typeof given !== 'string') return false;
  const expected = Buffer.from(formKeyOf(token));
  const came = Buffer.from(given);
  return came.length === expected.length && timingSafeEqual(came, expected);
}
