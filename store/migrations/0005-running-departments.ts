// What workers share about departments, so that all of them keep to the same limits, and what a department's own
// faults leave behind for it to see.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table department_circuits (
      department text primary key,
      state text not null check (state in ('closed', 'open', 'half-open')),
      failures int not null,
      failed_at timestamptz not null,
      openings int not null default 0,
      opened_at timestamptz,
      until timestamptz
    );
    comment on table department_circuits is 'Departments that have failed lately; one without a row never did';
    comment on column department_circuits.failures is 'In a row, of all workers together';
    comment on column department_circuits.openings is 'In a row, without a success between: each doubles the pause';
    comment on column department_circuits.until is 'Open: when it is tried again. Half-open: when the trial counts as lost';

    -- Unlogged like department_rates: after a crash of the server every request it counted is over.
    create unlogged table department_leases (
      department text not null,
      slot int not null,
      holder uuid,
      until timestamptz not null default '-infinity',
      primary key (department, slot)
    );
    comment on column department_leases.until is 'A lease ends by itself when its worker is dead';

    create table department_quotas (
      department text not null,
      resource text not null,
      used_on date not null,
      used int not null,
      primary key (department, resource, used_on)
    );
    comment on column department_quotas.used is 'Persons asked about on that day (Asia/Shanghai)';

    create table department_questions (
      question_id text primary key,
      batch_id bigint not null,
      chunk_seq int not null,
      department text not null,
      opened_at timestamptz not null,
      is_open boolean not null default true,
      sequence int not null default 1,
      foreign key (batch_id, chunk_seq) references chunks on delete cascade
    );
    create unique index department_questions_open on department_questions (batch_id, chunk_seq, department)
      where is_open;
    comment on table department_questions is 'Every attempt at a question has its id; a chunk has one open question a department';
    comment on column department_questions.sequence is 'Of the answer that was read: a corrected one has a higher number';
    drop table parked_questions;

    create table quarantined_records (
      id bigint generated always as identity primary key,
      household_id bigint not null references households on delete cascade,
      department text not null,
      resource text not null,
      record_index bytea not null,
      fields text[] not null,
      first_seen_at timestamptz not null,
      last_seen_at timestamptz not null,
      times_seen int not null default 1,
      sealed bytea not null,
      unique (household_id, resource, record_index)
    );
    create index quarantined_records_by_department on quarantined_records (department, last_seen_at);
    comment on table quarantined_records is 'Records that broke their schema, for their department to mend';
    comment on column quarantined_records.record_index is 'Blind index of its content: sent again, it is the same record';
    comment on column quarantined_records.fields is 'Fields that could not be read';
    comment on column quarantined_records.sealed is 'Under the household''s key: the record as it came, and what was expected';

    create table answer_history (
      id bigint generated always as identity primary key,
      household_id bigint not null references households on delete cascade,
      verification int not null,
      department text not null,
      replaced_at timestamptz not null,
      sealed bytea not null
    );
    create index answer_history_by_household on answer_history (household_id, verification, department);
    comment on table answer_history is 'What a department had said before it corrected itself';

    alter table exchanges
      add column failed_requests int not null default 0,
      add column records int not null default 0,
      add column flawed_records int not null default 0,
      add column corrected int not null default 0,
      add column response_ms int[] not null default '{}',
      add column as_of date;
    comment on column exchanges.failed_requests is 'Not answered, or not in a form that can be understood';
    comment on column exchanges.flawed_records is 'Of the records: broke their schema';
    comment on column exchanges.as_of is 'The oldest day that its data was said to be of';

    alter table batches add column fresh boolean not null default false;
    comment on column batches.fresh is 'Every lookup is asked anew, whatever is known from other batches';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table batches drop column fresh;
    alter table exchanges drop column failed_requests, drop column records, drop column flawed_records,
      drop column corrected, drop column response_ms, drop column as_of;
    drop table answer_history, quarantined_records, department_questions, department_quotas, department_leases,
      department_circuits;
    create table parked_questions (
      question_id text primary key,
      department text not null,
      batch_id bigint not null,
      chunk_seq int not null,
      attempts int not null default 0,
      asked_at timestamptz not null,
      next_at timestamptz not null,
      foreign key (batch_id, chunk_seq) references chunks on delete cascade
    );
    create index parked_questions_due on parked_questions (next_at);
  `);
}
