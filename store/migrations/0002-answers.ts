// What departments answered, how they behaved, and how fast they may be asked.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table answers (
      household_id bigint not null references households on delete cascade,
      verification int not null,
      department text not null,
      complete boolean not null,
      lookups smallint not null,
      unanswered smallint not null,
      asked_at timestamptz,
      answered_at timestamptz,
      sealed bytea not null,
      primary key (household_id, verification, department)
    );
    alter table answers alter column sealed set storage external;
    comment on column answers.complete is 'Nothing is unanswered';
    comment on column answers.asked_at is 'The first time one of its lookups was asked; null when none was';
    comment on column answers.sealed is 'Under the household''s key: its lookups and evidence';

    create table chunk_answers (
      batch_id bigint not null,
      chunk_seq int not null,
      department text not null,
      households int not null,
      complete int not null,
      revision int not null default 1,
      primary key (batch_id, chunk_seq, department),
      foreign key (batch_id, chunk_seq) references chunks on delete cascade
    );
    comment on table chunk_answers is 'Counts of answers, so that progress need not count households';
    comment on column chunk_answers.complete is 'Households about which everything was answered';
    comment on column chunk_answers.revision is 'How often answers were saved: who has those of the newest has them all';

    create table exchanges (
      id bigint generated always as identity primary key,
      department text not null,
      batch_id bigint not null,
      chunk_seq int not null,
      requests int not null,
      persons int not null,
      answered int not null,
      unanswered int not null,
      faults jsonb not null,
      ms int not null,
      at timestamptz not null
    );
    create index exchanges_by_department on exchanges (department, at);
    comment on table exchanges is 'One question to one department: how it went, for its scorecard';
    comment on column exchanges.answered is 'Lookups, not persons';

    -- Unlogged: a reservation is worth nothing after a crash, and writes no log on the way of each request.
    create unlogged table department_rates (
      department text primary key,
      free_at timestamptz not null
    );
    comment on column department_rates.free_at is 'When all requests admitted so far are used up at the agreed rate';

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
    comment on table parked_questions is 'Questions whose answer file is awaited';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    'drop table parked_questions, department_rates, exchanges, chunk_answers, answers;',
  );
}
