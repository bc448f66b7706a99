// Whether reports are good, and until when: all that is told of them to other authorities. Nothing here opens a report.

import type { CalendarDate, Instant } from '../domain/calendar.ts';
import type { CitizenId } from '../domain/citizen-id.ts';
import type { SchemeId } from '../domain/scheme.ts';
import type { Database } from './database.ts';
import { blindIndex, type IndexKey } from './encryption/blind-index.ts';

export type ReportState = {
  readonly number: string;
  readonly scheme: SchemeId;
  readonly issuedAt: Instant;
  readonly validUntil: CalendarDate;
  /** Of the sealed report, hex: what a code on paper is held against. */
  readonly digest: string;
  /** False when another report of the household took its place. */
  readonly isCurrent: boolean;
};

type StateRow = {
  number: string;
  scheme: SchemeId;
  issued_at: Instant;
  valid_until: CalendarDate;
  digest: Buffer;
  is_current: boolean;
};

/** A recheck that found nothing new has no report, so the report before it goes on. */
const LATER = `
  select from reports later where later.household_id = r.household_id and later.verification > r.verification`;

/** Of a household that was verified again, the newest verification counts. */
const STATE = `
  r.number, b.scheme, r.issued_at, r.digest,
  coalesce((select max(n.valid_until) from report_renewals n where n.number = r.number), r.valid_until) as valid_until,
  r.is_current and not exists (${LATER}) as is_current
  from reports r join households h on h.id = r.household_id join batches b on b.id = r.batch_id`;
/** No one is in so many households that are being helped. */
const MOST_HOUSEHOLDS = 20;

export type ReportStates = ReturnType<typeof reportStatesIn>;

export function reportStatesIn(database: Database, indexKey: IndexKey) {
  return {
    /** null when there is no such report, or its household was erased. */
    async byNumber(number: string): Promise<ReportState | null> {
      const row = await database.one<StateRow>(
        `select ${STATE} where r.number = $1 and h.key_wrapped is not null`,
        [number],
      );
      return row && toState(row);
    },

    /** The current reports of households that a person belongs to; of a supporter's they say nothing about him. */
    async ofPerson(idNumber: CitizenId): Promise<ReportState[]> {
      const rows = await database.rows<StateRow>(
        `select ${STATE}
         where r.is_current and not exists (${LATER}) and h.key_wrapped is not null
           and exists (select from persons p
                       where p.household_id = h.id and p.id_index = $1 and p.role <> 'supporter')
         order by r.issued_at desc, r.number limit $2`,
        [blindIndex(indexKey, 'citizen-id', idNumber), MOST_HOUSEHOLDS],
      );
      return rows.map(toState);
    },
  };
}

function toState(row: StateRow): ReportState {
  return {
    number: row.number,
    scheme: row.scheme,
    issuedAt: row.issued_at,
    validUntil: row.valid_until,
    digest: row.digest.toString('hex'),
    isCurrent: row.is_current,
  };
}
