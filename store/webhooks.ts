// Where other systems want to be told of reports, and how far each was told. The ledger's leaves are the list of what there
// is to tell: they have one order, and nothing in it is ever missing.

import type { Instant } from '../domain/calendar.ts';
import { regionPrefix, type RegionCode } from '../domain/region.ts';
import type { Database } from './database.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { openJson, sealJson } from './encryption/sealed-json.ts';

export const WEBHOOK_EVENTS = ['report.sealed', 'report.superseded'] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export type Webhook = {
  readonly id: number;
  readonly apiKeyId: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly createdAt: Instant;
  readonly failures: number;
  readonly lastStatus: string | null;
  readonly lastDeliveredAt: Instant | null;
};

/** What is told of one report: where it is, and not what it says. */
export type ReportEvent = {
  readonly leaf: number;
  readonly event: WebhookEvent;
  readonly number: string;
  /** The report that took its place, or whose place it took. */
  readonly other: string | null;
  readonly batch: number;
  readonly at: Instant;
};

export type ToTell = {
  readonly url: string;
  readonly secret: string;
  readonly events: readonly ReportEvent[];
  /** Told up to here, when these were taken. */
  readonly upTo: number;
  /** The same for the same events: the receiver knows a delivery that comes twice. */
  readonly delivery: string;
};

/** Leaves that are read for one delivery. */
const LEAVES_AT_ONCE = 500;
/** One that has not taken anything for so long is retired. */
const GIVEN_UP_AFTER = '5 days';

const WEBHOOK = `id, api_key_id as "apiKeyId", url, events, created_at as "createdAt", failures,
  last_status as "lastStatus", last_delivered_at as "lastDeliveredAt"`;

export type Webhooks = ReturnType<typeof webhooksIn>;

export function webhooksIn(database: Database, dataKeys: DataKeys) {
  return {
    /** It is told of what is sealed from now on. */
    async add(
      given: Pick<Webhook, 'apiKeyId' | 'url' | 'events'>,
      secret: string,
    ): Promise<Webhook> {
      const next = await database.one<{ id: number }>(
        `select nextval(pg_get_serial_sequence('webhooks', 'id')) as id`,
      );
      const id = next?.id ?? 0;
      const { wrapped, version, key } = dataKeys.create(owner(id));
      const sealed = sealJson(secret, key, owner(id));
      const made = await database.one<Webhook>(
        `insert into webhooks (id, api_key_id, url, events, key_wrapped, key_version, secret_sealed, next_leaf)
         overriding system value
         values ($1, $2, $3, $4, $5, $6, $7, (select coalesce(max(leaf_index) + 1, 0) from ledger_leaves))
         returning ${WEBHOOK}`,
        [id, given.apiKeyId, given.url, given.events, wrapped, version, sealed],
      );
      if (made === null) throw new TypeError('an insert returns its row');
      return made;
    },

    async of(apiKeyId: string): Promise<Webhook[]> {
      return database.rows<Webhook>(
        `select ${WEBHOOK} from webhooks where api_key_id = $1 and retired_at is null order by id`,
        [apiKeyId],
      );
    },

    /** @returns false when the key has none such */
    async retire(apiKeyId: string, id: number): Promise<boolean> {
      const retired = await database.one(
        `update webhooks set retired_at = now()
         where id = $1 and api_key_id = $2 and retired_at is null returning id`,
        [id, apiKeyId],
      );
      return retired !== null;
    },

    /** Those that the ledger has something new for. */
    async behind(): Promise<number[]> {
      const rows = await database.rows<{ id: number }>(
        `select w.id from webhooks w join api_keys k on k.id = w.api_key_id
         where w.retired_at is null and k.revoked_at is null
           and w.next_leaf <= (select max(leaf_index) from ledger_leaves) order by w.id`,
      );
      return rows.map((row) => row.id);
    },

    /** What one is to be told next; null when nothing, or it is retired. */
    async toTell(id: number): Promise<ToTell | null> {
      const row = await database.one<{
        url: string;
        events: WebhookEvent[];
        region: RegionCode;
        next_leaf: number;
        key_wrapped: Buffer;
        key_version: number;
        secret_sealed: Buffer;
        last_leaf: number | null;
      }>(
        `select w.url, w.events, k.region, w.next_leaf, w.key_wrapped, w.key_version, w.secret_sealed,
                (select max(leaf_index) from ledger_leaves) as last_leaf
         from webhooks w join api_keys k on k.id = w.api_key_id
         where w.id = $1 and w.retired_at is null and k.revoked_at is null`,
        [id],
      );
      if (row === null || row.last_leaf === null || row.last_leaf < row.next_leaf) return null;
      const upTo = Math.min(row.last_leaf, row.next_leaf + LEAVES_AT_ONCE - 1);
      const prefix = regionPrefix(row.region);
      const events = await database.rows<ReportEvent>(
        `select l.leaf_index as leaf, t.event, case t.event when 'report.sealed' then r.number else r.supersedes end as number,
                case t.event when 'report.sealed' then r.supersedes else r.number end as other,
                r.batch_id as batch, r.issued_at as at
         from ledger_leaves l join ledger_entries e on e.id = l.entry_id and e.kind = 'seal'
         join reports r on r.number = e.subject
         cross join lateral (values ('report.superseded', 0), ('report.sealed', 1)) as t (event, place)
         where l.leaf_index between $1 and $2 and t.event = any($3)
           and (t.event = 'report.sealed' or r.supersedes is not null)
           and r.handled_in >= $4 collate "C" and r.handled_in < $5 collate "C"
         order by l.leaf_index, t.place`,
        [row.next_leaf, upTo, row.events, prefix, `${prefix}:`],
      );
      const key = dataKeys.unwrap(owner(id), {
        wrapped: row.key_wrapped,
        version: row.key_version,
      });
      return {
        url: row.url,
        secret: openJson(row.secret_sealed, key, owner(id)),
        events,
        upTo,
        delivery: `${id}-${row.next_leaf}`,
      };
    },

    async told(id: number, upTo: number, status: string): Promise<void> {
      await database.rows(
        `update webhooks set next_leaf = $2 + 1, failures = 0, failing_since = null, last_status = $3,
                             last_delivered_at = now()
         where id = $1 and next_leaf <= $2`,
        [id, upTo, status],
      );
    },

    /** @returns how often in a row it has failed now; null: it was given up */
    async failed(id: number, status: string): Promise<number | null> {
      const row = await database.one<{ failures: number; retired: boolean }>(
        `update webhooks set failures = failures + 1, failing_since = coalesce(failing_since, now()), last_status = $2,
                retired_at = case when failing_since < now() - interval '${GIVEN_UP_AFTER}' then now() end
         where id = $1 and retired_at is null returning failures, retired_at is not null as retired`,
        [id, status],
      );
      return row === null || row.retired ? null : row.failures;
    },
  };
}

function owner(id: number): string {
  return `webhook/${id}`;
}
