// What signals of rising income and of dismissals rest on: the reports of an applicant, and what people decided.

import type { Month } from '../../domain/calendar.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { SealedReport } from '../../domain/report.ts';
import type { Database } from '../database.ts';
import type { DataKeys } from '../encryption/data-keys.ts';
import { openJson } from '../encryption/sealed-json.ts';
import { keysOfHouseholds, reportPlace } from '../household-keys.ts';
import { APPLICANT } from './ties.ts';

/** Decided on one kind of finding in one month. */
export type MonthTally = {
  readonly account: string;
  readonly region: RegionCode;
  readonly kind: string;
  readonly month: Month;
  readonly decided: number;
  readonly dismissed: number;
};

/** One verification of an applicant's household. */
export type VerificationOfApplicant = {
  readonly applicant: string;
  readonly householdId: number;
  readonly report: SealedReport;
  /** Blind indexes of ID numbers by the persons' numbers; without a number, who it is in this household. */
  readonly persons: ReadonlyMap<number, string>;
};

export type SignalEvidence = ReturnType<typeof signalEvidenceIn>;

/** Reports that are looked back upon. */
const MOST_REPORTS = 12;

export function signalEvidenceIn(database: Database, dataKeys: DataKeys) {
  return {
    /**
     * The newest reports of the applicants of these households, of whichever household they stood in, where there are at
     * least so many.
     */
    async histories(
      householdIds: readonly number[],
      reports: number,
    ): Promise<VerificationOfApplicant[]> {
      const rows = await database.rows<{
        applicant: string;
        householdId: number;
        verification: number;
        version: number;
        sealed: Buffer;
        persons: { no: number; key: string }[];
      }>(
        `with wanted as (
           select distinct ${APPLICANT} as applicant from households h where h.id = any($1)),
         theirs as (
           select w.applicant, p.household_id from wanted w
           join persons p on p.id_index = w.applicant and p.role = 'applicant'),
         counted as (
           select t.applicant, r.household_id, r.verification, r.version, r.sealed,
                  count(*) over (partition by t.applicant) as reports,
                  row_number() over (partition by t.applicant order by r.issued_at desc, r.number desc) as place
           from theirs t join reports r on r.household_id = t.household_id and r.is_current)
         select encode(c.applicant, 'hex') as applicant, c.household_id as "householdId", c.verification, c.version,
                c.sealed,
                (select json_agg(json_build_object('no', p.no, 'key',
                          coalesce(encode(p.id_index, 'hex'), c.household_id || '/' || p.no)))
                 from persons p where p.household_id = c.household_id) as persons
         from counted c where c.reports >= $2 and c.place <= ${MOST_REPORTS}
         order by c.applicant, c.place`,
        [householdIds, reports],
      );
      const keys = await keysOfHouseholds(
        database,
        dataKeys,
        rows.map(({ householdId }) => householdId),
      );
      return rows.flatMap(({ applicant, householdId, verification, version, sealed, persons }) => {
        const key = keys.get(householdId);
        if (key === undefined) return [];
        const place = reportPlace(householdId, verification, version);
        return [
          {
            applicant,
            householdId,
            report: openJson<SealedReport>(sealed, key, place),
            persons: new Map(persons.map((person) => [person.no, person.key])),
          },
        ];
      });
    },

    /** What each member of the staff confirmed and dismissed in whole months; of each finding the last word counts. */
    async decisions(from: Month, until: Month): Promise<MonthTally[]> {
      return database.rows<MonthTally>(
        `select r.by_account as account, s.region, r.kind,
                to_char(r.at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, count(*) as decided,
                count(*) filter (where r.decision = 'dismiss') as dismissed
         from reviews r join staff s on s.account = r.by_account
         where r.decision in ('confirm', 'dismiss')
           and r.at >= ($1 || '-01')::date::timestamp at time zone 'Asia/Shanghai'
           and r.at < (($2 || '-01')::date + interval '1 month') at time zone 'Asia/Shanghai'
           and not exists (select from reviews later
                           where later.household_id = r.household_id and later.verification = r.verification
                             and later.finding_digest = r.finding_digest and later.seq > r.seq)
         group by 1, 2, 3, 4 order by 1, 3, 4`,
        [from, until],
      );
    },
  };
}
