// Alerts: a change that somebody should look at. The same change of the same household never alerts twice.

import type { CalendarDate, Instant } from '../../domain/calendar.ts';
import { instant } from '../../domain/calendar.ts';
import type { Change, ChangeGrade } from '../../domain/change.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { Database } from '../database.ts';
import type { DataKeys } from '../encryption/data-keys.ts';
import { blindIndex, type IndexKey } from '../encryption/blind-index.ts';
import type { SealingKey } from '../encryption/sealing-key.ts';
import { openJson, sealJson } from '../encryption/sealed-json.ts';
import { householdOwner, keysOfHouseholds } from '../household-keys.ts';

export type Alert = {
  readonly id: number;
  readonly supportId: number;
  readonly householdId: number;
  readonly verification: number;
  readonly region: RegionCode;
  readonly kind: string;
  readonly grade: ChangeGrade;
  readonly raisedOn: CalendarDate;
  readonly seenBy: string | null;
  readonly seenAt: Instant | null;
  readonly change: Change;
  /** The report that the change stands in; of what led to none, the household's newest. */
  readonly reportNumber: string | null;
};

type AlertRow = Omit<Alert, 'change'> & { sealed: Buffer };

export type Alerts = ReturnType<typeof alertsIn>;

export function alertsIn(database: Database, dataKeys: DataKeys, indexKey: IndexKey) {
  return {
    /** @returns how many had not been raised before */
    async raise(
      raised: readonly {
        readonly supportId: number;
        readonly householdId: number;
        readonly verification: number;
        readonly region: RegionCode;
        readonly change: Change;
      }[],
      on: CalendarDate,
    ): Promise<number> {
      if (raised.length === 0) return 0;
      const keys = await keysOfHouseholds(
        database,
        dataKeys,
        raised.map(({ householdId }) => householdId),
      );
      const sealable = raised.filter(({ householdId }) => keys.has(householdId));
      const prints = sealable.map(({ change }) =>
        blindIndex(indexKey, 'alert', `${change.personNo}\0${change.identity}`),
      );
      const rows = await database.rows(
        `insert into alerts (support_id, household_id, verification, region, kind, grade, fingerprint, raised_on, sealed)
         select support_id, household_id, verification, region, kind, grade, fingerprint, $8, sealed
         from unnest($1::bigint[], $2::bigint[], $3::int[], $4::text[], $5::text[], $6::text[], $7::bytea[], $9::bytea[])
           as given (support_id, household_id, verification, region, kind, grade, fingerprint, sealed)
         on conflict do nothing returning id`,
        [
          sealable.map((one) => one.supportId),
          sealable.map((one) => one.householdId),
          sealable.map((one) => one.verification),
          sealable.map((one) => one.region),
          sealable.map((one) => one.change.kind),
          sealable.map((one) => one.change.grade),
          prints,
          on,
          sealable.map(({ householdId, change }, place) =>
            sealJson(
              change,
              keys.get(householdId) as SealingKey,
              alertPlace(householdId, prints[place] as Buffer),
            ),
          ),
        ],
      );
      return rows.length;
    },

    /** Deaths and double support first, then the newest. */
    async list(page: {
      readonly limit: number;
      readonly seenToo?: boolean;
      readonly region?: string;
      readonly householdId?: number;
    }): Promise<Alert[]> {
      const rows = await database.rows<AlertRow & { fingerprint: Buffer }>(
        `select a.id, a.support_id as "supportId", a.household_id as "householdId", a.verification, a.region, a.kind,
                a.grade, a.raised_on as "raisedOn", a.seen_by as "seenBy", a.seen_at as "seenAt", a.sealed, a.fingerprint,
                coalesce(c.report_number, (select r.number from reports r
                  where r.household_id = a.household_id and r.is_current
                  order by r.verification desc limit 1)) as "reportNumber"
         from alerts a left join rechecks c on c.household_id = a.household_id and c.verification = a.verification
         where ($2 or a.seen_at is null) and ($3::text is null or a.region like $3 || '%')
           and ($4::bigint is null or a.household_id = $4)
         order by array_position(array['urgent', 'weighty', 'notice'], a.grade), a.raised_on desc, a.id desc limit $1`,
        [page.limit, page.seenToo ?? false, page.region ?? null, page.householdId ?? null],
      );
      const keys = await keysOfHouseholds(
        database,
        dataKeys,
        rows.map((row) => row.householdId),
      );
      return rows.flatMap(({ sealed, fingerprint, ...row }) => {
        const key = keys.get(row.householdId);
        if (key === undefined) return [];
        return [
          {
            ...row,
            change: openJson<Change>(sealed, key, alertPlace(row.householdId, fingerprint)),
          },
        ];
      });
    },

    /** Whether there is one of this id, for whoever asks. */
    async isThere(id: number): Promise<boolean> {
      return (await database.one('select from alerts where id = $1', [id])) !== null;
    },

    /** @returns false when it was seen before, or there is none */
    async markSeen(id: number, by: string, at: Date): Promise<boolean> {
      const rows = await database.rows(
        'update alerts set seen_by = $2, seen_at = $3 where id = $1 and seen_at is null returning id',
        [id, by, instant(at)],
      );
      return rows.length === 1;
    },

    async counts(): Promise<Record<ChangeGrade, number>> {
      const rows = await database.rows<{ grade: ChangeGrade; count: number }>(
        'select grade, count(*) from alerts where seen_at is null group by 1',
      );
      const counted = { urgent: 0, weighty: 0, notice: 0 };
      for (const { grade, count } of rows) counted[grade] = count;
      return counted;
    },
  };
}

function alertPlace(householdId: number, fingerprint: Buffer): string {
  return `${householdOwner(householdId)}/alert/${fingerprint.toString('hex')}`;
}
