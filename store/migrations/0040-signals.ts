// Risk signals: what households may have in common, as keyed digests, and what was raised and said about it.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table household_ties (
      household_id bigint not null references households on delete cascade,
      kind text not null check (kind in ('payment-account', 'registered-address', 'stated-address')),
      digest bytea not null,
      applicant bytea not null,
      since date not null,
      holder bytea,
      of_wards boolean not null default false,
      known_place boolean not null default false,
      sealed bytea not null,
      primary key (household_id, kind, digest)
    );
    create index household_ties_by_digest on household_ties (kind, digest);
    comment on table household_ties is 'What a household may share with others: an address, an account. Gone with its data key';
    comment on column household_ties.digest is 'Keyed digest (HMAC) of the address or account in one form: nobody can compute it without the key';
    comment on column household_ties.applicant is 'Blind index of the applicant''s ID number: a second application is no second family';
    comment on column household_ties.since is 'The day of the verification that it was read from';
    comment on column household_ties.holder is 'Blind index of the ID number of whoever the account is said to be of';
    comment on column household_ties.sealed is 'Under the household''s key: the text itself';

    create table signal_readings (
      household_id bigint primary key references households on delete cascade,
      verification int not null,
      version int not null,
      terms bytea not null,
      read_at timestamptz not null
    );
    comment on table signal_readings is 'The report of each household that was last read for signals: a night reads what is new';

    create table signals (
      id bigint generated always as identity primary key,
      kind text not null check (kind in
        ('shared-account', 'crowded-register', 'repeated-address', 'rising-income', 'dismissal-rate')),
      subject bytea not null,
      region text collate "C" not null,
      account text,
      households int not null,
      raised_on date not null,
      follows bigint references signals on delete set null,
      state text not null default 'open' check (state in ('open', 'harmless', 'overtaken')),
      key_wrapped bytea not null,
      key_version int not null references key_versions,
      sealed bytea not null
    );
    create index signals_by_subject on signals (kind, subject, id desc);
    create index signals_by_state on signals (state, id desc);
    comment on column signals.subject is 'Keyed digest of what it is about: a tie, an applicant, an account of the staff';
    comment on column signals.region is 'The smallest region that all of it lies in: whoever supervises it may say that it is harmless';
    comment on column signals.account is 'Of the member of the staff whom it is about';
    comment on column signals.households is 'When it was raised; some may be erased since, and some lie in other regions';
    comment on column signals.sealed is 'Under a data key of its own: the figures';

    create table signal_households (
      signal_id bigint not null references signals on delete cascade,
      household_id bigint not null references households on delete cascade,
      applicant bytea not null,
      is_new boolean not null,
      primary key (signal_id, household_id)
    );
    create index signal_households_by_household on signal_households (household_id);
    comment on column signal_households.is_new is 'Was not among those of the signal before';

    create table signal_marks (
      id bigint generated always as identity primary key,
      signal_id bigint not null references signals on delete cascade,
      mark text not null check (mark in ('harmless', 'reopened')),
      by_account text not null,
      at timestamptz not null,
      sealed bytea not null
    );
    create index signal_marks_by_signal on signal_marks (signal_id, id);
    comment on column signal_marks.sealed is 'Under the signal''s key: the reason';
  `);
  await knex.raw(POLICIES);
}

/** For supervisors alone, and nobody is shown a signal about herself. */
const POLICIES = `
    grant select on household_ties, signals, signal_households, signal_marks to hedui_viewer;
    alter table household_ties enable row level security;
    create policy supervisors on household_ties for select to hedui_viewer using (
      viewer_is('supervisor') and exists (select from households h where h.id = household_id));
    alter table signal_households enable row level security;
    create policy supervisors on signal_households for select to hedui_viewer using (
      viewer_is('supervisor') and exists (select from households h where h.id = household_id));
    alter table signals enable row level security;
    create policy supervisors on signals for select to hedui_viewer using (
      viewer_is('supervisor') and case when account is null
        then exists (select from signal_households s where s.signal_id = id)
        else account <> current_setting('hedui.viewer_account', true) and viewer_covers(region) end);
    alter table signal_marks enable row level security;
    create policy supervisors on signal_marks for select to hedui_viewer using (
      exists (select from signals s where s.id = signal_id));
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    'drop table signal_marks, signal_households, signals, signal_readings, household_ties;',
  );
}
