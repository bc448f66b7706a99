// Versions of the key-encryption key, as the database knows them: which are in use, and data keys wrapped anew under the
// current one, in small transactions, while everything else goes on. The data keys themselves stay, so nothing that is
// sealed is touched, and who has a data key at hand keeps using it.

import type { PoolClient } from 'pg';
import type { Database } from './database.ts';
import type { DataKeys, WrappedKey } from './encryption/data-keys.ts';
import type { KeyProvider } from './encryption/key-provider.ts';
import { checkValueOf } from './key-check.ts';

/** Data keys wrapped under one version. */
export type VersionUse = { readonly version: number; readonly dataKeys: number };

/** Where wrapped keys lie: the table, its key, and what the owner of a key is called. */
export const WRAPPED_IN = [
  { table: 'households', id: 'id', type: 'bigint', owner: 'household' },
  { table: 'batches', id: 'id', type: 'bigint', owner: 'batch' },
  { table: 'staff', id: 'account', type: 'text', owner: 'staff' },
  { table: 'authorisation_withdrawals', id: 'id', type: 'bigint', owner: 'withdrawal' },
  { table: 'webhooks', id: 'id', type: 'bigint', owner: 'webhook' },
  { table: 'signals', id: 'id', type: 'bigint', owner: 'signal' },
  { table: 'uploads', id: 'id', type: 'text', owner: 'upload' },
] as const;
type WrappedIn = (typeof WRAPPED_IN)[number];

const ROWS_AT_ONCE = 500;
const TURNING_LOCK = 'keys/turning';

export type KeyVersions = ReturnType<typeof keyVersionsIn>;

export function keyVersionsIn(database: Database, dataKeys: DataKeys, keys: KeyProvider) {
  return {
    /** Versions that the database knows, the oldest first. */
    async uses(): Promise<VersionUse[]> {
      const counts = WRAPPED_IN.map(
        ({ table }) => `select key_version from ${table} where key_wrapped is not null`,
      );
      return database.rows<VersionUse>(
        `select v.version, count(u.key_version) as "dataKeys"
         from key_versions v left join (${counts.join(' union all ')}) u on u.key_version = v.version
         where v.version > 0 group by v.version order by v.version`,
      );
    },

    /** Lets a version be used; before anyone wraps under it. */
    async register(version: number): Promise<void> {
      await database.rows(
        'insert into key_versions (version, check_value) values ($1, $2) on conflict (version) do nothing',
        [version, checkValueOf(keys.keyEncryptionKey(version).bytes)],
      );
    },

    /**
     * Wraps every data key of another version under this one. Killed at any point, it leaves each key wrapped under the one or the
     * other, and another call goes on from there.
     * @returns how many keys it wrapped
     */
    async rewrap(version: number, onProgress: (wrapped: number) => void): Promise<number> {
      let wrapped = 0;
      for (const place of WRAPPED_IN) {
        let after: unknown = null;
        do {
          const last: { count: number; after: unknown } = await database.transaction((client) =>
            rewrapSome(client, place, version, after),
          );
          ({ after } = last);
          wrapped += last.count;
          onProgress(wrapped);
        } while (after !== null);
      }
      return wrapped;
    },

    /** Forgets a version. @returns false while something is still wrapped under it */
    async forget(version: number): Promise<boolean> {
      const [use] = (await this.uses()).filter((one) => one.version === version);
      if (use !== undefined && use.dataKeys > 0) return false;
      try {
        // Whoever wraps under it in this moment holds its row: this waits, and is then refused.
        await database.rows('delete from key_versions where version = $1', [version]);
        return true;
      } catch (error) {
        if ((error as { code?: unknown }).code === FOREIGN_KEY_VIOLATION) return false;
        throw error;
      }
    },

    /** One turning at a time. @returns null when another is at it */
    whileTurning: <T>(work: () => Promise<T>) => database.whileAlone(TURNING_LOCK, work),
  };

  /** The next rows behind `after`. Rows that somebody else is changing are left for another pass. */
  async function rewrapSome(client: PoolClient, place: WrappedIn, version: number, after: unknown) {
    const { table, id, type, owner } = place;
    const { rows } = await client.query<{ id: unknown } & Partial<WrappedKeyRow>>(
      `select ${id} as id, key_wrapped, key_version from ${table}
       where ($1::${type} is null or ${id} > $1) and key_version <> $2
       order by ${id} limit ${ROWS_AT_ONCE} for no key update skip locked`,
      [after, version],
    );
    const anew = rows.map((row) =>
      row.key_wrapped && row.key_version
        ? dataKeys.rewrapped(
            `${owner}/${String(row.id)}`,
            { wrapped: row.key_wrapped, version: row.key_version },
            version,
          )
        : null,
    );
    // What was erased is moved on too, with nothing to wrap: its old version must not be needed any more.
    await client.query(
      `update ${table} t set key_wrapped = n.wrapped, key_version = $3
       from unnest($1::${type}[], $2::bytea[]) as n (id, wrapped) where t.${id} = n.id`,
      [rows.map((row) => row.id), anew, version],
    );
    const isLast = rows.length < ROWS_AT_ONCE;
    return {
      count: anew.filter((one) => one !== null).length,
      after: isLast ? null : rows.at(-1)?.id,
    };
  }
}

type WrappedKeyRow = { key_wrapped: WrappedKey['wrapped']; key_version: number };

const FOREIGN_KEY_VIOLATION = '23503';
