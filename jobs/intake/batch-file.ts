// A batch file of any format as a header and a stream of rows.

import {
  COLUMN_NAMES,
  type Header,
  headerOf,
  isNeeded,
  knownColumns,
  readHeader,
} from './columns.ts';
import { csvRows, type FileRow } from './csv-rows.ts';
import { decodeFile, type Encoding, encodingOf } from './decode.ts';
import { fileFault } from './faults.ts';
import { type FileFormat, fileFormat } from './file-format.ts';
import { withoutGuard } from '../../domain/formula-guard.ts';
import type { IntakeLimits } from './limits.ts';
import { xlsxRows } from './xlsx-rows.ts';

export type BatchFile = {
  readonly format: FileFormat;
  /** null for a workbook. */
  readonly encoding: Encoding | null;
  readonly header: Header;
  /** The rows under the header, from the beginning each time. */
  rows(): AsyncGenerator<FileRow[]>;
};

/** @throws HeduiError when the file is no batch; its rows throw it when that shows only later. */
export async function openBatchFile(path: string, limits: IntakeLimits): Promise<BatchFile> {
  const format = await fileFormat(path, limits);
  const encoding = format === 'csv' ? await encodingOf(path) : null;
  const all = () =>
    encoding === null ? xlsxRows(path, limits) : csvRows(decodeFile(path, encoding), limits);
  const first = await firstFilledRow(all());
  const header = checkedHeader(first);
  return { format, encoding, header, rows: () => rowsAfter(first.row, all(), limits) };
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '' || cell.trim() === '');
}

async function firstFilledRow(blocks: AsyncIterable<FileRow[]>): Promise<FileRow> {
  for await (const rows of blocks) {
    const filled = rows.find(({ cells }) => !isBlank(cells));
    if (filled !== undefined) return filled;
  }
  throw fileFault('empty');
}

function checkedHeader(first: FileRow): Header {
  const header = readHeader(first.cells);
  if (knownColumns(first.cells) === 0) {
    throw fileFault('no-header', {
      cells: first.cells.length,
      columns: listed(COLUMN_NAMES.slice(0, 5)),
    });
  }
  if (header.twice.length > 0) throw fileFault('columns-twice', { columns: listed(header.twice) });
  const missing = COLUMN_NAMES.filter((name) => isNeeded(name) && header.places[name] < 0);
  if (missing.length > 0) throw fileFault('columns-missing', { columns: listed(missing) });
  return header;
}

function listed(columns: readonly (typeof COLUMN_NAMES)[number][]) {
  const headers = columns.map(headerOf);
  return {
    zh: headers.map(({ zh }) => zh).join('、'),
    en: headers.map(({ en }) => en).join(', '),
  };
}

async function* rowsAfter(
  headerRow: number,
  blocks: AsyncIterable<FileRow[]>,
  limits: IntakeLimits,
): AsyncGenerator<FileRow[]> {
  for await (const block of blocks) {
    const isPastHeader = block.length > 0 && (block[0] as FileRow).row > headerRow;
    const rows = isPastHeader ? block : block.filter(({ row }) => row > headerRow);
    const last = rows.at(-1);
    if (last === undefined) continue;
    if (last.row > limits.rows) throw fileFault('too-many-rows', { limit: limits.rows });
    for (const { cells } of rows) withoutGuard(cells);
    yield rows;
  }
}
