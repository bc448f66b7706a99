// Requests that carry an idempotency key: a system that does not know whether it was heard asks again, and is answered as
// the first time.

import type { Database } from './database.ts';

export type Earlier =
  /** It is the first, and the caller's to answer. */
  | { readonly kind: 'new' }
  /** The first is still under way. */
  | { readonly kind: 'under-way' }
  /** Another request came under this key. */
  | { readonly kind: 'differs' }
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown };

const KEPT = '24 hours';
/** Whoever began it and has not ended it by now is dead. */
const LASTS_AT_MOST = '10 minutes';

export type ApiRequests = ReturnType<typeof apiRequestsIn>;

export function apiRequestsIn(database: Database) {
  return {
    async begin(apiKeyId: string, key: string, digest: Buffer): Promise<Earlier> {
      await database.rows(
        `delete from api_requests where started_at < now() - interval '${KEPT}'
            or (status is null and started_at < now() - interval '${LASTS_AT_MOST}')`,
      );
      const mine = await database.one(
        `insert into api_requests (api_key_id, key, request_digest) values ($1, $2, $3)
         on conflict do nothing returning key`,
        [apiKeyId, key, digest],
      );
      if (mine !== null) return { kind: 'new' };
      const first = await database.one<{ digest: Buffer; status: number | null; body: unknown }>(
        `select request_digest as digest, status, body from api_requests
         where api_key_id = $1 and key = $2`,
        [apiKeyId, key],
      );
      // It was given up in this very moment: then the caller may as well wait and ask again.
      if (first === null) return { kind: 'under-way' };
      if (!first.digest.equals(digest)) return { kind: 'differs' };
      if (first.status === null) return { kind: 'under-way' };
      return { kind: 'answered', status: first.status, body: first.body };
    },

    async end(apiKeyId: string, key: string, status: number, body: unknown): Promise<void> {
      await database.rows(
        'update api_requests set status = $3, body = $4 where api_key_id = $1 and key = $2',
        [apiKeyId, key, status, JSON.stringify(body)],
      );
    },

    /** It came to nothing that should be repeated: the next one under this key is the first again. */
    async giveUp(apiKeyId: string, key: string): Promise<void> {
      await database.rows(
        'delete from api_requests where api_key_id = $1 and key = $2 and status is null',
        [apiKeyId, key],
      );
    },
  };
}
