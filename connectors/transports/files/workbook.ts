// XLSX files of an exchange: the first sheet, a header row, one row a record.

import type ExcelJS from 'exceljs';
import type { FileRows, Row } from './row.ts';

/** Excel keeps 15 digits of a number; an ID number entered as one has lost its last three. */
const MOST_EXACT = 999_999_999_999_999;

export async function readWorkbook(content: Buffer): Promise<FileRows> {
  const workbook = await newWorkbook();
  try {
    // The library's types know of a Buffer only as an ArrayBuffer.
    await workbook.xlsx.load(new Uint8Array(content).buffer);
  } catch {
    return { ok: false, fault: 'not-xlsx' };
  }
  const sheet = workbook.worksheets[0];
  const header = sheet ? cellsOf(sheet.getRow(1)) : [];
  if (!sheet || header.length === 0 || new Set(header).size !== header.length) {
    return { ok: false, fault: 'no-header' };
  }
  const rows: Row[] = [];
  for (let number = 2; number <= sheet.rowCount; number++) {
    const cells = cellsOf(sheet.getRow(number));
    if (cells.every((cell) => cell === '')) continue;
    if (cells.length > header.length || cells.includes(null)) {
      return { ok: false, fault: 'cell-unreadable' };
    }
    rows.push(Object.fromEntries(header.map((name, at) => [name ?? '', cells[at] ?? ''])));
  }
  return { ok: true, rows };
}

export async function writeWorkbook(
  columns: readonly string[],
  rows: readonly Row[],
): Promise<Buffer> {
  const workbook = await newWorkbook();
  const sheet = workbook.addWorksheet('1');
  sheet.addRow([...columns]);
  // Text cells, so that Excel does not round an ID number when somebody looks at the file and saves it.
  for (const row of rows) sheet.addRow(columns.map((column) => row[column] ?? ''));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** Few exchanges are in XLSX, and the library takes a fifth of a second to load. */
async function newWorkbook(): Promise<ExcelJS.Workbook> {
  const { default: library } = await import('exceljs');
  return new library.Workbook();
}

/** Texts of a row's cells, the empty ones at its end left out; null: a value that cannot be relied on. */
function cellsOf(row: ExcelJS.Row): (string | null)[] {
  const cells: (string | null)[] = [];
  for (let at = 1; at <= row.cellCount; at++) cells.push(textOf(row.getCell(at).value));
  while (cells.at(-1) === '') cells.pop();
  return cells;
}

function textOf(value: ExcelJS.CellValue): string | null {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return Math.abs(value) <= MOST_EXACT ? String(value) : null;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object' && 'richText' in value) {
    return value.richText
      .map(({ text }) => text)
      .join('')
      .trim();
  }
  // A formula, an error, a link: what it shows is not what was exchanged.
  return null;
}
