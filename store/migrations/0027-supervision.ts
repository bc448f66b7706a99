// Deadlines (电子监察): by when each step must be done, when it was, and which cards were given.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table clocks (
      subject text primary key,
      kind text not null check (kind in ('report', 'department', 'objection', 'correction')),
      region text not null,
      department text,
      started_on date not null,
      due_on date not null,
      done_on date
    );
    create index clocks_running on clocks (due_on) where done_on is null;
    create index clocks_by_month on clocks (started_on);
    comment on table clocks is 'Time limits of steps, named by our own ids: B12, B12/public-security, O3, C4';

    create table cards (
      subject text not null references clocks on delete cascade,
      level text not null check (level in ('yellow', 'red')),
      given_on date not null,
      primary key (subject, level)
    );
    comment on table cards is 'A card is given once: the digest tells of new ones';

    grant select on clocks, cards to hedui_viewer;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table cards, clocks;');
}
