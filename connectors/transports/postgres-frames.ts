// What a PostgreSQL server says, message by message, before the driver reads it. The driver looks for the zero byte at the
// end of a text without looking where the message ends: a server that leaves it out would have it search for ever, and the
// process with it; one that announces gigabytes would have it collect them.

/** A letter, and the length of what follows with itself. */
const HEAD_BYTES = 5;
/** Ten thousand records of the longest kind. */
const LARGEST_BYTES = 64 * 1024 * 1024;
const COLUMN_BYTES = 18;

export class PostgresFrames {
  #unread: Buffer = Buffer.alloc(0);

  /** @returns the messages that are whole by now. @throws RangeError when one is not as the protocol says */
  take(chunk: Buffer): Buffer {
    const bytes = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk]);
    let end = 0;
    while (end + HEAD_BYTES <= bytes.length) {
      const length = bytes.readUInt32BE(end + 1);
      if (length < 4 || length > LARGEST_BYTES) throw new RangeError('no length of a message');
      const next = end + 1 + length;
      if (next > bytes.length) break;
      const letter = String.fromCharCode(bytes[end] ?? 0);
      if (!isSound(letter, bytes.subarray(end + HEAD_BYTES, next))) {
        throw new RangeError(`a message ${letter} without its end`);
      }
      end = next;
    }
    this.#unread = bytes.subarray(end);
    return bytes.subarray(0, end);
  }
}

function isSound(letter: string, body: Buffer): boolean {
  if (letter === 'E' || letter === 'N') return endsWithNothing(body, 0, 1);
  if (letter === 'C') return hasTexts(body, 0, 1);
  if (letter === 'S') return hasTexts(body, 0, 2);
  if (letter === 'A') return hasTexts(body, 4, 2);
  if (letter === 'R')
    return body.length >= 4 && (body.readUInt32BE(0) !== 10 || endsWithNothing(body, 4, 0));
  if (letter === 'T') return hasColumns(body);
  if (letter === 'D') return hasValues(body);
  return true;
}

function hasTexts(body: Buffer, from: number, count: number): boolean {
  let at = from;
  for (let left = count; left > 0; left--) {
    const zero = body.indexOf(0, at);
    if (zero < 0 || at >= body.length) return false;
    at = zero + 1;
  }
  return true;
}

/** Texts, each behind so many bytes of its kind, until a zero where the next would begin. */
function endsWithNothing(body: Buffer, from: number, kindBytes: number): boolean {
  let at = from;
  while (at < body.length) {
    if (body[at] === 0) return true;
    const zero = body.indexOf(0, at + kindBytes);
    if (zero < 0) return false;
    at = zero + 1;
  }
  return false;
}

/** Each a name and eighteen bytes. */
function hasColumns(body: Buffer): boolean {
  if (body.length < 2) return false;
  let at = 2;
  for (let left = body.readUInt16BE(0); left > 0; left--) {
    const zero = body.indexOf(0, at);
    if (zero < 0) return false;
    at = zero + 1 + COLUMN_BYTES;
  }
  return at <= body.length;
}

/** Each a length, −1 for none, and so many bytes. */
function hasValues(body: Buffer): boolean {
  if (body.length < 2) return false;
  let at = 2;
  for (let left = body.readUInt16BE(0); left > 0; left--) {
    if (at + 4 > body.length) return false;
    at += 4 + Math.max(0, body.readInt32BE(at));
  }
  return at <= body.length;
}
