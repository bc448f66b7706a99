// Fields of a foreign record, read from the texts and codes in which departments' systems send them.
// A field that is missing, null or blank means "not recorded" and reads as null. One that is filled but cannot be
// read is a fault of the whole record: a figure that we misread is worse than one that we do not have.

import { z } from 'zod';
import { asMonth, type CalendarDate, type Month, parseCalendarDate } from '../domain/calendar.ts';
import { type Fen, fen, fenFromYuanText } from '../domain/money.ts';

/** No field of a register is longer; what is longer is not a field but a broken file. */
const LONGEST_TEXT = 1000;
/** What older systems write into a date column when they have no date. */
const NO_DATE = /^(0000|1900[-/]?01[-/]?01|9999[-/]?12[-/]?31)/;

/** null: not recorded. undefined: cannot be read. */
type Reading<T> = T | null | undefined;

/** A bare `z.transform`, no schema before it: a record of ten fields costs a third of a microsecond. */
function reading<T, Given extends T | null>(
  read: (text: string) => Reading<T>,
  accepts: (value: T | null) => value is Given,
  expected: string,
) {
  return z.transform((value: unknown, context): Given => {
    const text = typeof value === 'number' ? String(value) : (value ?? '');
    if (typeof text === 'string' && text.length <= LONGEST_TEXT) {
      const plain = text.trim();
      const given = plain === '' ? null : read(plain);
      if (given !== undefined && accepts(given)) return given;
    }
    // The value stays out of the issue: it may be a name or an amount.
    context.issues.push({ code: 'custom', message: `must be ${expected}`, input: undefined });
    return z.NEVER;
  });
}

function field<T>(read: (text: string) => Reading<T>, expected: string) {
  return {
    optional: reading(read, (_value): _value is T | null => true, `${expected} or nothing`),
    required: reading(read, (value): value is T => value !== null, expected),
  };
}

export const text = field<string>((given) => given, 'text');

/** An ID number as the record holds it: 18 or 15 characters, perhaps masked; only width, spaces and x are evened. */
export const idNumber = field<string>(evenIdNumber, 'an ID number');

export const date = field<CalendarDate>(
  (given) => (NO_DATE.test(given) ? null : (parseCalendarDate(given.slice(0, 10)) ?? undefined)),
  'a date',
);

/** `YYYYMM` or `YYYY-MM`. Month 00 stands for "some time in that year" and is not a month. */
export const month = field<Month>((given) => {
  const parts = /^(\d{4})-?(0[1-9]|1[0-2]|00)$/.exec(given);
  if (!parts) return undefined;
  return parts[2] === '00' ? null : asMonth(`${parts[1]}-${parts[2]}`);
}, 'a month');

/** Yuan as text to fen. Registers write plain digits, millions of times; only other spellings need the full reader. */
export const yuan = field<Fen>((given) => {
  const plain = /^\d{1,11}(?:\.(\d\d?))?$/.exec(given);
  if (!plain) return fenFromYuanText(given) ?? undefined;
  const decimals = plain[1];
  if (decimals === undefined) return fen(Number(given) * 100);
  const whole = Number(given.slice(0, -1 - decimals.length));
  return fen(whole * 100 + Number(decimals) * (decimals.length === 1 ? 10 : 1));
}, 'an amount in yuan');

export const wholeNumber = field<number>(
  (given) => (/^\d{1,9}$/.test(given) ? Number(given) : undefined),
  'a whole number',
);

/** Ten thousand yuan (万元), in which capital is subscribed, as text to fen: six decimals are the last fen. */
export const tenThousandYuan = field<Fen>((given) => {
  const parts = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(given.replace(/,(?=\d{3}(?:\D|$))/g, ''));
  if (!parts) return undefined;
  return fen(Number(parts[1]) * 1_000_000 + Number((parts[2] ?? '').padEnd(6, '0')));
}, 'an amount in ten thousand yuan');

/** Square metres as text to hundredths of a square metre. */
export const squareMetres = field<number>(areaX100, 'an area in square metres');

/** Mu (亩, 1/15 hectare) as text to hundredths of a mu. */
export const mu = field<number>(areaX100, 'an area in mu');

/** A registered area of 0 is one that was never entered. */
function areaX100(given: string): Reading<number> {
  const parts = /^(\d{1,9})(?:\.(\d+))?$/.exec(given);
  if (!parts) return undefined;
  return Math.round(Number(`${parts[1]}.${parts[2] ?? '0'}`) * 100) || null;
}

/** A code of the department's code list, translated. A code that is not in the list cannot be read. */
export function code<T>(meanings: Readonly<Record<string, T>>) {
  const byCode = new Map(Object.entries(meanings));
  return field<T & {}>(
    (given) => (byCode.get(given) ?? undefined) as Reading<T & {}>,
    `one of ${[...byCode.keys()].join(', ')}`,
  );
}

/** Full-width digits, spaces and a small x, as old input masks left them. */
export function evenIdNumber(given: string): string {
  if (/^[\dX]+$/.test(given)) return given;
  return given.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}
