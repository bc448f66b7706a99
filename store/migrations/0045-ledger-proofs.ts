// What stands beside the ledger so that much can be proven from little.
//
// Roots of complete subtrees, so that a proof reads hundreds of rows instead of every leaf. They are derived: what is missing
// is made anew at the next checkpoint, and verifying the ledger computes them itself.
//
// The list behind each entry of a lookup: of every household of the chunk that was asked about, a digest of who was looked up
// for what, when, under which authorisation, and with which outcome. The entry holds the digest of the list.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table ledger_tiles (
      place bigint primary key check (place >= 0),
      root bytea not null check (octet_length(root) = 32)
    );
    comment on column ledger_tiles.place is 'The tile of leaves 1024 × place and on (store/ledger/merkle.ts)';

    create table lookup_lists (
      id bigint generated always as identity primary key,
      batch_id bigint not null,
      chunk_seq int not null,
      department text not null,
      at timestamptz not null,
      digest_algorithm text not null check (digest_algorithm in ('sha-256', 'sm3')),
      digest bytea not null check (octet_length(digest) = 32),
      list bytea not null
    );
    create index lookup_lists_by_chunk on lookup_lists (batch_id, chunk_seq, department);
    -- Digests do not shrink.
    alter table lookup_lists alter column list set storage external;
    comment on column lookup_lists.list is 'Household, verification and digest, 44 bytes each (store/ledger/lookup-list.ts)';
    create trigger only_added_to before update or delete or truncate on lookup_lists
      for each statement execute function ledger_refuse_change();

    -- Entries come in the order of time: a few ranges of blocks hold all that happened at an instant, and it costs nothing.
    create index ledger_by_time on ledger_entries using brin (at) with (pages_per_range = 16, autosummarize = on);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index ledger_by_time; drop table lookup_lists, ledger_tiles;');
}
