// Authorisations that were taken back. Their numbers are only here as blind indexes, and sealed with the reason.

import { type CalendarDate, type Instant, instant } from '../domain/calendar.ts';
import { SUITE_PARTS } from '../domain/crypto-suite.ts';
import { NONE_WITHDRAWN, type Withdrawn } from '../domain/permit.ts';
import { liesIn, type RegionCode } from '../domain/region.ts';
import type { Account } from '../domain/staff.ts';
import type { Database } from './database.ts';
import { blindIndex, type IndexKey } from './encryption/blind-index.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { openJson, sealJson } from './encryption/sealed-json.ts';
import { addEntries, entryOf } from './ledger/entries.ts';

export type Withdrawal = {
  /** `W12`, for the ledger. */
  readonly id: string;
  readonly authorisationNo: string;
  /** Of the office that took it down: it concerns households that lie there. */
  readonly region: RegionCode;
  readonly at: Instant;
  readonly by: Account;
  readonly reason: string;
  /** The day on which the person said so; null when nobody wrote it down. It holds from `at` on. */
  readonly on: CalendarDate | null;
};

export type NewWithdrawal = Omit<Withdrawal, 'id' | 'at'>;

type WithdrawalRow = {
  id: number;
  region: RegionCode;
  withdrawn_at: Instant;
  withdrawn_by: Account;
  key_wrapped: Buffer;
  key_version: number;
  sealed: Buffer;
};

type Sealed = Pick<Withdrawal, 'authorisationNo' | 'reason' | 'on'>;

export function withdrawalsIn(database: Database, dataKeys: DataKeys, indexKey: IndexKey) {
  const indexOf = (no: string) => blindIndex(indexKey, 'authorisation', no);
  return {
    /** Holds from now on. Told twice, it is kept once. @returns its id */
    async add({ authorisationNo, region, by, reason, on }: NewWithdrawal): Promise<string> {
      const next = await database.one<{ id: number }>(
        `select nextval(pg_get_serial_sequence('authorisation_withdrawals', 'id')) as id`,
      );
      const id = next?.id ?? 0;
      const { wrapped, version, key } = dataKeys.create(owner(id));
      const sealed = sealJson({ authorisationNo, reason, on } satisfies Sealed, key, owner(id));
      return database.transaction(async (client) => {
        const { rows } = await client.query<{ id: number; is_new: boolean }>(
          `with added as (
           insert into authorisation_withdrawals
             (id, no_index, region, withdrawn_by, key_wrapped, key_version, sealed)
           overriding system value values ($1, $2, $3, $4, $5, $6, $7)
           on conflict (no_index, region) do nothing returning id)
         select id, true as is_new from added
         union all
         select id, false from authorisation_withdrawals where no_index = $2 and region = $3
         limit 1`,
          [id, indexOf(authorisationNo), region, by, wrapped, version, sealed],
        );
        const kept = `W${rows[0]?.id ?? id}`;
        if (rows[0]?.is_new) {
          const deed = {
            at: instant(new Date()),
            actor: by,
            kind: 'authorisation-withdrawn',
            subject: kept,
            purpose: null,
            content: { authorisationNo, region, reason, on },
          } as const;
          await addEntries(client, [entryOf(deed, SUITE_PARTS[dataKeys.suite].digest)]);
        }
        return kept;
      });
    },

    /** Which of these were withdrawn by now. There are few withdrawals, often none: then nothing is computed. */
    async among(
      authorisations: readonly {
        readonly authorisationNo: string;
        readonly region: RegionCode;
      }[],
    ): Promise<Withdrawn> {
      const any = await database.one<{ are: boolean }>(
        'select exists (select from authorisation_withdrawals) as are',
      );
      if (!any?.are || authorisations.length === 0) return NONE_WITHDRAWN;
      const indexes = new Map(
        [...new Set(authorisations.map((one) => one.authorisationNo))].map(
          (no) => [indexOf(no).toString('hex'), no] as const,
        ),
      );
      const rows = await database.rows<{ no_index: Buffer; region: RegionCode }>(
        'select no_index, region from authorisation_withdrawals where no_index = any($1)',
        [[...indexes.keys()].map((hex) => Buffer.from(hex, 'hex'))],
      );
      const regionsOf = new Map<string, RegionCode[]>();
      for (const { no_index, region } of rows) {
        const no = indexes.get(no_index.toString('hex')) ?? '';
        regionsOf.set(no, [...(regionsOf.get(no) ?? []), region]);
      }
      return {
        // A household whose file names no more than its county may be that of any of its towns.
        has: (no, region) =>
          (regionsOf.get(no) ?? []).some((one) => liesIn(region, one) || liesIn(one, region)),
      };
    },

    /** The newest first. */
    async list({ limit }: { limit: number }): Promise<Withdrawal[]> {
      const rows = await database.rows<WithdrawalRow>(
        `select id, region, withdrawn_at, withdrawn_by, key_wrapped, key_version, sealed
         from authorisation_withdrawals order by id desc limit $1`,
        [limit],
      );
      return rows.map((row) => {
        const wrapped = { wrapped: row.key_wrapped, version: row.key_version };
        const key = dataKeys.unwrap(owner(row.id), wrapped);
        return {
          id: `W${row.id}`,
          region: row.region,
          at: row.withdrawn_at,
          by: row.withdrawn_by,
          ...openJson<Sealed>(row.sealed, key, owner(row.id)),
        };
      });
    },
  };
}

function owner(id: number): string {
  return `withdrawal/${id}`;
}
