// Rechecking those who receive help: who they are, what departments' change feeds say of them, rounds of verification
// over households of other batches, what came of each, and what people were alerted to.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table batches
      add column kind text not null default 'submitted'
        check (kind in ('submitted', 'recheck', 'objection', 'standards'));
    comment on column batches.kind is 'Only submitted ones have households of their own; the others gather those of others';

    create table gathered_households (
      batch_id bigint not null references batches on delete cascade,
      seq int not null,
      household_id bigint not null references households on delete cascade,
      verification int not null,
      primary key (batch_id, seq)
    );
    create index gathered_households_by_id on gathered_households (household_id, verification);
    comment on table gathered_households is 'Places of households in a round of verification after their first';

    create view household_places with (security_invoker = true) as
      select batch_id, seq, id as household_id from households
      union all
      select batch_id, seq, household_id from gathered_households;

    create view placed_households with (security_invoker = true) as
      select batch_id, seq, id, verification, region, key_wrapped, key_version, sealed from households
      where verification = 1
      union all
      select g.batch_id, g.seq, h.id, h.verification, h.region, h.key_wrapped, h.key_version, h.sealed
      from gathered_households g
      join households h on h.id = g.household_id and h.verification = g.verification;
    comment on view placed_households is
      'Households in the batch of their current verification: what is left of an earlier batch no longer touches them';

    create table supports (
      id bigint generated always as identity primary key,
      household_id bigint not null unique references households on delete cascade,
      scheme text not null,
      region text not null,
      class text not null check (class in ('A', 'B', 'C')),
      since date not null,
      ended_on date,
      verified_on date not null,
      due_on date not null,
      due_because text not null check (due_because in ('class', 'validity', 'findings')),
      opened_on date,
      persons smallint not null,
      taken_in_at timestamptz not null default now()
    );
    create index supports_due on supports (due_on) where ended_on is null;
    comment on table supports is 'Households that receive help and are rechecked for as long as they do';
    comment on column supports.class is 'A yearly, B half-yearly, C quarterly, as the scheme and region set it';
    comment on column supports.verified_on is 'The last verification that every department answered';
    comment on column supports.opened_on is 'The night of the recheck under way; null: none is';

    create table watched_persons (
      department text not null,
      pseudonym bytea not null,
      support_id bigint not null references supports on delete cascade,
      person_no smallint not null,
      since date not null,
      primary key (department, pseudonym, support_id, person_no)
    );
    create index watched_persons_by_support on watched_persons (support_id);
    comment on column watched_persons.pseudonym is
      'HMAC of the ID number under the key of the department''s feed: the feed names nobody to those who do not know them';
    comment on column watched_persons.since is 'Changes recorded from this day on are heard';

    create table change_feeds (
      department text primary key,
      cursor text,
      as_of date,
      read_at timestamptz
    );
    comment on table change_feeds is 'How far each department''s list of changes was read';
    comment on column change_feeds.as_of is 'Every change recorded up to this day has been read';

    create table heard_changes (
      support_id bigint not null references supports on delete cascade,
      person_no smallint not null,
      resource text not null,
      recorded_on date not null,
      heard_at timestamptz not null,
      settled_at timestamptz,
      primary key (support_id, person_no, resource, recorded_on)
    );
    create index heard_changes_open on heard_changes (support_id) where settled_at is null;
    comment on table heard_changes is 'That something changed, not what: that is asked of the department';

    create table rechecks (
      household_id bigint not null references households on delete cascade,
      verification int not null,
      batch_id bigint not null references batches,
      night date not null,
      because text[] not null,
      outcome text not null default 'open' check (outcome in ('open', 'renewed', 'changed', 'overtaken')),
      settled_at timestamptz,
      report_number text,
      sealed bytea,
      primary key (household_id, verification)
    );
    create index rechecks_by_night on rechecks (night, outcome);
    create index rechecks_by_report on rechecks (report_number) where report_number is not null;
    comment on table rechecks is 'What became of each recheck';
    comment on column rechecks.report_number is 'Changed: the new report. Renewed: the one that holds for longer';
    comment on column rechecks.sealed is 'Under the household''s key: what has changed since the report before';

    create table report_renewals (
      number text not null references reports (number),
      verification int not null,
      verified_on date not null,
      valid_until date not null,
      at timestamptz not null,
      primary key (number, verification)
    );
    comment on table report_renewals is 'Rechecks that found nothing new: the report holds for longer';

    create table alerts (
      id bigint generated always as identity primary key,
      support_id bigint not null references supports on delete cascade,
      household_id bigint not null references households on delete cascade,
      verification int not null,
      region text not null,
      kind text not null,
      grade text not null check (grade in ('urgent', 'weighty', 'notice')),
      fingerprint bytea not null,
      raised_on date not null,
      seen_by text,
      seen_at timestamptz,
      sealed bytea not null,
      unique (support_id, fingerprint)
    );
    create index alerts_open on alerts (grade, id) where seen_at is null;
    comment on column alerts.fingerprint is 'Keyed digest of what makes it the same change: it never alerts twice';
    comment on column alerts.sealed is 'Under the household''s key: the change in full';

    create table nights (
      night date primary key,
      started_at timestamptz not null,
      finished_at timestamptz,
      summary jsonb
    );
    comment on table nights is 'A night is worked through once, whoever starts it and however often';

    create table schedules (
      name text primary key,
      paused_at timestamptz,
      paused_by text,
      pause_reason text,
      ran_at timestamptz,
      summary jsonb
    );
    comment on table schedules is 'Whether each schedule is paused, and how it last ran';
  `);
  await knex.raw(POLICIES);
}

const POLICIES = `
    grant select on household_places, placed_households, nights, schedules, change_feeds to hedui_viewer;
    ${['gathered_households', 'supports', 'rechecks', 'alerts']
      .map(
        (table) => `
    grant select on ${table} to hedui_viewer;
    alter table ${table} enable row level security;
    create policy region on ${table} for select to hedui_viewer using (
      exists (select from households h where h.id = household_id));`,
      )
      .join('')}
    grant select on report_renewals to hedui_viewer;
    alter table report_renewals enable row level security;
    create policy region on report_renewals for select to hedui_viewer using (
      exists (select from reports r where r.number = report_renewals.number));
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table schedules, nights, alerts, report_renewals, rechecks, heard_changes, change_feeds, watched_persons,
      supports;
    drop view placed_households, household_places;
    drop table gathered_households;
    alter table batches drop column kind;
  `);
}
