// Verifications of the whole ledger that somebody asked for: how far the one under way is, and what the last one found.

import type { Instant } from '../../domain/calendar.ts';
import type { Database } from '../database.ts';
import type { LedgerFault, LedgerVerified } from './verify-ledger.ts';

type Asked = { readonly id: number; readonly askedBy: string; readonly askedAt: Instant };

export type VerificationUnderWay = Asked & {
  /** Entries so far, of so many; 0 of 0 until a worker has begun. */
  readonly verified: number;
  readonly size: number;
};

export type VerificationDone = Asked & {
  readonly finishedAt: Instant;
  /** Up to this entry. */
  readonly size: number;
  readonly checkpoints: number;
  readonly faults: readonly LedgerFault[];
};

/** A worker that is silent for so long is taken for dead; comparing the reports at the end says nothing for a while. */
const DEAD_AFTER = '5 minutes';

export type LedgerVerifications = ReturnType<typeof ledgerVerificationsIn>;

export function ledgerVerificationsIn(database: Database) {
  return {
    /** @returns false when one is under way already */
    async ask(account: string): Promise<boolean> {
      const rows = await database.rows(
        'insert into ledger_verifications (asked_by) values ($1) on conflict do nothing returning id',
        [account],
      );
      return rows.length > 0;
    },

    async underWay(): Promise<VerificationUnderWay | null> {
      return database.one<VerificationUnderWay>(
        `select id, asked_by as "askedBy", asked_at as "askedAt", verified, size
         from ledger_verifications where finished_at is null`,
      );
    },

    /** The last that came to an end. */
    async last(): Promise<VerificationDone | null> {
      return database.one<VerificationDone>(
        `select id, asked_by as "askedBy", asked_at as "askedAt", finished_at as "finishedAt", size, checkpoints, faults
         from ledger_verifications where finished_at is not null order by id desc limit 1`,
      );
    },

    /** Makes what was asked for the caller's. @returns its id; null when nothing was, or another is at it */
    async claim(): Promise<number | null> {
      const row = await database.one<{ id: number }>(
        `update ledger_verifications set seen_at = now(), verified = 0
         where finished_at is null and (seen_at is null or seen_at < now() - interval '${DEAD_AFTER}')
         returning id`,
      );
      return row?.id ?? null;
    },

    async progress(id: number, verified: number, size: number): Promise<void> {
      await database.rows(
        `update ledger_verifications set seen_at = now(), verified = $2, size = $3
         where id = $1 and finished_at is null`,
        [id, verified, size],
      );
    },

    async finish(id: number, { size, checkpoints, faults }: LedgerVerified): Promise<void> {
      await database.rows(
        `update ledger_verifications
         set finished_at = now(), verified = $2, size = $2, checkpoints = $3, faults = $4
         where id = $1 and finished_at is null`,
        [id, size, checkpoints, JSON.stringify(faults)],
      );
    },
  };
}
