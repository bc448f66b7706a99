// Sealed reports. A report is never changed but for losing `is_current` when another supersedes it.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table reports (
      household_id bigint not null references households,
      verification int not null,
      version int not null check (version >= 1),
      batch_id bigint not null references batches,
      seq int not null,
      number text not null unique,
      supersedes text,
      is_current boolean not null,
      conclusion text not null check (conclusion in ('exceeds', 'doubts', 'incomplete', 'no-anomaly')),
      finding_kinds text[] not null,
      issued_at timestamptz not null,
      valid_until date not null,
      digest bytea not null,
      evidence_digest bytea not null,
      signature bytea not null,
      key_id text not null,
      sealed bytea not null,
      primary key (household_id, verification, version)
    );
    alter table reports alter column sealed set storage external;
    create unique index reports_current on reports (household_id, verification) where is_current;
    create index reports_of_batch on reports (batch_id, seq) where is_current;
    comment on index reports_current is 'Exactly one current report a household and verification';
    comment on column reports.finding_kinds is 'Of doubts and of what exceeds: what wants a person''s look';
    comment on column reports.seq is 'The household''s place in the batch';
    comment on column reports.evidence_digest is 'Of the evidence it rests on: the same evidence needs no new report';
    comment on column reports.sealed is 'Under the household''s key: the whole document as canonical JSON';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table reports;');
}
