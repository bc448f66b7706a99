// Whether a packet of a MySQL or MariaDB server holds what it says it holds. Every check throws a RangeError where it does
// not: also a Buffer does, asked for a byte that it has not.

/** How many bytes follow one that announces a number. */
const WIDTHS = new Map([
  [0xfc, 2],
  [0xfd, 3],
  [0xfe, 8],
]);
const NONE = 0xfb;
const SESSION_TRACK = 1 << 23;
const MORE_RESULTS = 0x0008;
const SESSION_CHANGED = 0x4000;
/** A byte, the charset, the length, the type, the flags, the decimals, two bytes of nothing. */
const COLUMN_BYTES = 13;

class PacketReader {
  readonly #body: Buffer;
  #at: number;

  constructor(body: Buffer, at: number) {
    this.#body = body;
    this.#at = at;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#body.length;
  }

  skip(bytes: number): Buffer {
    const from = this.#at;
    this.#at += bytes;
    if (this.#at > this.#body.length) throw new RangeError('a packet without its end');
    return this.#body.subarray(from, this.#at);
  }

  /** @returns null for a value that is none */
  number(): number | null {
    const first = this.#body.readUInt8(this.#at++);
    if (first < NONE) return first;
    if (first === NONE) return null;
    const width = WIDTHS.get(first);
    if (width === undefined) throw new RangeError('no number');
    const bytes = this.skip(width);
    return width === 8 ? Number(bytes.readBigUInt64LE()) : bytes.readUIntLE(0, width);
  }

  text(): Buffer {
    return this.skip(this.number() ?? 0);
  }

  textToZero(): void {
    const zero = this.#body.indexOf(0, this.#at);
    if (zero < 0) throw new RangeError('a text without its end');
    this.#at = zero + 1;
  }

  end(): void {
    if (!this.isAtEnd) throw new RangeError('a packet with more than it says');
  }
}

/** @returns whether the server will say in its acknowledgements what has changed in the session */
export function readGreeting(body: Buffer): { readonly tracks: boolean } {
  if (body[0] !== 10) throw new RangeError('no greeting of this protocol');
  const reader = new PacketReader(body, 1);
  reader.textToZero(); // its version
  reader.skip(4 + 8 + 1); // the connection, the first half of the salt, a zero
  const low = reader.skip(2).readUInt16LE();
  reader.skip(1 + 2); // charset, status
  const high = reader.skip(2).readUInt16LE();
  reader.skip(1 + 10);
  return { tracks: ((low | (high << 16)) & SESSION_TRACK) !== 0 };
}

export function checkAcknowledgement(body: Buffer, { tracks }: { readonly tracks: boolean }): void {
  const reader = new PacketReader(body, 1);
  reader.number(); // rows
  reader.number(); // the last number given
  const status = reader.skip(2).readUInt16LE();
  reader.skip(2); // warnings
  refuseMoreResults(status);
  if (!tracks || reader.isAtEnd) return;
  reader.text();
  if ((status & SESSION_CHANGED) === 0 || reader.isAtEnd) return;
  const changes = new PacketReader(reader.text(), 0);
  while (!changes.isAtEnd) {
    changes.skip(1);
    changes.text();
  }
}

/** @throws RangeError for a file that the server asks for, too */
export function readColumnCount(body: Buffer): number {
  const reader = new PacketReader(body, 0);
  const count = reader.number();
  reader.end();
  if (count === null) throw new RangeError('a file is asked for');
  return count;
}

export function checkColumn(body: Buffer): void {
  const reader = new PacketReader(body, 0);
  for (let names = 0; names < 6; names++) reader.text(); // catalog, schema, table and name, each twice
  reader.skip(COLUMN_BYTES);
}

export function checkRow(body: Buffer, columns: number): void {
  const reader = new PacketReader(body, 0);
  for (let column = 0; column < columns; column++) reader.text();
  reader.end();
}

/** The end of the columns, and of the rows. */
export function isEnd(body: Buffer): boolean {
  return body[0] === 0xfe && body.length < 9;
}

export function checkEnd(body: Buffer): void {
  refuseMoreResults(body.readUInt16LE(3));
}

/** An error: a byte, its number, a text. */
export function checkError(body: Buffer): void {
  if (body.length < 3) throw new RangeError('an error without its number');
}

/** Another way to show who we are: none named, or a name and its salt. */
export function checkAuthSwitch(body: Buffer): void {
  if (body.length > 1) new PacketReader(body, 1).textToZero();
}

/** Whoever asks one question gets one result. */
function refuseMoreResults(status: number): void {
  if ((status & MORE_RESULTS) !== 0) throw new RangeError('more results than questions');
}
