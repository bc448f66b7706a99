// A register of a city: a CSV file of up to tens of millions of rows, and an index of where each person's rows lie in
// it. The rows stay in the file; the index costs some 30 bytes a person.

import { closeSync, createReadStream, existsSync, openSync, readSync } from 'node:fs';
import papaparse from 'papaparse';
import { HeduiError } from '../../../domain/errors.ts';
import { NumberIndex, numberKey } from './number-index.ts';

const NEW_LINE = 10;
const QUOTE = 34;
const COMMA = 44;
const SEMICOLON = 59;
const CARRIAGE_RETURN = 13;
const LONGEST_RUN_READ_AT_ONCE = 64 * 1024;

export type Row = Readonly<Record<string, string>>;

export type Register = {
  /** In the order of the file. */
  readonly columns: readonly string[];
  /** Rows that name the ID number, in its 18- or 15-digit form, in the order of the file. */
  rowsOf(idNumber: string): Row[];
  close(): void;
};

/** A register that the city does not have holds nothing. @throws HeduiError CITY_INVALID without an ID column. */
export async function openRegister(
  path: string,
  idFields: readonly string[],
): Promise<Register | null> {
  if (!existsSync(path)) return null;
  const index = new NumberIndex();
  const columns: string[] = [];
  const idColumns: number[] = [];
  await eachLine(path, (bytes, from, end, offset) => {
    if (columns.length === 0) {
      columns.push(...headerIn(bytes.toString('utf8', from, end)));
      idColumns.push(...idFields.map((name) => columns.indexOf(name)).filter((at) => at >= 0));
      if (idColumns.length === 0) throw withoutColumn(path, idFields.join(', '));
      return;
    }
    for (const column of idColumns) {
      const field = fieldAt(bytes, from, end, column);
      // A row of a household names several persons in one field.
      for (let start = field.from; start <= field.end; ) {
        const found = bytes.indexOf(SEMICOLON, start);
        const stop = found < 0 || found > field.end ? field.end : found;
        index.add(numberKey(bytes, start, stop), offset, end - from + 1);
        start = stop + 1;
      }
    }
  });
  const file = openSync(path, 'r');
  const space = Buffer.allocUnsafe(LONGEST_RUN_READ_AT_ONCE);
  return {
    columns,
    rowsOf(idNumber) {
      const rows: Row[] = [];
      for (const { offset, length } of index.runs(numberKey(Buffer.from(idNumber)))) {
        const bytes = length <= space.length ? space : Buffer.allocUnsafe(length);
        const read = readSync(file, bytes, 0, length, offset);
        for (const fields of fieldsOf(bytes.toString('utf8', 0, read))) {
          rows.push(rowOf(columns, fields));
        }
      }
      return rows;
    },
    close: () => closeSync(file),
  };
}

function headerIn(line: string): string[] {
  return line
    .replace(/^\uFEFF/, '')
    .trim()
    .split(',');
}

type OnLine = (bytes: Buffer, from: number, end: number, offset: number) => void;

/** Lines without their line end, as places in a buffer: slicing millions of them would be most of the work. */
async function eachLine(path: string, onLine: OnLine): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    let from = 0;
    for (let end = lineEnd(bytes, from); end >= 0; end = lineEnd(bytes, from)) {
      if (end > from) onLine(bytes, from, end, offset + from);
      from = end + 1;
    }
    rest = bytes.subarray(from);
    offset += from;
  }
  if (rest.length > 0) onLine(rest, 0, rest.length, offset);
}

/** A line end between quotes belongs to the field. */
function lineEnd(bytes: Buffer, from: number): number {
  let end = bytes.indexOf(NEW_LINE, from);
  while (end >= 0 && quotesIn(bytes, from, end) % 2 === 1) end = bytes.indexOf(NEW_LINE, end + 1);
  return end;
}

function quotesIn(bytes: Buffer, from: number, end: number): number {
  let count = 0;
  for (let at = from; at < end; at++) if (bytes[at] === QUOTE) count++;
  return count;
}

/** Where one field lies in a line, quotes around it included. */
function fieldAt(bytes: Buffer, from: number, end: number, column: number) {
  let start = from;
  let isQuoted = false;
  let at = from;
  for (let passed = 0; at < end; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) isQuoted = !isQuoted;
    else if (byte === COMMA && !isQuoted) {
      if (passed === column) break;
      passed++;
      start = at + 1;
    }
  }
  // The last field of a line that ends as on Windows.
  return { from: start, end: bytes[at - 1] === CARRIAGE_RETURN ? at - 1 : at };
}

function fieldsOf(text: string): string[][] {
  if (text.includes('"')) {
    return papaparse.parse<string[]>(text, { delimiter: ',', skipEmptyLines: true }).data;
  }
  return text
    .split('\n')
    .filter((line) => line.length > 1)
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line).split(','));
}

function rowOf(columns: readonly string[], fields: readonly string[]): Row {
  const row: Record<string, string> = {};
  for (let at = 0; at < columns.length; at++) row[columns[at] ?? ''] = fields[at] ?? '';
  return row;
}

function withoutColumn(path: string, columns: string): HeduiError {
  return new HeduiError('CITY_INVALID', {
    zh: `${path} 缺少列：${columns}。`,
    en: `${path} lacks the column ${columns}.`,
  });
}
