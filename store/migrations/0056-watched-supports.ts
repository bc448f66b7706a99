// Which households the change feeds know already: a night looks through those that came, not through all that are there.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table supports add column is_watched boolean not null default false;
    comment on column supports.is_watched is 'Whether the persons are known to every change feed';
    create index supports_not_watched on supports (id) where ended_on is null and not is_watched;
    create index supports_authorisations_unknown on supports (id) where ended_on is null and authorised_until is null;
    create function watch_again() returns trigger language plpgsql as $$
      begin new.is_watched := false; return new; end $$;
    comment on function watch_again is 'Where help ended nobody is watched any more';
    create trigger watch_again before update of ended_on on supports for each row
      when (old.ended_on is not null and new.ended_on is null) execute function watch_again();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger watch_again on supports;
    drop function watch_again;
    drop index supports_authorisations_unknown;
    alter table supports drop column is_watched;
  `);
}
