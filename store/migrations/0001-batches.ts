// Batches, their households and persons. Names, ID numbers, amounts and the caseworker's own texts stand only in
// `sealed` columns; what is in clear is what queries select and count by.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table key_versions (
      version int primary key,
      check_value bytea not null,
      first_used_at timestamptz not null default now()
    );
    comment on table key_versions is 'Key-encryption keys that wrapped something here, to tell a wrong key file at once';
    comment on column key_versions.check_value is 'HMAC of a fixed text under the key; version 0 is the blind-index key';

    create table installation (
      is_the_only boolean primary key default true check (is_the_only),
      id uuid not null default gen_random_uuid()
    );
    insert into installation default values;
    comment on table installation is 'One row. Tells this database from another on a shared queue server';

    create table serials (
      scope text primary key,
      next bigint not null check (next > 0)
    );
    comment on table serials is 'Numbers given out in blocks: household ids, report serials a county, year and scheme';

    create table batches (
      id bigint generated always as identity primary key,
      scheme text not null,
      purpose text not null,
      region text not null,
      file_digest bytea not null check (octet_length(file_digest) = 32),
      submitted_by text not null,
      verified_on date not null,
      state text not null default 'receiving' check (state in ('receiving', 'running', 'discarded')),
      submitted_at timestamptz not null default now(),
      received_at timestamptz,
      queued_at timestamptz,
      rows int not null default 0,
      households int not null default 0,
      persons int not null default 0,
      next_seq int not null default 1,
      next_rejection int not null default 1,
      key_wrapped bytea not null,
      key_version int not null references key_versions,
      file_name_sealed bytea not null,
      header_sealed bytea
    );
    create index batches_by_digest on batches (scheme, file_digest) where state <> 'discarded';
    comment on column batches.verified_on is 'The date whose standards apply';
    comment on column batches.queued_at is 'When its chunks were handed to the queue; null: its submitter may have died before';
    comment on column batches.next_seq is 'The place in the batch that the next household gets';
    comment on column batches.key_wrapped is 'Data key of what belongs to no household: the file name, rejected rows';

    create table rejected_rows (
      batch_id bigint not null references batches on delete cascade,
      no int not null,
      row_no int not null,
      code text not null,
      ref_index bytea,
      sealed bytea not null,
      primary key (batch_id, no)
    );
    create index rejected_rows_by_ref on rejected_rows (batch_id, ref_index);
    comment on column rejected_rows.row_no is 'Row of the file as a spreadsheet shows it';
    comment on column rejected_rows.sealed is 'Under the batch key: what is wrong, and the cells as they came';

    create table chunks (
      batch_id bigint not null references batches on delete cascade,
      seq int not null,
      first_seq int not null,
      last_seq int not null,
      households int not null,
      sealed_at timestamptz,
      primary key (batch_id, seq)
    );
    comment on table chunks is 'Ranges of places in a batch: cutting rewrites no household';
    comment on column chunks.sealed_at is 'When every household of it first had a current report';

    create table households (
      id bigint primary key,
      batch_id bigint not null references batches on delete cascade,
      seq int not null,
      region text not null,
      ref_index bytea not null,
      verification int not null default 1,
      key_wrapped bytea,
      key_version int not null references key_versions,
      sealed bytea not null
    );
    alter table households alter column sealed set storage external;
    create unique index households_by_place on households (batch_id, seq);
    create index households_by_ref on households (batch_id, ref_index);
    comment on column households.seq is 'Place in the batch, rising in the order of the file';
    comment on column households.ref_index is 'Blind index of the caseworker''s number of the household';
    comment on column households.verification is 'The verification that is current';
    comment on column households.key_wrapped is 'Data key of the household; erased (null) when its retention ends';
    comment on column households.sealed is 'The household with its persons and declarations';

    create table persons (
      household_id bigint not null references households on delete cascade,
      no smallint not null,
      role text not null check (role in ('applicant', 'member', 'supporter')),
      id_index bytea,
      primary key (household_id, no)
    );
    create index persons_by_id on persons (id_index) where id_index is not null;
    comment on column persons.id_index is 'Blind index of the ID number; null for a minor who has none';

    create table verifications (
      household_id bigint not null references households on delete cascade,
      verification int not null,
      cause text not null check (cause in ('submitted', 'recheck', 'objection')),
      verify_on date not null,
      primary key (household_id, verification)
    );
    comment on table verifications is 'Rounds of verifying a household; each has exactly one current report';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table verifications, persons, households, chunks, rejected_rows, batches, serials, installation, key_versions;
  `);
}
