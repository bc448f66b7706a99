// CSV text to rows. Commas, semicolons or tabs; any line ending; papaparse does the quoting.

import papaparse from 'papaparse';
import { knownColumns } from './columns.ts';
import { fileFault } from './faults.ts';
import type { IntakeLimits } from './limits.ts';

export type FileRow = {
  /** Row number as a spreadsheet shows it; the first row of the file is 1. */
  readonly row: number;
  readonly cells: string[];
  /** A quotation mark of this row has no partner. */
  readonly quotesBroken: boolean;
};

const DELIMITERS = [',', '\t', ';'] as const;
/** Rows looked at to find the header, which tells the delimiter. */
const HEADER_WINDOW = 10;

type Parsed = {
  data: string[][];
  errors: { row?: number }[];
  /** Where the first row begins that is not complete yet. */
  meta: { cursor: number };
};

export async function* csvRows(
  texts: AsyncIterable<string>,
  limits: IntakeLimits,
): AsyncGenerator<FileRow[]> {
  let delimiter: string | null = null;
  let rest = '';
  let row = 1;
  const take = (isLast: boolean): FileRow[] => {
    delimiter ??= delimiterOf(rest);
    const parsed = parse(rest, delimiter, !isLast);
    const broken = new Set(parsed.errors.map((error) => error.row));
    const rows = parsed.data.map((cells, at) => ({
      row: row + at,
      cells,
      quotesBroken: broken.size > 0 && broken.has(at),
    }));
    row += rows.length;
    rest = isLast ? '' : rest.slice(parsed.meta.cursor);
    if (rest.length > limits.rowCharacters) throw fileFault('row-too-long', { row });
    return rows;
  };
  for await (const text of plainLines(texts)) {
    rest += text;
    yield take(false);
  }
  if (rest !== '') yield take(true);
}

/**
 * papaparse's parser without its streams: an async generator has back-pressure of itself. With `ignoreLastRow`
 * it leaves the row that the chunk cut off.
 */
function parse(text: string, delimiter: string, ignoreLastRow: boolean): Parsed {
  const parser = new papaparse.Parser({ delimiter, newline: '\n' });
  return parser.parse(text, 0, ignoreLastRow) as Parsed;
}

/** The delimiter under which a row has the most known column names. */
function delimiterOf(text: string): string {
  const known = (delimiter: string) =>
    Math.max(0, ...parse(text, delimiter, false).data.slice(0, HEADER_WINDOW).map(knownColumns));
  return DELIMITERS.reduce((best, next) => (known(next) > known(best) ? next : best));
}

/** Every line ending as `\n`; a `\r` at the end of a chunk waits for its `\n`. */
async function* plainLines(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const text of texts) {
    const whole = held + text;
    held = whole.endsWith('\r') ? '\r' : '';
    const complete = held === '' ? whole : whole.slice(0, -1);
    yield complete.includes('\r') ? complete.replace(/\r\n?/g, '\n') : complete;
  }
  if (held !== '') yield '\n';
}
