// A register of a city: a CSV file of up to tens of millions of rows, and an index of where each person's rows lie in
// it. The rows stay in the file; the index costs some 30 bytes a person.

import { closeSync, createReadStream, existsSync, openSync, readSync } from 'node:fs';
import papaparse from 'papaparse';
import { evenIdNumber } from '../../../connectors/foreign-field.ts';
import { HeduiError } from '../../../domain/errors.ts';
import { NumberIndex, numberKey } from './number-index.ts';

const NEW_LINE = 10;
const QUOTE = 34;
const COMMA = 44;

export type Row = Readonly<Record<string, string>>;

export type Register = {
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
  let header: string[] | null = null;
  let idColumns: number[] = [];
  for await (const { line, offset } of linesOf(path)) {
    if (header) {
      for (const column of idColumns) {
        index.add(numberKey(fieldAt(line, column)), offset, line.length + 1);
      }
      continue;
    }
    header = line
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trim()
      .split(',');
    idColumns = idFields.map((name) => header?.indexOf(name) ?? -1).filter((at) => at >= 0);
    if (idColumns.length === 0) throw withoutColumn(path, idFields.join(', '));
  }
  const columns = header ?? [];
  const file = openSync(path, 'r');
  return {
    rowsOf(idNumber) {
      const key = numberKey(Buffer.from(idNumber));
      const rows: Row[] = [];
      for (const { offset, length } of index.runs(key)) {
        const bytes = Buffer.allocUnsafe(length);
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

type Line = { readonly line: Buffer; readonly offset: number };

/** Lines without their line end. A line end between quotes belongs to the field. */
async function* linesOf(path: string): AsyncGenerator<Line> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    let from = 0;
    for (let end = lineEnd(bytes, from); end >= 0; end = lineEnd(bytes, from)) {
      if (end > from) yield { line: bytes.subarray(from, end), offset: offset + from };
      from = end + 1;
    }
    rest = bytes.subarray(from);
    offset += from;
  }
  if (rest.length > 0) yield { line: rest, offset };
}

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

/** The bytes of one field, without quotes around it. */
function fieldAt(line: Buffer, column: number): Buffer {
  let from = 0;
  let at = 0;
  let isQuoted = false;
  for (let passed = 0; at < line.length; at++) {
    if (line[at] === QUOTE) isQuoted = !isQuoted;
    else if (line[at] === COMMA && !isQuoted) {
      if (passed === column) break;
      passed++;
      from = at + 1;
    }
  }
  const field = line.subarray(from, at);
  const plain = evenIdNumber(field.toString('latin1').replaceAll('"', ''));
  return Buffer.from(plain, 'latin1');
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
