// What the end of retention needs: holds that put it off, and certificates of what was erased.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table legal_holds (
      id bigint generated always as identity primary key,
      household_id bigint not null references households on delete cascade,
      set_by text not null,
      set_at timestamptz not null default now(),
      reason_sealed bytea not null,
      lifted_by text,
      lifted_at timestamptz,
      lift_reason_sealed bytea
    );
    create unique index legal_holds_open on legal_holds (household_id) where lifted_at is null;
    comment on table legal_holds is 'Households that are kept whatever their term: a complaint, a lawsuit, an inspection';
    comment on column legal_holds.reason_sealed is 'Under the household''s key';

    create table erasure_certificates (
      number text primary key,
      at timestamptz not null,
      households int not null,
      digest bytea not null,
      document text not null
    );
    comment on column erasure_certificates.document is 'Signed, canonical JSON: our own ids and report numbers, nothing of a person';

    alter table households add column erased_at timestamptz, add column erased_under text,
      add column certified_in text references erasure_certificates;
    create index households_uncertified on households (id) where erased_at is not null and certified_in is null;
    comment on column households.erased_under is 'The rule of retention that was applied';
    alter table batches alter column key_wrapped drop not null;
    alter table batches add column erased_at timestamptz;
    create index households_kept on households (id) where key_wrapped is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index households_kept, households_uncertified;
    alter table batches drop column erased_at;
    alter table households drop column erased_at, drop column erased_under, drop column certified_in;
    drop table erasure_certificates, legal_holds;
  `);
}
