// What can be said of a report that somebody shows: by its seal alone, or with what the office has on record.

import type { CalendarDate } from '../../domain/calendar.ts';
import type { SealedReport } from '../../domain/report.ts';
import { checkSealedReport, type Verifier } from '../seal.ts';
import { isValidOn } from '../validity.ts';

export const DOCUMENT_STATES = [
  'genuine',
  'superseded',
  'expired',
  'altered',
  'unknown-key',
  'not-on-record',
  'no-report',
] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** What the office has on record under the report's number. */
export type OnRecord = {
  readonly digest: string;
  readonly isCurrent: boolean;
  readonly validUntil: CalendarDate;
};

export type DocumentCheck = {
  readonly state: DocumentState;
  /** The report that was checked; null where there is none to speak of. */
  readonly report: SealedReport | null;
};

/**
 * @param record `undefined`: not asked, as where there is no database. Superseding can then not be told.
 */
export function checkDocument(
  json: string | null,
  verifierOf: (keyId: string) => Verifier | null,
  today: CalendarDate,
  record?: OnRecord | null,
): DocumentCheck {
  const parsed = json === null ? null : parseReport(json);
  if (parsed === null) return { state: 'no-report', report: null };
  const seal = checkSealedReport(parsed, verifierOf);
  if (seal !== 'genuine') return { state: seal, report: null };
  const report = parsed as SealedReport;
  if (record === null) return { state: 'not-on-record', report };
  if (record !== undefined && record.digest !== report.digest) return { state: 'altered', report };
  if (record !== undefined && !record.isCurrent) return { state: 'superseded', report };
  // What is on record may have been renewed since.
  return { state: isValidOn(record ?? report, today) ? 'genuine' : 'expired', report };
}

/** A file of ours has a format; anything else was never a report. */
function parseReport(json: string): object | null {
  try {
    const value: unknown = JSON.parse(json);
    const isOurs =
      typeof value === 'object' &&
      value !== null &&
      'format' in value &&
      value.format === 'hedui-report/1';
    return isOurs ? value : null;
  } catch {
    return null;
  }
}
