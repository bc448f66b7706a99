// The whole ledger verified because somebody asked: by a worker, since a million entries take longer than anyone waits for a
// page. The last result stays to be shown.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table ledger_verifications (
      id bigint generated always as identity primary key,
      asked_by text not null,
      asked_at timestamptz not null default now(),
      seen_at timestamptz,
      verified bigint not null default 0,
      size bigint not null default 0,
      checkpoints int,
      faults jsonb,
      finished_at timestamptz
    );
    create unique index ledger_verifications_open on ledger_verifications ((true)) where finished_at is null;
    comment on index ledger_verifications_open is 'One at a time';
    comment on column ledger_verifications.seen_at is 'When the worker that is at it last said so; null: none is yet';
    comment on column ledger_verifications.verified is 'Entries whose leaves were computed anew, of size';
    comment on column ledger_verifications.faults is 'What did not agree; empty: all is sound';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table ledger_verifications;');
}
