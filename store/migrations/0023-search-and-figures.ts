// What auditors search and count: indexes over a million reports, and figures kept a chunk, so that no page counts reports.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(SEARCH);
  await knex.raw(FIGURES);
  await knex.raw(SPOT_CHECKS);
  await knex.raw('grant select on department_pauses, workers to hedui_viewer');
}

const SEARCH = `
    create index reports_by_time on reports (issued_at desc, number desc) include (handled_in, conclusion, batch_id)
      where is_current;
    create index reports_by_conclusion on reports (conclusion, issued_at desc, number desc) where is_current;
    create index reports_by_kind on reports using gin (finding_kinds) where is_current;
    create index batches_by_submitter on batches (submitted_by);
    create index batches_by_time on batches (submitted_at);

    -- Who looks at what. Seals and lookups are of workers: by far the most, and found by their numbers.
    create index ledger_by_actor on ledger_entries (actor, id desc) where actor <> 'worker';
    create index ledger_by_subject on ledger_entries (subject, id desc) where actor <> 'worker';
    create index ledger_by_kind on ledger_entries (kind, id desc) where actor <> 'worker';
    create index ledger_by_people on ledger_entries (id desc) where actor <> 'worker';

    -- A view of the tables' owner with the same filter as the tables' policies. Under a policy of its own, PostgreSQL may
    -- not search by what is in an array before it has looked at each row's region.
    create view shown_reports as
      select r.number, r.household_id, r.verification, r.version, r.batch_id, r.seq, r.supersedes, r.is_current,
             r.conclusion, r.finding_kinds, r.issued_at, r.valid_until, r.handled_in, b.scheme, b.purpose,
             b.submitted_by, b.submitted_at
      from reports r join batches b on b.id = r.batch_id
      where viewer_sees(r.handled_in);
    grant select on shown_reports to hedui_viewer;
`;

const FIGURES = `
    create table reports_to_count (
      batch_id bigint not null references batches on delete cascade,
      first_seq int not null,
      last_seq int not null
    );
    comment on table reports_to_count is 'Places of a batch whose reports changed since their chunk was counted';

    create function reports_are_to_count() returns trigger language plpgsql as $$
    begin
      insert into reports_to_count select batch_id, min(seq), max(seq) from added group by batch_id;
      return null;
    end $$;
    create trigger to_count after insert on reports
      referencing new table as added for each statement execute function reports_are_to_count();

    create table chunk_figures (
      batch_id bigint not null references batches on delete cascade,
      chunk_seq int not null,
      region text collate "C" not null,
      scheme text not null,
      purpose text not null,
      submitted_by text not null,
      submitted_at timestamptz not null,
      sealed_at timestamptz,
      households int not null,
      primary key (batch_id, chunk_seq)
    );
    create index chunk_figures_by_time on chunk_figures (submitted_at);
    comment on column chunk_figures.region is 'Of the office that submitted it';
    comment on column chunk_figures.sealed_at is 'When the last of its households first had a report';

    create table chunk_tallies (
      batch_id bigint not null,
      chunk_seq int not null,
      region text collate "C" not null,
      scheme text not null,
      month date not null,
      conclusion text not null,
      kind text,
      reports int not null,
      foreign key (batch_id, chunk_seq) references chunk_figures on delete cascade
    );
    create index chunk_tallies_by_chunk on chunk_tallies (batch_id, chunk_seq);
    create index chunk_tallies_by_month on chunk_tallies (month)
      include (region, scheme, conclusion, kind, reports);
    comment on table chunk_tallies is 'Current reports of a chunk by month of issue, conclusion and kind of finding';
    comment on column chunk_tallies.month is 'First day of the month of issue, in Asia/Shanghai';
    comment on column chunk_tallies.kind is 'Reports that make such a finding; null: all reports of the conclusion';

    create function viewer_covers(region text) returns boolean language sql stable parallel safe as $$
      select region >= current_setting('hedui.viewer_from', true) collate "C"
         and region < current_setting('hedui.viewer_until', true) collate "C"
    $$;
    comment on function viewer_covers is 'Figures of a region, which name nobody: for whoever works in it';
    grant select on chunk_figures, chunk_tallies to hedui_viewer;
    alter table chunk_figures enable row level security;
    create policy region on chunk_figures for select to hedui_viewer using (viewer_covers(region));
    alter table chunk_tallies enable row level security;
    create policy region on chunk_tallies for select to hedui_viewer using (viewer_covers(region));
`;

const SPOT_CHECKS = `
    create table spot_checks (
      id bigint generated always as identity primary key,
      region text collate "C" not null,
      drawn_by text not null,
      drawn_at timestamptz not null,
      purpose text not null,
      seed text not null,
      method text not null check (method in ('random', 'risk')),
      asked jsonb not null,
      population int not null
    );
    comment on table spot_checks is 'Samples that were drawn: from the seed anyone draws the same again';
    comment on column spot_checks.asked is 'Size, days of issue and what else limits the reports it was drawn from';

    create table spot_check_reports (
      spot_check_id bigint not null references spot_checks on delete cascade,
      place int not null,
      number text not null,
      weight int not null,
      primary key (spot_check_id, place)
    );

    grant select on spot_checks, spot_check_reports to hedui_viewer;
    alter table spot_checks enable row level security;
    create policy region on spot_checks for select to hedui_viewer using (viewer_sees(region));
    alter table spot_check_reports enable row level security;
    create policy region on spot_check_reports for select to hedui_viewer using (
      exists (select from spot_checks s where s.id = spot_check_id));
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table spot_check_reports, spot_checks, chunk_tallies, chunk_figures;
    drop trigger to_count on reports;
    drop table reports_to_count;
    drop function reports_are_to_count, viewer_covers;
    drop view shown_reports;
    drop index reports_by_time, reports_by_conclusion, reports_by_kind, batches_by_submitter, batches_by_time,
      ledger_by_actor, ledger_by_subject, ledger_by_kind, ledger_by_people;
  `);
}
