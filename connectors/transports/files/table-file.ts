// The tables of an exchange in one of three formats: CSV, XLSX or fixed-width. Every value is text.

import iconv from 'iconv-lite';
import papaparse from 'papaparse';
import type { FileSettings } from '../../../config/transport-settings.ts';
import { readFixedWidth, writeFixedWidth } from './fixed-width.ts';
import type { FileRows, Row } from './row.ts';
import { readWorkbook, writeWorkbook } from './workbook.ts';

export type Encoding = FileSettings['encoding'];

export const ENDINGS = { csv: 'csv', xlsx: 'xlsx', 'fixed-width': 'txt' } as const;

/** @param table `persons`, or a resource's name: which layout a fixed-width file has */
export async function readTable(
  content: Buffer,
  table: string,
  encoding: Encoding,
  { format, layouts }: FileSettings,
): Promise<FileRows> {
  switch (format) {
    case 'csv':
      return readCsv(content, encoding);
    case 'xlsx':
      return readWorkbook(content);
    case 'fixed-width': {
      const layout = layouts[table];
      return layout ? readFixedWidth(content, encoding, layout) : { ok: false, fault: 'no-layout' };
    }
  }
}

/** @returns null when a value does not fit the format */
export async function writeTable(
  columns: readonly string[],
  rows: readonly Row[],
  table: string,
  { format, encoding, layouts }: FileSettings,
): Promise<Buffer | null> {
  switch (format) {
    case 'csv': {
      const text = papaparse.unparse(
        { fields: [...columns], data: rows.map((row) => columns.map((column) => row[column])) },
        { newline: '\r\n' },
      );
      return iconv.encode(text, encoding);
    }
    case 'xlsx':
      return writeWorkbook(columns, rows);
    case 'fixed-width':
      return writeFixedWidth(rows, encoding, layouts[table] ?? []);
  }
}

function readCsv(content: Buffer, encoding: Encoding): FileRows {
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    return { ok: false, fault: 'encoding' };
  }
  const parsing = { delimiter: ',', skipEmptyLines: true };
  const [header = []] = papaparse.parse<string[]>(text, { ...parsing, preview: 1 }).data;
  // The parser would rename the second of two columns, and tell of it on the console.
  if (new Set(header).size < header.length) return { ok: false, fault: 'not-csv' };
  const { data: rows, errors } = papaparse.parse<Row>(text, { ...parsing, header: true });
  return errors.length > 0 ? { ok: false, fault: 'not-csv' } : { ok: true, rows };
}
