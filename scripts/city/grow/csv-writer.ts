// Writes CSV files of any length in little memory: text gathers to a chunk, a chunk goes to the file.

import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import iconv from 'iconv-lite';

const CHUNK_CHARACTERS = 1 << 18;

export type CsvWriter = {
  /** Writes a row, quoting the cells that need it. @returns its number as a spreadsheet shows it: the header is 1. */
  row(cells: readonly (string | number)[]): number;
  /** Writes a row that is already a line of CSV, without its line end: for the registers with millions of rows. */
  line(text: string): number;
  /** Number of the row last written. */
  lastRow(): number;
  close(): void;
};

export type CsvForm = { readonly encoding: 'utf8' | 'gb18030'; readonly lineEnd: '\n' | '\r\n' };

/** Creates the file and its folder, and writes the header. Writing is synchronous, so the disk sets the pace. */
export function createCsvWriter(
  path: string,
  header: readonly string[],
  form: CsvForm = { encoding: 'utf8', lineEnd: '\n' },
): CsvWriter {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w');
  let gathered = '';
  let rows = 0;

  function flush(): void {
    writeFileSync(file, form.encoding === 'utf8' ? gathered : iconv.encode(gathered, 'gb18030'));
    gathered = '';
  }
  function line(text: string): number {
    gathered += text + form.lineEnd;
    if (gathered.length > CHUNK_CHARACTERS) flush();
    rows += 1;
    return rows;
  }
  const row = (cells: readonly (string | number)[]): number => line(csvLine(cells));
  row(header);
  return {
    row,
    line,
    lastRow: () => rows,
    close: () => {
      flush();
      closeSync(file);
    },
  };
}

/** RFC 4180: a cell with a comma, a quote or a line end is quoted, its quotes doubled. */
export function csvLine(cells: readonly (string | number)[]): string {
  return cells
    .map((cell) => {
      const text = String(cell);
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(',');
}
