// What a MySQL or MariaDB server says, packet by packet, before the driver reads it. The driver believes every number: it
// would wait for columns that never come, keep rows without end, print a line for every packet out of order.

import {
  checkAcknowledgement,
  checkAuthSwitch,
  checkColumn,
  checkEnd,
  checkError,
  checkRow,
  isEnd,
  readColumnCount,
  readGreeting,
} from './mysql-packets.ts';

/** Three bytes of length, one that counts. */
const HEAD_BYTES = 4;
/** A row is one packet; what a department keeps of one thing is far shorter. */
const LARGEST_PACKET_BYTES = 1024 * 1024;
/** Ten thousand persons with ten records of the longest kind each. */
const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;
const MOST_ROWS = 500_000;
const MOST_COLUMNS = 1_000;
/** Of the server, until it has let us in: two or three are usual. */
const MOST_AUTH_PACKETS = 16;
/** In the first answer of ours: the rest is encrypted. */
const TLS = 0x0800;

type Phase = 'greeting' | 'auth' | 'encrypted' | 'idle' | 'answer' | 'columns' | 'rows' | 'over';

export class MysqlFrames {
  #unread: Buffer = Buffer.alloc(0);
  #phase: Phase = 'greeting';
  #sequence = 0;
  #server = { tracks: false };
  #packets = 0;
  #bytes = 0;
  #columns = 0;

  /** Whether the server has still to say something. */
  get isAwaited(): boolean {
    return this.#phase !== 'idle' && this.#phase !== 'encrypted';
  }

  /** @param packet a whole one of ours, on its way to the server */
  sent(packet: Buffer): void {
    const sequence = packet.readUInt8(3);
    this.#sequence = (sequence + 1) % 256;
    if (sequence === 0) this.#enter('answer');
    else if (sequence === 1 && (packet.readUInt16LE(HEAD_BYTES) & TLS) !== 0)
      this.#enter('encrypted');
  }

  /** @returns the packets that are whole by now. @throws RangeError when one is not as the protocol says */
  take(chunk: Buffer): Buffer {
    if (this.#phase === 'encrypted') return chunk;
    const bytes = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk]);
    let end = 0;
    while (end + HEAD_BYTES <= bytes.length) {
      const length = bytes.readUIntLE(end, 3);
      if (length === 0 || length > LARGEST_PACKET_BYTES) {
        throw new RangeError('no length of a packet');
      }
      const next = end + HEAD_BYTES + length;
      if (next > bytes.length) break;
      this.#count(bytes.readUInt8(end + 3), length);
      this.#read(bytes.subarray(end + HEAD_BYTES, next));
      end = next;
    }
    this.#unread = bytes.subarray(end);
    return bytes.subarray(0, end);
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    this.#packets = 0;
    if (phase === 'answer') this.#bytes = 0;
  }

  #count(sequence: number, length: number): void {
    // A server that shuts down says so without being asked, and counts from nought.
    if (this.#phase !== 'idle' && sequence !== this.#sequence) {
      throw new RangeError('a packet out of order');
    }
    this.#sequence = (sequence + 1) % 256;
    this.#packets++;
    this.#bytes += length;
    if (this.#bytes > LARGEST_ANSWER_BYTES) throw new RangeError('an answer without end');
  }

  #read(body: Buffer): void {
    if (body[0] === 0xff) this.#error(body);
    else if (this.#phase === 'greeting') {
      this.#server = readGreeting(body);
      this.#enter('auth');
    } else if (this.#phase === 'auth') this.#auth(body);
    else if (this.#phase === 'answer') this.#answer(body);
    else if (this.#phase === 'columns') this.#column(body);
    else if (this.#phase === 'rows') this.#row(body);
    else throw new RangeError('a packet that nobody asked for');
  }

  #error(body: Buffer): void {
    if (this.#phase === 'over') throw new RangeError('a packet after the last');
    checkError(body);
    const isSession = ['answer', 'columns', 'rows'].includes(this.#phase);
    this.#enter(isSession ? 'idle' : 'over');
  }

  #auth(body: Buffer): void {
    if (this.#packets > MOST_AUTH_PACKETS) throw new RangeError('a greeting without end');
    if (body[0] === 0) {
      checkAcknowledgement(body, this.#server);
      this.#enter('idle');
    } else if (body[0] === 0xfe) checkAuthSwitch(body);
    else if (body[0] !== 1) throw new RangeError('no packet of a greeting');
  }

  #answer(body: Buffer): void {
    if (body[0] === 0) {
      checkAcknowledgement(body, this.#server);
      this.#enter('idle');
      return;
    }
    this.#columns = readColumnCount(body);
    if (this.#columns === 0 || this.#columns > MOST_COLUMNS) throw new RangeError('no table');
    this.#enter('columns');
  }

  #column(body: Buffer): void {
    if (this.#packets <= this.#columns) {
      checkColumn(body);
      return;
    }
    if (!isEnd(body)) throw new RangeError('more columns than it says');
    checkEnd(body);
    this.#enter('rows');
  }

  #row(body: Buffer): void {
    if (isEnd(body)) {
      checkEnd(body);
      this.#enter('idle');
      return;
    }
    if (this.#packets > MOST_ROWS) throw new RangeError('rows without end');
    checkRow(body, this.#columns);
  }
}
