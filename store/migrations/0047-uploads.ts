// Files on their way in, piece by piece: what arrived before a line broke need not be sent again.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table uploads (
      id text primary key,
      account text not null references staff on delete cascade,
      bytes bigint not null check (bytes > 0),
      received bigint not null default 0 check (received between 0 and bytes),
      begun_at timestamptz not null default now(),
      taking_in_since timestamptz,
      batch_id bigint references batches on delete set null,
      already_submitted boolean,
      key_wrapped bytea not null,
      key_version int not null references key_versions,
      name_sealed bytea not null
    );
    create index uploads_by_account on uploads (account, begun_at);
    create index uploads_by_age on uploads (begun_at);
    comment on table uploads is 'Batch files that arrive in pieces. Nothing of one is older than a day';
    comment on column uploads.id is 'Random: who does not know it cannot add to it';
    comment on column uploads.taking_in_since is 'Whole, and being made a batch of by one request';
    comment on column uploads.batch_id is 'What became of it; its pieces are gone then';

    create table upload_pieces (
      upload_id text not null references uploads on delete cascade,
      first_byte bigint not null,
      sealed bytea not null,
      primary key (upload_id, first_byte)
    );
    alter table upload_pieces alter column sealed set storage external;
    comment on column upload_pieces.sealed is 'Under the upload''s own key: it holds names and ID numbers';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table upload_pieces, uploads;');
}
