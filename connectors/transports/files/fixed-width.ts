// Fixed-width files: one line a record, every field at its place. Places are counted in bytes of the file's encoding,
// as the programs that write such files count: a Chinese character takes two bytes of GB18030, a rare one four.

import iconv from 'iconv-lite';
import type { FixedField } from '../../../config/transport-settings.ts';
import type { FileRows, Row } from './row.ts';

type Encoding = 'utf-8' | 'gb18030';

const NEW_LINE = 10;
const CARRIAGE_RETURN = 13;
const BLANK = 32;

/**
 * A line of another length, or a field that begins or ends in the middle of a character, means that the places do not
 * hold: then no field of the file can be believed.
 */
export function readFixedWidth(
  content: Buffer,
  encoding: Encoding,
  layout: readonly FixedField[],
): FileRows {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const width = widthOf(layout);
  const rows: Row[] = [];
  for (const line of linesOf(content)) {
    if (line.length !== width) return { ok: false, fault: 'line-length' };
    const row: Record<string, string> = {};
    for (const { field, at, bytes } of layout) {
      try {
        row[field] = decoder.decode(line.subarray(at - 1, at - 1 + bytes)).trim();
      } catch {
        return { ok: false, fault: 'encoding' };
      }
    }
    rows.push(row);
  }
  return { ok: true, rows };
}

/** @returns null when a value does not fit its field: cut off, it would be another value. */
export function writeFixedWidth(
  rows: readonly Row[],
  encoding: Encoding,
  layout: readonly FixedField[],
): Buffer | null {
  const width = widthOf(layout);
  const lines: Buffer[] = [];
  for (const row of rows) {
    const line = Buffer.alloc(width + 2, BLANK);
    line.write('\r\n', width);
    for (const { field, at, bytes } of layout) {
      const value = iconv.encode(row[field] ?? '', encoding);
      if (value.length > bytes || value.includes(NEW_LINE)) return null;
      value.copy(line, at - 1);
    }
    lines.push(line);
  }
  return Buffer.concat(lines);
}

function widthOf(layout: readonly FixedField[]): number {
  return Math.max(...layout.map(({ at, bytes }) => at - 1 + bytes));
}

/** A line end is never part of a character, in UTF-8 as in GB18030. */
function* linesOf(content: Buffer): Generator<Buffer> {
  for (let from = 0; from < content.length; ) {
    const found = content.indexOf(NEW_LINE, from);
    const end = found < 0 ? content.length : found;
    const isWindows = end > from && content[end - 1] === CARRIAGE_RETURN;
    if (end > from) yield content.subarray(from, isWindows ? end - 1 : end);
    from = end + 1;
  }
}
