// What a program must know to work on this schema, so that two versions may run side by side while one replaces the other.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table schema_terms (
      is_the_only boolean primary key default true check (is_the_only),
      needs text
    );
    insert into schema_terms default values;
    comment on table schema_terms is 'One row. What a program must know to work here';
    comment on column schema_terms.needs is 'A migration: whoever does not know it must not work here. Null: later ones only add';

    alter table workers add column knows text;
    comment on column workers.knows is 'The newest migration that the process knows';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table workers drop column knows; drop table schema_terms;');
}
