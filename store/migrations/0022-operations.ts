// What an operator sees and steers: departments that are paused, and workers that are alive.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table department_pauses (
      id bigint generated always as identity primary key,
      department text not null,
      paused_at timestamptz not null,
      paused_by text not null,
      reason text not null,
      resumed_at timestamptz,
      resumed_by text
    );
    create unique index department_pauses_open on department_pauses (department) where resumed_at is null;
    comment on table department_pauses is 'Departments that an operator took off, and when they were asked again';

    create table workers (
      id uuid primary key,
      host text not null,
      process_id int not null,
      version text not null,
      started_at timestamptz not null,
      seen_at timestamptz not null,
      ended_at timestamptz
    );
    create index workers_seen on workers (seen_at);
    comment on table workers is 'Processes that work on the queues; one that was killed is only no longer seen';
    comment on column workers.ended_at is 'When it said that it ends';

    create index department_exchanges_in_time on exchanges (at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index department_exchanges_in_time;
    drop table workers, department_pauses;
  `);
}
