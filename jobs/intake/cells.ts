// One cell of a row, read as what its column holds. A cell that cannot be read leaves a fault and is null.

import { type CalendarDate, parseCalendarDate } from '../../domain/calendar.ts';
import type { Said } from '../../domain/errors.ts';
import { type Fen, fenFromYuanText } from '../../domain/money.ts';
import type { ColumnName, Header } from './columns.ts';
import { type Fault, fault } from './faults.ts';

/** A row while it is being read. */
export type OpenRow = {
  readonly header: Header;
  readonly cells: readonly string[];
  readonly faults: Fault[];
};

/** 100 million yuan: beyond it an amount is in the wrong unit. */
const MAX_AMOUNT_FEN = 10_000_000_000;
const MAX_COUNT = 99;
/** Marks without width that are pasted along from chats and web pages. */
const INVISIBLE_AT_ENDS =
  /^[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]+|[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]+$/g;
/** `="371002…"`, by which spreadsheets are made to keep a number's digits. */
const FORCED_TEXT = /^="([^"]*)"$/;

/** The cell's text, trimmed; empty when the file or the row has not got it. */
export function cellText(row: OpenRow, column: ColumnName): string {
  const place = row.header.places[column];
  if (place < 0 || place >= row.cells.length) return '';
  const raw = row.cells[place] as string;
  if (raw === '') return '';
  const text = raw.trim();
  const first = text.charCodeAt(0);
  if (first === 61) return (FORCED_TEXT.exec(text)?.[1] ?? text).trim();
  return mayBeInvisible(first) || mayBeInvisible(text.charCodeAt(text.length - 1))
    ? text.replace(INVISIBLE_AT_ENDS, '')
    : text;
}

/** General punctuation, where most marks without width are, and the byte order mark. */
function mayBeInvisible(unit: number): boolean {
  return (unit >= 0x2000 && unit <= 0x206f) || unit === 0xfeff;
}

/** A text of limited length in code points; an empty one is `cell-missing` or the code given. */
export function neededText(
  row: OpenRow,
  column: ColumnName,
  limit: number,
  whenMissing: 'cell-missing' | 'authorisation-missing' = 'cell-missing',
): string | null {
  const text = cellText(row, column);
  if (text === '') {
    row.faults.push(fault(whenMissing, column));
    return null;
  }
  if (isLonger(text, limit)) {
    row.faults.push(fault('cell-too-long', column, { limit }));
    return null;
  }
  return text;
}

/** Counts code points: a rare character is two UTF-16 units, but one character of a name. */
export function isLonger(text: string, codePoints: number): boolean {
  return text.length > codePoints && Array.from(text).length > codePoints;
}

/** A date, or null when the cell is empty or faulty. */
export function dateIn(row: OpenRow, column: ColumnName): CalendarDate | null {
  const text = cellText(row, column);
  if (text === '') return null;
  const date = knownDate(text);
  if (date === null) row.faults.push(fault('date-unreadable', column));
  return date;
}

/** Amount in yuan as fen; null when nothing was declared or the cell is faulty. */
export function amountIn(row: OpenRow, column: ColumnName): Fen | null {
  const text = cellText(row, column);
  if (text === '') return null;
  const amount = knownAmount(text);
  if (amount !== null && amount >= 0 && amount <= MAX_AMOUNT_FEN) return amount;
  if (amount === null) row.faults.push(fault('amount-unreadable', column));
  else row.faults.push(fault(amount < 0 ? 'amount-negative' : 'amount-too-large', column));
  return null;
}

/** A whole number from 0 to 99; null when nothing was declared or the cell is faulty. */
export function countIn(row: OpenRow, column: ColumnName): number | null {
  const text = cellText(row, column);
  if (text === '') return null;
  const plain = text.normalize('NFKC');
  if (/^\d{1,2}$/.test(plain) && Number(plain) <= MAX_COUNT) return Number(plain);
  row.faults.push(fault('count-unreadable', column));
  return null;
}

/** The words that a column knows; null as a value means "none", as an empty cell does. */
export type Words<T> = { readonly byWord: ReadonlyMap<string, T>; readonly allowed: Said };

/** @param words the values' words; the first of each is Chinese, the second English, as a fault lists them */
export function wordList<T>(words: readonly (readonly [T, readonly string[]])[]): Words<T> {
  const listed = (at: number, joint: string) =>
    words.map(([, spellings]) => spellings[at] ?? spellings[0]).join(joint);
  return {
    byWord: new Map(
      words.flatMap(([value, spellings]) =>
        spellings.map((word) => [plainWord(word), value] as const),
      ),
    ),
    allowed: { zh: listed(0, '、'), en: listed(1, ', ') },
  };
}

function plainWord(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
}

/** The value of a word; null when the cell is empty or faulty. */
export function wordIn<T>(row: OpenRow, column: ColumnName, words: Words<T>): T | null {
  const text = cellText(row, column);
  if (text === '') return null;
  const value = words.byWord.get(text) ?? words.byWord.get(plainWord(text));
  if (value !== undefined) return value;
  row.faults.push(fault('word-unknown', column, { allowed: words.allowed }));
  return null;
}

/** As `wordIn`, but an empty cell is `cell-missing` or the code given. */
export function neededWordIn<T>(
  row: OpenRow,
  column: ColumnName,
  words: Words<T>,
  whenMissing: 'cell-missing' | 'authorisation-missing' = 'cell-missing',
): T | null {
  if (cellText(row, column) === '') row.faults.push(fault(whenMissing, column));
  return wordIn(row, column, words);
}

const REMEMBERED = 4096;
/** V8 copies strings below this length; a longer one kept as a key would keep its whole chunk of the file. */
const COPIED_LENGTH = 13;

/** Remembers what short texts were read as: a file holds the same few dates and codes again and again. */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = read(text);
    if (text.length < COPIED_LENGTH && known.size < REMEMBERED) known.set(text, value);
    return value;
  };
}

const knownDate = remembering(parseCalendarDate);
const knownAmount = remembering(fenFromYuanText);
