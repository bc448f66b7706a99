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

/**
 * Follows from the token, so that nothing more is kept; who has the one cannot make out the other. Each page has another:
 * pages travel compressed, and a secret that stays the same could be guessed from their lengths (BREACH).
 */
export function formKeyOf(token: string, salt = randomBytes(9).toString('base64url')): string {
  return `${salt}.${createHmac('sha256', token).update(`form.${salt}`).digest('base64url')}`;
}

export function isFormKey(given: unknown, token: string): boolean {
  if (typeof given !== 'string') return false;
  const expected = Buffer.from(formKeyOf(token, given.slice(0, given.indexOf('.'))));
  const came = Buffer.from(given);
  return came.length === expected.length && timingSafeEqual(came, expected);
}
