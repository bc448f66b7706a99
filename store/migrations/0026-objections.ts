// Objections of households, the proofs they bring, and what departments are asked to put right.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table objections (
      id bigint generated always as identity primary key,
      household_id bigint not null references households on delete cascade,
      report_number text not null references reports (number),
      region text not null,
      findings text[] not null,
      state text not null default 'received'
        check (state in ('received', 'verifying', 'verified', 'upheld', 'corrected', 'withdrawn')),
      received_on date not null,
      due_on date not null,
      received_by text not null,
      batch_id bigint references batches,
      verification int,
      new_report_number text,
      decided_by text,
      decided_at timestamptz,
      sealed bytea not null
    );
    create index objections_by_state on objections (state, due_on);
    create index objections_by_household on objections (household_id, verification);
    comment on column objections.sealed is 'Under the household''s key: its grounds, and the reason of the decision';

    create table objection_attachments (
      objection_id bigint not null references objections on delete cascade,
      household_id bigint not null references households on delete cascade,
      no smallint not null,
      media_type text not null,
      bytes int not null,
      sealed_name bytea not null,
      sealed bytea not null,
      primary key (objection_id, no)
    );
    alter table objection_attachments alter column sealed set storage external;
    comment on column objection_attachments.sealed is 'Under the household''s key: the file';

    create table correction_requests (
      id bigint generated always as identity primary key,
      objection_id bigint not null references objections on delete cascade,
      household_id bigint not null references households on delete cascade,
      department text not null,
      resource text not null,
      person_no smallint not null,
      asked_on date not null,
      due_on date not null,
      asked_by text not null,
      answer text check (answer in ('corrected', 'refused')),
      answered_on date,
      sealed bytea not null
    );
    create index correction_requests_open on correction_requests (due_on) where answer is null;
    comment on column correction_requests.sealed is 'Under the household''s key: what is wrong, and what the department said';
    ${['objections', 'objection_attachments', 'correction_requests']
      .map(
        (table) => `
    grant select on ${table} to hedui_viewer;
    alter table ${table} enable row level security;
    create policy region on ${table} for select to hedui_viewer using (
      exists (select from households h where h.id = household_id));`,
      )
      .join('')}
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table correction_requests, objection_attachments, objections;');
}
