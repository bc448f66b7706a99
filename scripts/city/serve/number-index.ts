// Where the rows of each ID number lie: a hash table in typed arrays, since millions of JavaScript strings and objects
// would take gigabytes.

import { evenIdNumber } from '../../../connectors/foreign-field.ts';

/** Characters of an ID number that tell persons apart: all but the check character. */
const TELLING = 17;

/**
 * An ID number as an exact integer, the same for its 15- and 18-digit forms: region, day of birth, sequence. Anything
 * else that stands in an ID column (masked, too short) is a key by its text.
 */
export function numberKey(bytes: Buffer, from = 0, end = bytes.length): number | string {
  const length = end - from;
  if ((length === 18 || length === 15) && areDigits(bytes, from, Math.min(length, TELLING))) {
    const key = length === 18 ? keyOf18(bytes, from) : keyOf15(bytes, from);
    if (key !== null) return key;
  }
  const given = bytes.toString('utf8', from, end);
  const evened = evenIdNumber(given.replaceAll('"', ''));
  return evened === given ? given : numberKey(Buffer.from(evened));
}

function keyOf18(bytes: Buffer, from: number): number | null {
  const year = digits(bytes, from + 6, 4);
  return keyOf(bytes, from, year, digits(bytes, from + 10, 4), digits(bytes, from + 14, 3));
}

function keyOf15(bytes: Buffer, from: number): number | null {
  const sequence = digits(bytes, from + 12, 3);
  // Sequences 996 to 999 of 15-digit numbers mark people born in the 1800s.
  const year = (sequence >= 996 ? 1800 : 1900) + digits(bytes, from + 6, 2);
  return keyOf(bytes, from, year, digits(bytes, from + 8, 4), sequence);
}

/** 10⁶ regions × 10⁸ days × 10³ sequences would pass 2⁵³; the days of 1800 to 2199, at 1300 a year, fit. */
function keyOf(
  bytes: Buffer,
  from: number,
  year: number,
  monthAndDay: number,
  sequence: number,
): number | null {
  if (year < 1800 || year > 2199 || monthAndDay > 1299) return null;
  const day = (year - 1800) * 1300 + monthAndDay;
  return (digits(bytes, from, 6) * 520_000 + day) * 1000 + sequence;
}

function areDigits(bytes: Buffer, from: number, count: number): boolean {
  for (let at = from; at < from + count; at++) {
    const code = bytes[at] ?? 0;
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function digits(bytes: Buffer, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at++) value = value * 10 + (bytes[at] ?? 48) - 48;
  return value;
}

/** Bytes of the file that hold rows of one number, one after the other. */
export type Run = { readonly offset: number; readonly length: number };

export class NumberIndex {
  #slots = 1 << 16;
  #keys = new Float64Array(this.#slots).fill(-1);
  #firstRun = new Int32Array(this.#slots);
  #used = 0;
  readonly #oddKeys = new Map<string, number>();
  #offsets = new Float64Array(1 << 16);
  #lengths = new Uint32Array(1 << 16);
  #nextRun = new Int32Array(1 << 16);
  #runs = 0;

  add(key: number | string, offset: number, length: number): void {
    const first = this.#firstOf(key);
    if (first < 0) {
      this.#setFirst(key, this.#newRun(offset, length));
      return;
    }
    let last = first;
    for (let next = this.#nextRun[last] ?? -1; next >= 0; next = this.#nextRun[last] ?? -1) {
      last = next;
    }
    const end = (this.#offsets[last] ?? 0) + (this.#lengths[last] ?? 0);
    if (offset === end) this.#lengths[last] = (this.#lengths[last] ?? 0) + length;
    // A row that names one number twice is one row.
    else if (offset > end) this.#nextRun[last] = this.#newRun(offset, length);
  }

  *runs(key: number | string): Generator<Run> {
    for (let run = this.#firstOf(key); run >= 0; run = this.#nextRun[run] ?? -1) {
      yield { offset: this.#offsets[run] ?? 0, length: this.#lengths[run] ?? 0 };
    }
  }

  #firstOf(key: number | string): number {
    if (typeof key === 'string') return this.#oddKeys.get(key) ?? -1;
    const slot = this.#slotOf(key);
    return this.#keys[slot] === key ? (this.#firstRun[slot] ?? -1) : -1;
  }

  #setFirst(key: number | string, run: number): void {
    if (typeof key === 'string') {
      this.#oddKeys.set(key, run);
      return;
    }
    if (this.#used * 2 >= this.#slots) this.#growSlots();
    const slot = this.#slotOf(key);
    this.#keys[slot] = key;
    this.#firstRun[slot] = run;
    this.#used++;
  }

  /** The slot that holds the key, or the free one where it belongs. */
  #slotOf(key: number): number {
    const mask = this.#slots - 1;
    let slot = Math.imul((key % 0x7fffffff) ^ (key / 0x7fffffff), 0x9e3779b1) & mask;
    while (this.#keys[slot] !== -1 && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #growSlots(): void {
    const [keys, firstRun] = [this.#keys, this.#firstRun];
    this.#slots *= 2;
    this.#keys = new Float64Array(this.#slots).fill(-1);
    this.#firstRun = new Int32Array(this.#slots);
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] ?? -1;
      if (key === -1) continue;
      const slot = this.#slotOf(key);
      this.#keys[slot] = key;
      this.#firstRun[slot] = firstRun[at] ?? -1;
    }
  }

  #newRun(offset: number, length: number): number {
    if (this.#runs === this.#offsets.length) this.#growRuns();
    const run = this.#runs++;
    this.#offsets[run] = offset;
    this.#lengths[run] = length;
    this.#nextRun[run] = -1;
    return run;
  }

  #growRuns(): void {
    const size = this.#offsets.length * 2;
    const [offsets, lengths, nextRun] = [this.#offsets, this.#lengths, this.#nextRun];
    this.#offsets = new Float64Array(size);
    this.#lengths = new Uint32Array(size);
    this.#nextRun = new Int32Array(size);
    this.#offsets.set(offsets);
    this.#lengths.set(lengths);
    this.#nextRun.set(nextRun);
  }
}
