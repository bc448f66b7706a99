// What people decide about findings, each decision kept, and which reports still want one.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table reviews (
      id bigint generated always as identity primary key,
      household_id bigint not null references households,
      verification int not null,
      report_number text not null references reports (number),
      finding_id text not null,
      finding_digest bytea not null check (octet_length(finding_digest) = 32),
      seq int not null check (seq >= 1),
      rule text not null,
      kind text not null,
      severity text not null check (severity in ('doubt', 'exceeds')),
      decision text not null check (decision in ('confirm', 'dismiss', 'ask-household', 'ask-department')),
      by_account text not null,
      at timestamptz not null,
      second_verdict text check (second_verdict in ('agree', 'return')),
      second_account text check (second_account <> by_account),
      second_at timestamptz,
      sealed bytea not null,
      second_sealed bytea,
      unique (household_id, verification, finding_digest, seq)
    );
    create index reviews_by_time on reviews (at);
    create index reviews_awaiting on reviews (id)
      where severity = 'exceeds' and decision in ('confirm', 'dismiss') and second_verdict is null;
    comment on column reviews.finding_digest is
      'Of the finding without its mark: a later report with the very same finding finds it settled';
    comment on column reviews.seq is 'Counts the reviews of a finding. Two people who decide at once cannot both have the same';
    comment on column reviews.sealed is 'Under the household''s key: the reason';
    comment on column reviews.second_sealed is 'Under the household''s key: the supervisor''s reason';

    alter table reports add column settled_at timestamptz;
    create index reports_open on reports (batch_id, seq, conclusion, handled_in)
      where is_current and settled_at is null and conclusion <> 'no-anomaly';
    comment on column reports.settled_at is 'When the last of its findings that want a person''s look was settled';

    grant select on reviews to hedui_viewer;
    alter table reviews enable row level security;
    create policy region on reviews for select to hedui_viewer using (
      exists (select from households h where h.id = household_id));

    -- Of the tables' owner, with the filter inside. Under the tables' policy a list of batches looks for households of
    -- the viewer's in every batch of every other office; here it shows those of the viewer's own offices.
    create view shown_batches as
      select id, scheme, purpose, region, submitted_by, submitted_at, households, state, queued_at
      from batches where viewer_sees(region) and state <> 'discarded';
    grant select on shown_batches to hedui_viewer;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop view shown_batches;
    drop table reviews;
    drop index reports_open;
    alter table reports drop column settled_at;
  `);
}
