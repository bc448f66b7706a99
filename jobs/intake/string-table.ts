/**
 * The shared strings of a workbook, in one stretch of bytes outside the heap: a large file has a million of them, of which each
 * as a string of its own takes three times as much and is gone through at every collection.
 */
export type StringTable = {
  add(text: string): void;
  /** undefined where there is none of this index. */
  get(index: number): string | undefined;
};

export function stringTable(initialBytes = 64 * 1024): StringTable {
  let bytes = Buffer.allocUnsafe(initialBytes);
  /** Where each string ends: four bytes are enough for what a workbook may unpack to (limits.ts). */
  let ends = new Uint32Array(1024);
  let count = 0;
  let used = 0;

  function makeRoom(forBytes: number): void {
    if (used + forBytes > bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, used + forBytes));
      bytes.copy(larger, 0, 0, used);
      bytes = larger;
    }
    if (count === ends.length) {
      const more = new Uint32Array(ends.length * 2);
      more.set(ends);
      ends = more;
    }
  }

  return {
    add(text) {
      makeRoom(Buffer.byteLength(text));
      used += bytes.write(text, used);
      ends[count++] = used;
    },
    get(index) {
      if (!Number.isInteger(index) || index < 0 || index >= count) return undefined;
      return bytes.toString('utf8', index === 0 ? 0 : ends[index - 1], ends[index]);
    },
  };
}
