// The rows of a workbook's first visible sheet, streamed. Formulas are never evaluated: the value that was saved
// beside a formula counts, as text.

import type { FileRow } from './csv-rows.ts';
import { fileFault } from './faults.ts';
import type { IntakeLimits } from './limits.ts';
import { plainString, readWorkbook, scanChunk, type Workbook } from './xlsx-workbook.ts';
import { attribute, xmlScanner } from './xml-scanner.ts';
import { zipText } from './zip-entries.ts';

/** Excel keeps 15 significant digits; beyond them a number is no longer what was typed. */
const EXACT_DIGITS = 15;
const DAY_MS = 86_400_000;
/** Serial day 0; Excel's wrong 29 February 1900 is only right from March 1900 on. */
const EPOCH_1900_MS = Date.UTC(1899, 11, 30);
const EPOCH_1904_MS = Date.UTC(1904, 0, 1);
/** 9999-12-31, Excel's last day. */
const LAST_SERIAL = 2_958_465;

export async function* xlsxRows(path: string, limits: IntakeLimits): AsyncGenerator<FileRow[]> {
  const workbook = await readWorkbook(path, limits);
  let rows: FileRow[] = [];
  const scan = xmlScanner(sheetVisitor(workbook, limits, (row) => rows.push(row)));
  for await (const text of zipText(path, workbook.sheet, limits.sheetBytes)) {
    scanChunk(scan, text, workbook.sheet);
    if (rows.length === 0) continue;
    yield rows;
    rows = [];
  }
}

function sheetVisitor(workbook: Workbook, limits: IntakeLimits, add: (row: FileRow) => void) {
  let row = 0;
  let cells: string[] = [];
  let column = -1;
  let type = '';
  let style = -1;
  let value = '';
  let isValue = false;
  return {
    open(tag: string, attributes: string) {
      if (tag === 'row') {
        // Numbers rise, whatever a damaged sheet says.
        row = Math.max(row + 1, Number(attribute(attributes, 'r')) || 0);
        cells = [];
        column = -1;
      } else if (tag === 'c') {
        column = columnOf(attribute(attributes, 'r')) ?? column + 1;
        type = attribute(attributes, 't') ?? 'n';
        style = Number(attribute(attributes, 's') ?? -1);
        value = '';
      }
      isValue = tag === 'v' || tag === 't';
    },
    text(text: string) {
      if (isValue) value += text;
    },
    close(tag: string) {
      isValue = false;
      if (tag === 'row') add({ row, cells, quotesBroken: false });
      if (tag !== 'c' || value === '') return;
      if (column >= limits.columns) {
        throw fileFault('workbook-too-large', { part: 'columns', limit: limits.columns });
      }
      while (cells.length < column) cells.push('');
      cells[column] = cellText(workbook, type, style, value);
    },
  };
}

/** `AB12` → 27; null when there is no such reference. */
function columnOf(reference: string | null): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function cellText(workbook: Workbook, type: string, style: number, value: string): string {
  switch (type) {
    case 's':
      return workbook.sharedStrings.get(Number(value)) ?? '';
    case 'n':
      return workbook.dateStyles.has(style)
        ? serialDateText(value, workbook.from1904)
        : numberText(value);
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'd':
      return value.slice(0, 10);
    default:
      return plainString(value);
  }
}

/** A day number as an ISO date; what is beyond the calendar stays as it is and is refused by the row's check. */
export function serialDateText(value: string, from1904: boolean): string {
  const serial = Number(value);
  if (!(serial >= 0 && serial <= LAST_SERIAL)) return value;
  const epoch = from1904 ? EPOCH_1904_MS : EPOCH_1900_MS;
  return new Date(epoch + Math.floor(serial) * DAY_MS).toISOString().slice(0, 10);
}

/**
 * A number as Excel shows it: `0.1+0.2` is saved as 0.30000000000000004 and shown as 0.3. A number of more than
 * 15 digits has lost its end and is given in scientific notation, which the ID number's check recognises.
 */
export function numberText(value: string): string {
  if (/^-?\d{1,15}(\.\d{1,2})?$/.test(value)) return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (Math.abs(number) >= 10 ** EXACT_DIGITS) return number.toExponential().toUpperCase();
  return String(Number(number.toPrecision(EXACT_DIGITS)));
}
