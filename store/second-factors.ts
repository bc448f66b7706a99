// The second factor of staff: the secret of their one-time codes, sealed under a key of the account, and recovery codes,
// of which only digests are kept.

import type { Account } from '../domain/staff.ts';
import type { Database } from './database.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { openJson, sealJson } from './encryption/sealed-json.ts';

export type SecondFactor = {
  /** base32 */
  readonly secret: string;
  /** False while the member has not shown a code of it yet. */
  readonly isConfirmed: boolean;
};

type FactorRow = {
  key_wrapped: Buffer;
  key_version: number;
  totp_sealed: Buffer;
  is_confirmed: boolean;
};

type KeyRow = { key_wrapped: Buffer | null; key_version: number };

export type SecondFactors = ReturnType<typeof secondFactorsIn>;

export function secondFactorsIn(database: Database, dataKeys: DataKeys) {
  return {
    /** null when none was ever offered. */
    async read(account: Account): Promise<SecondFactor | null> {
      const row = await database.one<FactorRow>(
        `select key_wrapped, key_version, totp_sealed, totp_confirmed_at is not null as is_confirmed
         from staff where account = $1 and totp_sealed is not null`,
        [account],
      );
      if (row === null) return null;
      const key = dataKeys.unwrap(owner(account), {
        wrapped: row.key_wrapped,
        version: row.key_version,
      });
      return {
        secret: openJson<string>(row.totp_sealed, key, place(account)),
        isConfirmed: row.is_confirmed,
      };
    },

    /** Keeps a secret that the member has yet to confirm; never in place of a confirmed one. */
    async offer(account: Account, secret: string): Promise<void> {
      await database.transaction(async (client) => {
        const { rows } = await client.query<KeyRow>(
          'select key_wrapped, key_version from staff where account = $1 for update',
          [account],
        );
        const [had] = rows;
        // An account keeps its key: other processes may have it at hand.
        const { wrapped, version } =
          had?.key_wrapped == null
            ? dataKeys.create(owner(account))
            : { wrapped: had.key_wrapped, version: had.key_version };
        const key = dataKeys.unwrap(owner(account), { wrapped, version });
        await client.query(
          `update staff set key_wrapped = $2, key_version = $3, totp_sealed = $4
           where account = $1 and totp_confirmed_at is null`,
          [account, wrapped, version, sealJson(secret, key, place(account))],
        );
      });
    },

    async confirm(account: Account, recoveryDigests: readonly string[]): Promise<void> {
      await database.rows(
        'update staff set totp_confirmed_at = now(), recovery_hashes = $2 where account = $1',
        [account, recoveryDigests],
      );
    },

    /** @returns false when a code of this step, or a later one, was used before */
    async useStep(account: Account, step: number): Promise<boolean> {
      const used = await database.rows(
        `update staff set totp_last_step = $2
         where account = $1 and (totp_last_step is null or totp_last_step < $2) returning account`,
        [account, step],
      );
      return used.length > 0;
    },

    /** @returns false when there is no such code, or it was used before */
    async useRecovery(account: Account, digest: string): Promise<boolean> {
      const used = await database.rows(
        `update staff set recovery_hashes = array_remove(recovery_hashes, $2)
         where account = $1 and $2 = any(recovery_hashes) returning account`,
        [account, digest],
      );
      return used.length > 0;
    },

    /** The telephone is lost: the member enrols anew at the next sign-in. */
    async reset(account: Account): Promise<void> {
      await database.transaction(async (client) => {
        await client.query(
          `update staff set totp_sealed = null, totp_confirmed_at = null, totp_last_step = null,
                            recovery_hashes = '{}'
           where account = $1`,
          [account],
        );
        await client.query('delete from sessions where account = $1', [account]);
      });
    },
  };
}

function owner(account: Account): string {
  return `staff/${account}`;
}

function place(account: Account): string {
  return `${owner(account)}/second-factor`;
}
