// What the search form asks, read from an address and written into one.

import { z } from 'zod';
import { SEARCH } from '../../../config/messages/audit.ts';
import { type CalendarDate, parseCalendarDate } from '../../../domain/calendar.ts';
import type { Said } from '../../../domain/errors.ts';
import { parseRegionCode } from '../../../domain/region.ts';
import { CONCLUSIONS } from '../../../domain/report.ts';
import { SCHEMES } from '../../../domain/scheme.ts';
import { parseReportNumber } from '../../../reports/number.ts';
import type { ReportQuery } from '../../../store/report-search.ts';

const text = z.string().trim().max(60).optional();
/** A field that was left empty is no condition. */
const given = (value: string | undefined) =>
  value === undefined || value === '' ? undefined : value;

export const SEARCH_FIELDS = z.object({
  number: text,
  region: text,
  from: text,
  until: text,
  conclusion: z.enum(CONCLUSIONS).or(z.literal('')).optional(),
  kind: text,
  scheme: z.enum(SCHEMES).or(z.literal('')).optional(),
  caseworker: text,
  superseded: text,
  after: z.string().max(300).optional(),
});
export type SearchFields = z.infer<typeof SEARCH_FIELDS>;

/** @returns the query, or what is wrong with the form */
export function queryOf(fields: SearchFields): { query: ReportQuery } | { fault: Said } {
  const number = given(fields.number);
  const region = given(fields.region);
  const [from, until] = [given(fields.from), given(fields.until)];
  const parsed = number === undefined ? null : parseReportNumber(number);
  if (number !== undefined && parsed === null) return { fault: SEARCH.notANumber };
  const code = region === undefined ? null : parseRegionCode(region);
  if (region !== undefined && code === null) return { fault: SEARCH.notARegion };
  const [first, last] = [from, until].map((date) =>
    date === undefined ? null : parseCalendarDate(date),
  );
  const isWrong = (asked: string | undefined, read: CalendarDate | null | undefined) =>
    asked !== undefined && read === null;
  if (isWrong(from, first) || isWrong(until, last) || (first && last && first > last)) {
    return { fault: SEARCH.notADate };
  }
  const kind = given(fields.kind);
  const caseworker = given(fields.caseworker);
  return {
    query: {
      ...(parsed && { number: parsed.number }),
      ...(code && { region: code }),
      ...(first && { from: first }),
      ...(last && { until: last }),
      ...(fields.conclusion && { conclusion: fields.conclusion }),
      ...(kind !== undefined && { kinds: [kind] }),
      ...(fields.scheme && { scheme: fields.scheme }),
      ...(caseworker !== undefined && { caseworker }),
      ...(given(fields.superseded) !== undefined && { superseded: true }),
    },
  };
}

/** The address of a search, for a link from a figure to what it counts. */
export function searchAddress(fields: SearchFields): string {
  const query = new URLSearchParams(
    Object.entries(fields).filter(
      (field): field is [string, string] => field[1] !== undefined && field[1] !== '',
    ),
  );
  return query.size === 0 ? '/search' : `/search?${query}`;
}
