// The audit ledger: entries that can only be added, numbered leaves of a Merkle tree, signed checkpoints.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table ledger_entries (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      actor text not null,
      kind text not null,
      subject text not null,
      purpose text,
      digest_algorithm text not null check (digest_algorithm in ('sha-256', 'sm3')),
      content_digest bytea not null check (octet_length(content_digest) = 32),
      leaf_hash bytea not null check (octet_length(leaf_hash) = 32)
    );
    comment on column ledger_entries.actor is 'An account or a worker, never a citizen';
    comment on column ledger_entries.subject is 'What it is about, by our own id: report number, chunk';
    comment on column ledger_entries.leaf_hash is 'RFC 6962: digest of 0x00 and the canonical entry';

    create table ledger_pending (entry_id bigint primary key);
    comment on table ledger_pending is 'Entries without a leaf yet. Writers add in parallel, one sequencer takes';

    create table ledger_leaves (
      leaf_index bigint primary key check (leaf_index >= 0),
      entry_id bigint not null unique references ledger_entries
    );

    create table ledger_checkpoints (
      size bigint primary key,
      tree_digest text not null check (tree_digest in ('sha-256', 'sm3')),
      root bytea not null,
      frontier bytea[] not null,
      at timestamptz not null,
      key_id text not null,
      signature_algorithm text not null check (signature_algorithm in ('ed25519', 'sm2')),
      signature bytea not null
    );
    comment on column ledger_checkpoints.tree_digest is 'Of the nodes; a tree keeps the one it began with';
    comment on column ledger_checkpoints.frontier is 'Roots of the complete subtrees, largest first: enough to go on from';

    create function ledger_refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'the ledger can only be added to' using errcode = 'integrity_constraint_violation';
    end $$;
    create trigger only_added_to before update or delete or truncate on ledger_entries
      for each statement execute function ledger_refuse_change();
    create trigger only_added_to before update or delete or truncate on ledger_leaves
      for each statement execute function ledger_refuse_change();
    create trigger only_added_to before update or delete or truncate on ledger_checkpoints
      for each statement execute function ledger_refuse_change();

    create function ledger_await_leaf() returns trigger language plpgsql as $$
    begin
      insert into ledger_pending select id from added;
      return null;
    end $$;
    create trigger await_leaf after insert on ledger_entries
      referencing new table as added for each statement execute function ledger_await_leaf();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table ledger_checkpoints, ledger_leaves, ledger_pending, ledger_entries;
    drop function ledger_await_leaf, ledger_refuse_change;
  `);
}
