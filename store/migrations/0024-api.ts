// Other systems at the API: their keys, what they have asked already, and where they want to be told of reports.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table api_keys (
      id text primary key,
      name text not null,
      secret_digest bytea not null check (octet_length(secret_digest) = 32),
      scopes text[] not null,
      region text not null,
      webhook_origins text[] not null default '{}',
      created_at timestamptz not null default now(),
      created_by text not null,
      expires_on date,
      revoked_at timestamptz,
      revoked_by text,
      last_used_at timestamptz
    );
    comment on column api_keys.secret_digest is 'SHA-256: the secret has 256 random bits and is shown once';
    comment on column api_keys.region is 'It sees and submits what lies in it';

    comment on column api_keys.webhook_origins is 'Where it may want to be told of reports: https://host:port';

    create table api_requests (
      api_key_id text not null references api_keys on delete cascade,
      key text not null,
      request_digest bytea not null,
      started_at timestamptz not null default now(),
      status int,
      body jsonb,
      primary key (api_key_id, key)
    );
    create index api_requests_by_age on api_requests (started_at);
    comment on table api_requests is 'Requests under an idempotency key: asked again, they are answered as before';
    comment on column api_requests.status is 'null while the first is still under way';
    comment on column api_requests.body is 'Numbers and counts of ours; never a name, an ID number or an amount';

    create table webhooks (
      id bigint generated always as identity primary key,
      api_key_id text not null references api_keys on delete cascade,
      url text not null,
      events text[] not null,
      key_wrapped bytea not null,
      key_version int not null references key_versions,
      secret_sealed bytea not null,
      created_at timestamptz not null default now(),
      next_leaf bigint not null,
      failures int not null default 0,
      failing_since timestamptz,
      last_status text,
      last_delivered_at timestamptz,
      retired_at timestamptz
    );
    comment on table webhooks is 'Where other systems are told of reports. The ledger is the list of what to tell';
    comment on column webhooks.next_leaf is 'Of the ledger: everything before it was told';
    comment on column webhooks.failures is 'In a row';
    comment on column webhooks.retired_at is 'Taken back, or given up after failing for too long';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table webhooks, api_requests, api_keys;');
}
