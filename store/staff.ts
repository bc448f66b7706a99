// Staff accounts: who may sign in, as what, and where. Only here are password hashes read.

import type { Instant } from '../domain/calendar.ts';
import { HeduiError } from '../domain/errors.ts';
import type { RegionCode } from '../domain/region.ts';
import type { Account, StaffMember, StaffRole } from '../domain/staff.ts';
import type { Database } from './database.ts';

export type StaffRecord = StaffMember & {
  /** argon2id; null for who signs in elsewhere. */
  readonly passwordHash: string | null;
  readonly mustChangePassword: boolean;
  /** Sign-ins that failed in a row. */
  readonly failures: number;
  readonly lockedUntil: Instant | null;
  readonly disabledAt: Instant | null;
  readonly hasSecondFactor: boolean;
};

export type NewStaff = StaffMember & {
  readonly passwordHash: string | null;
  readonly issuer?: string;
  readonly subject?: string;
};

type StaffRow = {
  account: Account;
  name: string;
  office: string;
  region: RegionCode;
  role: StaffRole;
  password_hash: string | null;
  must_change_password: boolean;
  failures: number;
  locked_until: Instant | null;
  disabled_at: Instant | null;
  totp_confirmed_at: Instant | null;
};

export type Staff = ReturnType<typeof staffIn>;

export function staffIn(database: Database) {
  return {
    /** A new member, whose first password must be changed. @throws HeduiError STAFF_EXISTS */
    async add(member: NewStaff): Promise<void> {
      const added = await database.rows(
        `insert into staff (account, name, office, region, role, password_hash, must_change_password, issuer, subject)
         values ($1, $2, $3, $4, $5, $6, $6::text is not null, $7, $8)
         on conflict (account) do nothing returning account`,
        [
          member.account,
          member.name,
          member.office,
          member.region,
          member.role,
          member.passwordHash,
          member.issuer ?? null,
          member.subject ?? null,
        ],
      );
      if (added.length === 0) throw staffExists(member.account);
    },

    async find(account: Account): Promise<StaffRecord | null> {
      const row = await database.one<StaffRow>('select * from staff where account = $1', [account]);
      return row && toRecord(row);
    },

    /** In the order of their accounts. */
    async list(): Promise<StaffRecord[]> {
      const rows = await database.rows<StaffRow>('select * from staff order by account');
      return rows.map(toRecord);
    },

    /** Sets a password; one that somebody else chose must be changed at the next sign-in. @throws HeduiError STAFF_UNKNOWN */
    async setPassword(account: Account, hash: string, mustChange: boolean): Promise<void> {
      const changed = await database.rows(
        `update staff set password_hash = $2, must_change_password = $3, failures = 0, locked_until = null
         where account = $1 returning account`,
        [account, hash, mustChange],
      );
      if (changed.length === 0) throw staffUnknown(account);
    },

    /** A sign-in failed. @returns how many in a row now */
    async countFailure(account: Account): Promise<number> {
      const row = await database.one<{ failures: number }>(
        'update staff set failures = failures + 1 where account = $1 returning failures',
        [account],
      );
      return row?.failures ?? 0;
    },

    async lock(account: Account, until: Instant): Promise<void> {
      await database.rows('update staff set locked_until = $2 where account = $1', [
        account,
        until,
      ]);
    },

    async clearFailures(account: Account): Promise<void> {
      await database.rows(
        'update staff set failures = 0, locked_until = null where account = $1 and failures > 0',
        [account],
      );
    },

    /** Another region, office or role: sessions go on, with what the member may do from now on. @throws HeduiError STAFF_UNKNOWN */
    async change(
      account: Account,
      to: Partial<Pick<StaffMember, 'name' | 'office' | 'region' | 'role'>>,
    ): Promise<void> {
      const changed = await database.rows(
        `update staff set name = coalesce($2, name), office = coalesce($3, office),
                          region = coalesce($4, region), role = coalesce($5, role)
         where account = $1 returning account`,
        [account, to.name ?? null, to.office ?? null, to.region ?? null, to.role ?? null],
      );
      if (changed.length === 0) throw staffUnknown(account);
    },

    /** The member whom the unified identity knows by this subject. */
    async findBySubject(issuer: string, subject: string): Promise<StaffRecord | null> {
      const row = await database.one<StaffRow>(
        'select * from staff where issuer = $1 and subject = $2',
        [issuer, subject],
      );
      return row && toRecord(row);
    },

    /** Ends what a member may do, at once: the sessions go with it. @throws HeduiError STAFF_UNKNOWN */
    async disable(account: Account, at: Instant): Promise<void> {
      await database.transaction(async (client) => {
        const { rowCount } = await client.query(
          'update staff set disabled_at = coalesce(disabled_at, $2) where account = $1',
          [account, at],
        );
        if (rowCount === 0) throw staffUnknown(account);
        await client.query('delete from sessions where account = $1', [account]);
      });
    },

    /** @throws HeduiError STAFF_UNKNOWN */
    async enable(account: Account): Promise<void> {
      const changed = await database.rows(
        'update staff set disabled_at = null, failures = 0, locked_until = null where account = $1 returning account',
        [account],
      );
      if (changed.length === 0) throw staffUnknown(account);
    },
  };
}

function toRecord(row: StaffRow): StaffRecord {
  return {
    account: row.account,
    name: row.name,
    office: row.office,
    region: row.region,
    role: row.role,
    passwordHash: row.password_hash,
    mustChangePassword: row.must_change_password,
    failures: row.failures,
    lockedUntil: row.locked_until,
    disabledAt: row.disabled_at,
    hasSecondFactor: row.totp_confirmed_at !== null,
  };
}

export function staffUnknown(account: Account): HeduiError {
  return new HeduiError('STAFF_UNKNOWN', {
    zh: `没有账号 ${account}。用 hedui staff list 查看现有账号。`,
    en: `There is no account ${account}. hedui staff list shows those there are.`,
  });
}

function staffExists(account: Account): HeduiError {
  return new HeduiError('STAFF_EXISTS', {
    zh: `账号 ${account} 已存在。请换一个账号名。`,
    en: `There is an account ${account} already. Choose another name.`,
  });
}
