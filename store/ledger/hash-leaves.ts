// The leaves of stored entries: canonical JSON is put together from the bytes that PostgreSQL sends, one entry after the other
// in the same place, without a text or an object in between. A million take two seconds.

import { hash } from 'node:crypto';
import type { Instant } from '../../domain/calendar.ts';
import { type DigestAlgorithm, OPENSSL_DIGESTS } from '../../domain/crypto-suite.ts';
import type { LedgerKind } from '../../domain/ledger.ts';
import { DAY_MS, EPOCH_MS, readInt64 } from '../binary-values.ts';
import { entryText } from './entries.ts';
import { type HashText, LEAF_PREFIX, leafHash } from './merkle.ts';

/** Of `ledger_entries`, in the order in which canonical JSON has them. */
export const ENTRY_FIELDS = [
  'actor',
  'at',
  'content_digest',
  'digest_algorithm',
  'kind',
  'purpose',
  'subject',
];
const NAMES = ['actor', 'at', 'contentDigest', 'digestAlgorithm', 'kind', 'purpose', 'subject'];
const BEFORE = NAMES.map((name, place) => Buffer.from(`${place === 0 ? '{' : ','}"${name}":`));
const ACTOR = 0;
const AT = 1;
const DIGEST = 2;
const ALGORITHM = 3;
const KIND = 4;
const PURPOSE = 5;
const SUBJECT = 6;

/** Where a field begins that is null. */
export const NOTHING = -1;

/** The fields of one entry as they lie in what came: instants as 64 bits, text as UTF-8. */
export type EntryBytes = {
  readonly bytes: Buffer;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const END = 0x7d;
const NULL = Buffer.from('null');
const HEX = Buffer.from('0123456789abcdef');
/** More than the names, the digest and the instant take. */
const ROOM_BESIDE_TEXT = 512;

export class LeafHasher {
  #bytes = Buffer.alloc(4096);
  #length = 0;
  #day = Number.NaN;
  #date = '';

  hash(entry: EntryBytes): HashText {
    const { bytes, starts, ends } = entry;
    const room = (ends[SUBJECT] as number) - (starts[ACTOR] as number) + ROOM_BESIDE_TEXT;
    if (room > this.#bytes.length) this.#bytes = Buffer.alloc(room * 2);
    this.#bytes[0] = LEAF_PREFIX;
    this.#length = 1;
    let isPlain = true;
    for (let field = 0; field < BEFORE.length; field++) {
      const start = starts[field] as number;
      const end = ends[field] as number;
      this.#put(BEFORE[field] as Buffer);
      if (field === AT) this.#instant(readInt64(bytes, start));
      else if (field === DIGEST) this.#hex(bytes, start, end);
      else if (start === NOTHING) this.#put(NULL);
      else if (!this.#quoted(bytes, start, end)) isPlain = false;
    }
    this.#bytes[this.#length++] = END;
    // 'sm3' is the one of three letters.
    const digest: DigestAlgorithm =
      (ends[ALGORITHM] as number) - (starts[ALGORITHM] as number) === 3 ? 'sm3' : 'sha-256';
    return isPlain
      ? hash(OPENSSL_DIGESTS[digest], this.#bytes.subarray(0, this.#length), 'binary')
      : this.#escaped(digest, entry);
  }

  #put(bytes: Buffer): void {
    for (let i = 0; i < bytes.length; i++) this.#bytes[this.#length++] = bytes[i] as number;
  }

  /** @returns false when JSON would not write the text as it is. PostgreSQL keeps valid UTF-8 only. */
  #quoted(text: Buffer, start: number, end: number): boolean {
    let isPlain = true;
    this.#bytes[this.#length++] = QUOTE;
    for (let i = start; i < end; i++) {
      const byte = text[i] as number;
      if (byte < SPACE || byte === QUOTE || byte === BACKSLASH) isPlain = false;
      this.#bytes[this.#length++] = byte;
    }
    this.#bytes[this.#length++] = QUOTE;
    return isPlain;
  }

  #hex(digest: Buffer, start: number, end: number): void {
    this.#bytes[this.#length++] = QUOTE;
    for (let i = start; i < end; i++) {
      const byte = digest[i] as number;
      this.#bytes[this.#length++] = HEX[byte >> 4] as number;
      this.#bytes[this.#length++] = HEX[byte & 15] as number;
    }
    this.#bytes[this.#length++] = QUOTE;
  }

  #instant(micros: number): void {
    this.#length += this.#bytes.write(`"${this.#instantText(micros)}"`, this.#length, 'latin1');
  }

  /** ISO 8601 with milliseconds. Entries have no finer time: one that has was changed, and shows all of it. */
  #instantText(micros: number): string {
    const wholeMs = Math.floor(micros / 1000);
    const finer = micros - wholeMs * 1000;
    const ms = EPOCH_MS + wholeMs;
    const day = Math.floor(ms / DAY_MS);
    if (day !== this.#day) {
      this.#day = day;
      this.#date = new Date(day * DAY_MS).toISOString().slice(0, 11);
    }
    const time = ms - day * DAY_MS;
    const seconds = Math.floor(time / 1000);
    const text = `${this.#date}${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${three(time % 1000)}`;
    return finer === 0 ? `${text}Z` : `${text}${three(finer)}Z`;
  }

  #escaped(digest: DigestAlgorithm, { bytes, starts, ends }: EntryBytes): HashText {
    const text = (field: number) => bytes.toString('utf8', starts[field], ends[field]);
    const entry = entryText({
      actor: text(ACTOR),
      at: this.#instantText(readInt64(bytes, starts[AT] as number)) as Instant,
      contentDigest: bytes.subarray(starts[DIGEST], ends[DIGEST]),
      // As it stands there: one that was never written must not pass for one that was.
      digestAlgorithm: text(ALGORITHM) as DigestAlgorithm,
      kind: text(KIND) as LedgerKind,
      purpose: starts[PURPOSE] === NOTHING ? null : text(PURPOSE),
      subject: text(SUBJECT),
    });
    return leafHash(digest, entry).toString('latin1');
  }
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value));
const three = (value: number) => String(value).padStart(3, '0');
