// The list behind an entry of a lookup: of each household of the chunk, a digest of who was looked up for what. It is made of
// digests of its persons' lookups, each salted from the household's key, so that the list tells nothing to whoever has no key,
// and nothing at all once the household is erased; with the salt of a household, or of one person, theirs is shown, and the
// others stay what they are.

import { hash } from 'node:crypto';
import { type DigestAlgorithm, OPENSSL_DIGESTS } from '../../domain/crypto-suite.ts';
import type { Lookup } from '../../domain/lookup.ts';
import { lookupLine } from '../../domain/lookup-lines.ts';
import type { SealingKey } from '../encryption/sealing-key.ts';

const DIGEST_BYTES = 32;
const MARK_BYTES = 8 + 4 + DIGEST_BYTES;

/** One household in a list. */
export type LookupMark = {
  readonly householdId: number;
  readonly verification: number;
  readonly digest: Buffer;
};

export function listOf(marks: readonly LookupMark[]): Buffer {
  const list = Buffer.allocUnsafe(marks.length * MARK_BYTES);
  let at = 0;
  for (const { householdId, verification, digest } of marks) {
    at = list.writeUInt32BE(Math.floor(householdId / 0x1_0000_0000), at);
    at = list.writeUInt32BE(householdId % 0x1_0000_0000, at);
    at = list.writeInt32BE(verification, at);
    at += digest.copy(list, at);
  }
  return list;
}

export function marksIn(list: Buffer): LookupMark[] {
  return Array.from({ length: Math.floor(list.length / MARK_BYTES) }, (_, place) => {
    const at = place * MARK_BYTES;
    return {
      householdId: list.readUInt32BE(at) * 0x1_0000_0000 + list.readUInt32BE(at + 4),
      verification: list.readInt32BE(at + 8),
      digest: list.subarray(at + 12, at + MARK_BYTES),
    };
  });
}

/** Whether a list holds just this mark. */
export function isListed(list: Buffer, { householdId, verification, digest }: LookupMark): boolean {
  return marksIn(list).some(
    (mark) =>
      mark.householdId === householdId &&
      mark.verification === verification &&
      mark.digest.equals(digest),
  );
}

export function listDigest(algorithm: DigestAlgorithm, list: Buffer): Buffer {
  return hash(OPENSSL_DIGESTS[algorithm], list, 'buffer');
}

/** Hex; one a household. From it nobody gets back to the key. */
export function lookupSalt(algorithm: DigestAlgorithm, key: SealingKey): string {
  return key.derivedText(algorithm, () =>
    hash(OPENSSL_DIGESTS[algorithm], `${key.bytes.toString('hex')} hedui lookups`),
  );
}

/** Hex; of a household's persons by their numbers. */
export type PersonSalts = (personNo: number) => string;

/** From the household's salt: whoever is shown one person's cannot tell another's. */
export function saltsFrom(algorithm: DigestAlgorithm, salt: string): PersonSalts {
  return (personNo) => hash(OPENSSL_DIGESTS[algorithm], `${salt} person ${personNo}`);
}

/** The same of a key that is at hand, each worked out once. */
export function saltsOf(algorithm: DigestAlgorithm, key: SealingKey): PersonSalts {
  return (personNo) =>
    key.derivedText(`${algorithm}/${personNo}`, () =>
      saltsFrom(algorithm, lookupSalt(algorithm, key))(personNo),
    );
}

export type PersonDigest = { readonly person: number; readonly digest: string };

/**
 * @param place of the answer: `household/17/answer/1/tax`
 * @param lines of the person's lookups (domain/lookup-lines.ts)
 * @returns hex
 */
export function personDigest(
  algorithm: DigestAlgorithm,
  salt: string,
  place: string,
  lines: string,
): string {
  return hash(OPENSSL_DIGESTS[algorithm], `${salt}\n${place}\n${lines}`);
}

/** Of what a department was asked about a household. @param place as above */
export function lookupDigest(
  algorithm: DigestAlgorithm,
  salts: PersonSalts,
  place: string,
  lookups: readonly Lookup[],
): Buffer {
  const { persons, lines } = linesOfPersons(lookups);
  const digests = persons.map((person, i) => ({
    person,
    digest: personDigest(algorithm, salts(person), place, lines[i] as string),
  }));
  return ofPersons(algorithm, digests);
}

/** Persons by their numbers, and the lines of each. */
export function linesOfPersons(lookups: readonly Lookup[]): {
  readonly persons: readonly number[];
  readonly lines: readonly string[];
} {
  const persons: number[] = [];
  const lines: string[] = [];
  for (const lookup of lookups) {
    const { personNo } = lookup;
    // Nearly always the last one.
    let at = persons.length;
    while (at > 0 && (persons[at - 1] as number) > personNo) at--;
    if (persons[at - 1] === personNo) lines[at - 1] += lookupLine(lookup);
    else {
      persons.splice(at, 0, personNo);
      lines.splice(at, 0, lookupLine(lookup));
    }
  }
  return { persons, lines };
}

/** A household's digest. @param persons by their numbers */
export function ofPersons(algorithm: DigestAlgorithm, persons: readonly PersonDigest[]): Buffer {
  let text = 'persons';
  for (const { person, digest } of persons) text += `\n${person} ${digest}`;
  return Buffer.from(hash(OPENSSL_DIGESTS[algorithm], text, 'binary'), 'latin1');
}

/** As it was made before persons were told apart. @param lookups as text (domain/answer-text.ts) */
export function undividedDigest(
  algorithm: DigestAlgorithm,
  salt: string,
  place: string,
  lookups: string,
): Buffer {
  return hash(OPENSSL_DIGESTS[algorithm], `${salt}\n${place}\n${lookups}`, 'buffer');
}
