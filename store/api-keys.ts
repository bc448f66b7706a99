// Keys of other systems. Only a digest of the secret is kept: whoever reads the database cannot use one.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ApiScope } from '../domain/api-scope.ts';
import { type CalendarDate, type Instant, shanghaiDate } from '../domain/calendar.ts';
import type { RegionCode } from '../domain/region.ts';
import type { Database } from './database.ts';

export type ApiKey = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  /** It sees and submits what lies in it. */
  readonly region: RegionCode;
  /** Where it may want to be told of reports: `https://host:port`. */
  readonly webhookOrigins: readonly string[];
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** The last day it may be used; null: until it is revoked. */
  readonly expiresOn: CalendarDate | null;
  readonly revokedAt: Instant | null;
  readonly lastUsedAt: Instant | null;
};

export type NewApiKey = Pick<
  ApiKey,
  'name' | 'scopes' | 'region' | 'webhookOrigins' | 'createdBy' | 'expiresOn'
>;

/** `hedui_` + id + `_` + secret: scanners of leaked secrets can be told to look for it. */
const KEY_TEXT = /^hedui_([0-9a-z]{8})_([\w-]{43})$/;
/** Its last use is noted no more often: a row rewritten at every request would be the slowest part of most. */
const NOTED_EVERY = '1 minute';

const KEY = `id, name, scopes, region, webhook_origins as "webhookOrigins", created_at as "createdAt", created_by as "createdBy",
  expires_on as "expiresOn", revoked_at as "revokedAt", last_used_at as "lastUsedAt"`;

export type ApiKeys = ReturnType<typeof apiKeysIn>;

export function apiKeysIn(database: Database) {
  return {
    /** @returns the key's text, which is shown this once */
    async add(given: NewApiKey): Promise<{ id: string; text: string }> {
      const id = [...randomBytes(8)].map((byte) => ID_LETTERS[byte % 32]).join('');
      const secret = randomBytes(32).toString('base64url');
      await database.rows(
        `insert into api_keys (id, name, secret_digest, scopes, region, webhook_origins, created_by, expires_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          id,
          given.name,
          digestOf(secret),
          given.scopes,
          given.region,
          given.webhookOrigins,
          given.createdBy,
          given.expiresOn,
        ],
      );
      return { id, text: `hedui_${id}_${secret}` };
    },

    async list(): Promise<ApiKey[]> {
      return database.rows<ApiKey>(`select ${KEY} from api_keys order by created_at, id`);
    },

    /** @returns false when there is none, or it was revoked before */
    async revoke(id: string, by: string): Promise<boolean> {
      const revoked = await database.one(
        `update api_keys set revoked_at = now(), revoked_by = $2
         where id = $1 and revoked_at is null returning id`,
        [id, by],
      );
      return revoked !== null;
    },

    /** The key that a text is; null when it is none, was revoked or is over. */
    async recognise(text: string, now: Date): Promise<ApiKey | null> {
      const [, id = '', secret = ''] = KEY_TEXT.exec(text) ?? [];
      const row = await database.one<ApiKey & { digest: Buffer }>(
        `select ${KEY}, secret_digest as digest from api_keys where id = $1`,
        [id],
      );
      // Compared also when there is no such key, so that the time tells nothing.
      const isRight = timingSafeEqual(digestOf(secret), row?.digest ?? digestOf(''));
      if (row === null || !isRight || row.revokedAt !== null) return null;
      if (row.expiresOn !== null && row.expiresOn < shanghaiDate(now)) return null;
      await database.rows(
        `update api_keys set last_used_at = now()
         where id = $1 and (last_used_at is null or last_used_at < now() - interval '${NOTED_EVERY}')`,
        [id],
      );
      const { digest: _, ...key } = row;
      return key;
    },
  };
}

/** Thirty-two that are not mistaken for one another. */
const ID_LETTERS = '23456789abcdefghijkmnpqrstuvwxyz';

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
