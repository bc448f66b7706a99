// Authorisations that were withdrawn: from then on nobody is asked under them.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table authorisation_withdrawals (
      id bigint generated always as identity primary key,
      no_index bytea not null,
      region text collate "C" not null,
      withdrawn_at timestamptz not null default now(),
      withdrawn_by text not null,
      key_wrapped bytea not null,
      key_version int not null references key_versions,
      sealed bytea not null,
      unique (no_index, region)
    );
    comment on column authorisation_withdrawals.no_index is 'Blind index of the authorisation''s number';
    comment on column authorisation_withdrawals.region is 'Of the office that took it down: numbers are each office''s own';
    comment on column authorisation_withdrawals.sealed is 'The number and the reason';
    grant select on authorisation_withdrawals to hedui_viewer;
    alter table authorisation_withdrawals enable row level security;
    create policy region on authorisation_withdrawals for select to hedui_viewer using (viewer_sees(region));
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table authorisation_withdrawals;');
}
