// What becomes of rechecks: the report holds for longer, or another took its place, with what changed.

import { type CalendarDate, type Instant, instant } from '../../domain/calendar.ts';
import type { ChangeReport } from '../../domain/change.ts';
import { SUITE_PARTS } from '../../domain/crypto-suite.ts';
import type { RecheckCause } from '../../domain/support.ts';
import { type BatchId, batchIdOf } from '../batch-ids.ts';
import type { Database } from '../database.ts';
import type { DataKeys } from '../encryption/data-keys.ts';
import type { SealingKey } from '../encryption/sealing-key.ts';
import { openJson, sealJson } from '../encryption/sealed-json.ts';
import { householdOwner, keysOfHouseholds } from '../household-keys.ts';
import { addEntries, entryOf } from '../ledger/entries.ts';

export type Renewal = {
  readonly householdId: number;
  readonly verification: number;
  /** Of the report that holds for longer. */
  readonly number: string;
  readonly verifiedOn: CalendarDate;
  readonly validUntil: CalendarDate;
};

export type Recheck = {
  readonly householdId: number;
  readonly verification: number;
  readonly batchId: BatchId;
  readonly night: CalendarDate;
  readonly because: readonly RecheckCause[];
  /** `overtaken`: the next began before every department had answered. */
  readonly outcome: 'open' | 'renewed' | 'changed' | 'overtaken';
  readonly settledAt: Instant | null;
  readonly reportNumber: string | null;
};

const RECHECK = `
  c.household_id as "householdId", c.verification, c.batch_id as "batchNumber", c.night, c.because, c.outcome,
  c.settled_at as "settledAt", c.report_number as "reportNumber"`;
type RecheckRow = Omit<Recheck, 'batchId'> & { batchNumber: number };

export function changesPlace(id: number, verification: number): string {
  return `${householdOwner(id)}/changes/${verification}`;
}

export type Settlements = ReturnType<typeof settlementsIn>;

export function settlementsIn(database: Database, dataKeys: DataKeys) {
  return {
    /** Whether and why households are in a recheck whose outcome is open. */
    async open(
      asked: readonly { readonly householdId: number; readonly verification: number }[],
    ): Promise<Recheck[]> {
      const rows = await database.rows<RecheckRow>(
        `select ${RECHECK} from rechecks c
         join unnest($1::bigint[], $2::int[]) as given (id, verification)
           on c.household_id = given.id and c.verification = given.verification
         where c.outcome = 'open'`,
        [asked.map((one) => one.householdId), asked.map((one) => one.verification)],
      );
      return rows.map(toRecheck);
    },

    /** Nothing changed: the reports hold for longer, and the ledger knows. Renewing twice renews once. */
    async renew(renewals: readonly Renewal[], at: Date): Promise<void> {
      if (renewals.length === 0) return;
      await database.transaction(async (client) => {
        const { rows } = await client.query<{ number: string }>(
          `insert into report_renewals (number, verification, verified_on, valid_until, at)
           select number, verification, verified_on, valid_until, $5
           from unnest($1::text[], $2::int[], $3::date[], $4::date[]) as given (number, verification, verified_on, valid_until)
           on conflict do nothing returning number`,
          [
            renewals.map((one) => one.number),
            renewals.map((one) => one.verification),
            renewals.map((one) => one.verifiedOn),
            renewals.map((one) => one.validUntil),
            instant(at),
          ],
        );
        await client.query(
          `update rechecks c set outcome = 'renewed', settled_at = $4, report_number = given.number
           from unnest($1::bigint[], $2::int[], $3::text[]) as given (id, verification, number)
           where c.household_id = given.id and c.verification = given.verification and c.outcome = 'open'`,
          [
            renewals.map((one) => one.householdId),
            renewals.map((one) => one.verification),
            renewals.map((one) => one.number),
            instant(at),
          ],
        );
        const renewed = new Set(rows.map(({ number }) => number));
        await addEntries(
          client,
          renewals
            .filter(({ number }) => renewed.has(number))
            .map((renewal) =>
              entryOf(
                {
                  at: instant(at),
                  actor: 'worker',
                  kind: 'recheck',
                  subject: renewal.number,
                  purpose: 'recheck',
                  content: renewal,
                },
                SUITE_PARTS[dataKeys.suite].digest,
              ),
            ),
        );
      });
    },

    /** Nothing changed, and the report is as it was. */
    async uphold(upheld: readonly Renewal[], at: Date): Promise<void> {
      await database.rows(
        `update rechecks c set outcome = 'renewed', settled_at = $4, report_number = given.number
         from unnest($1::bigint[], $2::int[], $3::text[]) as given (id, verification, number)
         where c.household_id = given.id and c.verification = given.verification and c.outcome = 'open'`,
        [
          upheld.map((one) => one.householdId),
          upheld.map((one) => one.verification),
          upheld.map((one) => one.number),
          instant(at),
        ],
      );
    },

    /** Another report took the place of the one before. */
    async change(
      changed: readonly {
        readonly householdId: number;
        readonly verification: number;
        readonly number: string;
        readonly report: ChangeReport;
      }[],
      at: Date,
    ): Promise<void> {
      if (changed.length === 0) return;
      const keys = await keysOfHouseholds(
        database,
        dataKeys,
        changed.map(({ householdId }) => householdId),
      );
      const sealable = changed.filter(({ householdId }) => keys.has(householdId));
      await database.rows(
        `update rechecks c set outcome = 'changed', settled_at = $5, report_number = given.number, sealed = given.sealed
         from unnest($1::bigint[], $2::int[], $3::text[], $4::bytea[]) as given (id, verification, number, sealed)
         where c.household_id = given.id and c.verification = given.verification`,
        [
          sealable.map((one) => one.householdId),
          sealable.map((one) => one.verification),
          sealable.map((one) => one.number),
          sealable.map(({ householdId, verification, report }) =>
            sealJson(
              report,
              keys.get(householdId) as SealingKey,
              changesPlace(householdId, verification),
            ),
          ),
          instant(at),
        ],
      );
    },

    /** What a report says that the one before it did not; null when it comes of no recheck. */
    async changesOf(reportNumber: string): Promise<ChangeReport | null> {
      const row = await database.one<{
        household_id: number;
        verification: number;
        sealed: Buffer | null;
      }>(
        `select household_id, verification, sealed from rechecks
         where report_number = $1 and outcome = 'changed' order by verification desc limit 1`,
        [reportNumber],
      );
      if (!row?.sealed) return null;
      const key = (await keysOfHouseholds(database, dataKeys, [row.household_id])).get(
        row.household_id,
      );
      return key === undefined
        ? null
        : openJson<ChangeReport>(row.sealed, key, changesPlace(row.household_id, row.verification));
    },

    async ofNight(night: CalendarDate): Promise<Record<Recheck['outcome'], number>> {
      const rows = await database.rows<{ outcome: Recheck['outcome']; count: number }>(
        'select outcome, count(*) from rechecks where night = $1 group by 1',
        [night],
      );
      const counted = { open: 0, renewed: 0, changed: 0, overtaken: 0 };
      for (const { outcome, count } of rows) counted[outcome] = count;
      return counted;
    },
  };
}

function toRecheck({ batchNumber, ...row }: RecheckRow): Recheck {
  return { ...row, batchId: batchIdOf(batchNumber) };
}
