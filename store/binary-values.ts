// How values lie in PostgreSQL's binary COPY, for who writes rows and who reads them.
// https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"

/** PostgreSQL counts days, and microseconds, from here. */
export const EPOCH_MS = Date.UTC(2000, 0, 1);
export const DAY_MS = 86_400_000;

/** Of a 64-bit integer. */
const UPPER_HALF = 2 ** 32;

/** @returns whole: places, and microseconds until the year 2285, which a number counts exactly */
export function readInt64(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) * UPPER_HALF + bytes.readUInt32BE(at + 4);
}

/** @param value as `readInt64` gives it. @returns behind it */
export function writeInt64(bytes: Buffer, at: number, value: number): number {
  const high = Math.floor(value / UPPER_HALF);
  bytes.writeInt32BE(high, at);
  return bytes.writeUInt32BE(value - high * UPPER_HALF, at + 4);
}
