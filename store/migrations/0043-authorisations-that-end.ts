// Until when the persons of a supported household may be asked about: a recheck falls before that day where it can, and
// the office is told in time to have the authorisation renewed.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table supports add column authorised_until date, add column authorisation_to_tell date;
    comment on column supports.authorised_until is
      'The last day of the authorisation that ends first among its persons; null: not looked at yet';
    comment on column supports.authorisation_to_tell is
      'The first last day of those that the office was not told of; null beside a known one: it was told of all';
    create index supports_authorisations_to_tell on supports (authorisation_to_tell) where ended_on is null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table supports drop column authorised_until, drop column authorisation_to_tell;
  `);
}
