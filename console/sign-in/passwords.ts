// Passwords: how they are kept, and which are accepted.

import { hash, verify } from '@node-rs/argon2';
import type { Said } from '../../domain/errors.ts';

/** 2 is argon2id. OWASP's second profile for argon2id: 19 MiB, two passes; some 30 ms. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const LEAST_CHARACTERS = 10;
/** argon2 takes any length; a form need not. */
const MOST_CHARACTERS = 200;

export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/** A hash that no password has: who tries an unknown account waits as long as for a known one. */
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$aGVkdWktbm9ib2R5LXNhbHQ$MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI';

export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const isRight = await verify(stored ?? NOBODYS, password.normalize('NFKC'));
  return isRight && stored !== null;
}

/** What is wrong with a new password; null when nothing is. Long counts more than colourful (NIST SP 800-63B 5.1.1). */
export function passwordFault(password: string, account: string): Said | null {
  const length = Array.from(password).length;
  if (length < LEAST_CHARACTERS || length > MOST_CHARACTERS) {
    return {
      zh: `密码须为 ${LEAST_CHARACTERS} 至 ${MOST_CHARACTERS} 个字符。`,
      en: `A password has ${LEAST_CHARACTERS} to ${MOST_CHARACTERS} characters.`,
    };
  }
  const plain = password.toLowerCase();
  const distinct = new Set(plain).size;
  if (distinct < 5 || plain.includes(account) || isRow(plain)) {
    return {
      zh: '密码过于简单：不能包含账号，不能是连续或重复的字符。',
      en: 'The password is too easy: not your account, no rows of neighbouring or repeated characters.',
    };
  }
  return null;
}

const ROWS = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'];

/** `1234567890`, `abcdefghij`, and the same backwards. */
function isRow(text: string): boolean {
  const backwards = Array.from(text).toReversed().join('');
  return ROWS.some((row) => row.includes(text) || row.includes(backwards));
}
