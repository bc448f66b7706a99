// Who may sign in, who is signed in, and what the console's role may see: row-level security, so that a query that forgets
// its region, or one written by hand, still shows one region and no other. Tables that are not named here are closed to
// the role; a later table opens itself with a policy in its own migration.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(STAFF);
  await knex.raw(HANDLED_IN);
  await knex.raw(ROLE);
  await knex.raw(POLICIES);
}

const STAFF = `
    create table staff (
      account text primary key,
      name text not null,
      office text not null,
      region text not null,
      role text not null check (role in ('caseworker', 'supervisor', 'auditor', 'operator')),
      password_hash text,
      must_change_password boolean not null default false,
      failures int not null default 0,
      locked_until timestamptz,
      disabled_at timestamptz,
      created_at timestamptz not null default now(),
      issuer text,
      subject text,
      key_wrapped bytea,
      key_version int references key_versions,
      totp_sealed bytea,
      totp_confirmed_at timestamptz,
      totp_last_step bigint,
      recovery_hashes text[] not null default '{}'
    );
    create unique index staff_by_subject on staff (issuer, subject) where issuer is not null;
    comment on column staff.password_hash is 'argon2id; null for who signs in elsewhere';
    comment on column staff.failures is 'Sign-ins that failed in a row: the pause grows with them';
    comment on column staff.issuer is 'Of the unified identity (OpenID Connect), with its subject';
    comment on column staff.totp_sealed is 'Secret of the one-time codes, under the key beside it';
    comment on column staff.totp_last_step is 'A code counts once';

    create table sessions (
      token_digest bytea primary key check (octet_length(token_digest) = 32),
      account text not null references staff on delete cascade,
      stage text not null check (stage in ('second-factor', 'signed-in')),
      purpose text,
      created_at timestamptz not null default now(),
      seen_at timestamptz not null default now()
    );
    create index sessions_by_account on sessions (account);
    comment on column sessions.token_digest is 'The token itself is in the cookie alone';
    comment on column sessions.purpose is 'What an auditor has said to look for';
`;

const HANDLED_IN = `
    alter table households add column handled_in text collate "C";
    update households set handled_in = region;
    alter table households alter column handled_in set not null;
    comment on column households.handled_in is 'Whose caseworkers see it: its region, or the submitting office''s where that lies within it';
    alter table reports add column handled_in text collate "C";
    update reports r set handled_in = h.handled_in from households h where h.id = r.household_id;
    alter table reports alter column handled_in set not null;
    create index reports_by_region on reports (handled_in, issued_at desc) where is_current;
`;

const ROLE = `
    -- The role itself is made by store/viewer-role.ts: it belongs to the server, not to a database.
    grant usage on schema public to hedui_viewer;

    -- Nothing is set outside a viewer's transaction, and then nothing is seen.
    create function viewer_sees(region text) returns boolean language sql stable parallel safe as $$
      select region >= current_setting('hedui.viewer_from', true) collate "C"
         and region < current_setting('hedui.viewer_until', true) collate "C"
         and (current_setting('hedui.viewer_role', true) in ('caseworker', 'supervisor')
              or current_setting('hedui.viewer_role', true) = 'auditor'
                 and current_setting('hedui.viewer_purpose', true) <> '')
    $$;
    comment on function viewer_sees is 'Personal data of a region: for its caseworkers and supervisors, and for an auditor with a purpose';
    create function viewer_is(variadic roles text[]) returns boolean language sql stable parallel safe as $$
      select current_setting('hedui.viewer_role', true) = any(roles)
    $$;
`;

/** Tables about one household each. */
const OF_A_HOUSEHOLD = [
  'persons',
  'verifications',
  'answers',
  'answer_history',
  'quarantined_records',
];
/** What says nothing of any person: how departments serve. */
const OF_NO_PERSON = [
  'exchanges',
  'department_circuits',
  'department_leases',
  'department_quotas',
  'department_rates',
];

const POLICIES = `
    grant select on households, reports, batches, rejected_rows, chunks, chunk_answers, department_questions,
      ledger_entries, ledger_leaves, ledger_checkpoints, ledger_pending, staff to hedui_viewer;
    alter table households enable row level security;
    create policy region on households for select to hedui_viewer using (viewer_sees(handled_in));
    alter table reports enable row level security;
    create policy region on reports for select to hedui_viewer using (viewer_sees(handled_in));
    alter table batches enable row level security;
    create policy region on batches for select to hedui_viewer using (
      viewer_sees(region) or exists (select from households h where h.batch_id = batches.id));
    alter table rejected_rows enable row level security;
    create policy region on rejected_rows for select to hedui_viewer using (
      exists (select from batches b where b.id = batch_id and viewer_sees(b.region)));
    ${OF_A_HOUSEHOLD.map(
      (table) => `
    grant select on ${table} to hedui_viewer;
    alter table ${table} enable row level security;
    create policy region on ${table} for select to hedui_viewer using (
      exists (select from households h where h.id = household_id));`,
    ).join('')}
    ${['chunks', 'chunk_answers', 'department_questions']
      .map(
        (table) => `
    alter table ${table} enable row level security;
    create policy region on ${table} for select to hedui_viewer using (
      viewer_is('operator') or exists (select from batches b where b.id = batch_id));`,
      )
      .join('')}
    ${['ledger_entries', 'ledger_leaves', 'ledger_checkpoints', 'ledger_pending']
      .map(
        (table) => `
    alter table ${table} enable row level security;
    create policy auditors on ${table} for select to hedui_viewer using (viewer_is('auditor'));`,
      )
      .join('')}
    ${OF_NO_PERSON.map((table) => `grant select on ${table} to hedui_viewer;`).join('\n')}
    alter table staff enable row level security;
    revoke select on staff from hedui_viewer;
    grant select (account, name, office, region, role, must_change_password, failures, locked_until, disabled_at,
      created_at, issuer, totp_confirmed_at) on staff to hedui_viewer;
    create policy themselves_or_managed on staff for select to hedui_viewer using (
      account = current_setting('hedui.viewer_account', true) or viewer_is('operator', 'auditor')
      or viewer_is('supervisor')
         and region >= current_setting('hedui.viewer_from', true) collate "C"
         and region < current_setting('hedui.viewer_until', true) collate "C");
`;

export async function down(knex: Knex): Promise<void> {
  const tables = [
    'households',
    'reports',
    'batches',
    'rejected_rows',
    ...OF_A_HOUSEHOLD,
    'chunks',
    'chunk_answers',
    'department_questions',
  ];
  const ledger = ['ledger_entries', 'ledger_leaves', 'ledger_checkpoints', 'ledger_pending'];
  await knex.raw(`
    drop table sessions, staff;
    ${tables.map((table) => `drop policy region on ${table}; alter table ${table} disable row level security;`).join('\n')}
    ${ledger.map((table) => `drop policy auditors on ${table}; alter table ${table} disable row level security;`).join('\n')}
    drop function viewer_sees, viewer_is;
    revoke all on all tables in schema public from hedui_viewer;
    alter table households drop column handled_in;
    alter table reports drop column handled_in;
  `);
}
