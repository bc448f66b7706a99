// Who is signed in to the console. The token is only in the browser's cookie; the store knows its digest.

import type { Instant } from '../domain/calendar.ts';
import type { RegionCode } from '../domain/region.ts';
import type { Account, StaffRole } from '../domain/staff.ts';
import type { Database } from './database.ts';

/** What is left to do until the session opens the pages. */
export type SessionStage = 'second-factor' | 'signed-in';

export type Session = {
  readonly account: Account;
  readonly name: string;
  readonly office: string;
  readonly region: RegionCode;
  readonly role: StaffRole;
  readonly stage: SessionStage;
  readonly purpose: string | null;
  readonly mustChangePassword: boolean;
  readonly createdAt: Instant;
};

/** A session ends when it was not used for so long, and in any case so long after it began. */
export type SessionTerms = { readonly idleSeconds: number; readonly wholeSeconds: number };

type SessionRow = {
  account: Account;
  name: string;
  office: string;
  region: RegionCode;
  role: StaffRole;
  stage: SessionStage;
  purpose: string | null;
  must_change_password: boolean;
  created_at: Instant;
};

/** Looking at pages writes this often at most. */
const SEEN_EVERY_SECONDS = 30;

export type Sessions = ReturnType<typeof sessionsIn>;

export function sessionsIn(database: Database) {
  return {
    async begin(tokenDigest: Buffer, account: Account, stage: SessionStage): Promise<void> {
      await database.rows(
        'insert into sessions (token_digest, account, stage) values ($1, $2, $3)',
        [tokenDigest, account, stage],
      );
    },

    /** null when it is unknown or over, or its account was disabled. What the account may do is read anew each time. */
    async find(tokenDigest: Buffer, terms: SessionTerms): Promise<Session | null> {
      const row = await database.one<SessionRow>(
        `with seen as (
           update sessions set seen_at = now()
           where token_digest = $1 and seen_at < now() - make_interval(secs => $4)
             and seen_at >= now() - make_interval(secs => $2))
         select s.account, s.stage, s.purpose, s.created_at, m.name, m.office, m.region, m.role,
                m.must_change_password
         from sessions s join staff m using (account)
         where s.token_digest = $1 and m.disabled_at is null
           and s.seen_at >= now() - make_interval(secs => $2)
           and s.created_at >= now() - make_interval(secs => $3)`,
        [tokenDigest, terms.idleSeconds, terms.wholeSeconds, SEEN_EVERY_SECONDS],
      );
      return (
        row && {
          account: row.account,
          name: row.name,
          office: row.office,
          region: row.region,
          role: row.role,
          stage: row.stage,
          purpose: row.purpose,
          mustChangePassword: row.must_change_password,
          createdAt: row.created_at,
        }
      );
    },

    async statePurpose(tokenDigest: Buffer, purpose: string | null): Promise<void> {
      await database.rows('update sessions set purpose = $2 where token_digest = $1', [
        tokenDigest,
        purpose,
      ]);
    },

    async end(tokenDigest: Buffer): Promise<void> {
      await database.rows('delete from sessions where token_digest = $1', [tokenDigest]);
    },

    /** All of an account's but one: its password was changed. */
    async endOthers(account: Account, kept: Buffer | null): Promise<void> {
      await database.rows(
        'delete from sessions where account = $1 and token_digest is distinct from $2',
        [account, kept],
      );
    },

    /** Forgets sessions that are over. */
    async sweep(terms: SessionTerms): Promise<void> {
      await database.rows(
        `delete from sessions where seen_at < now() - make_interval(secs => $1)
           or created_at < now() - make_interval(secs => $2)`,
        [terms.idleSeconds, terms.wholeSeconds],
      );
    },
  };
}
