// What auditors search reports by, and a report knew only through its batch: found by an index like the rest, however many
// reports lie between.

import type { Knex } from 'knex';

const view = (scheme: string, submittedBy: string) => `
    create or replace view shown_reports as
      select r.number, r.household_id, r.verification, r.version, r.batch_id, r.seq, r.supersedes, r.is_current,
             r.conclusion, r.finding_kinds, r.issued_at, r.valid_until, r.handled_in, ${scheme}, b.purpose,
             ${submittedBy}, b.submitted_at
      from reports r join batches b on b.id = r.batch_id
      where viewer_sees(r.handled_in);
`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table reports add column scheme text, add column submitted_by text;
    update reports r set scheme = b.scheme, submitted_by = b.submitted_by from batches b where b.id = r.batch_id;
    alter table reports alter column scheme set not null, alter column submitted_by set not null;
    comment on column reports.scheme is 'Of its batch, for searching';
    comment on column reports.submitted_by is 'Of its batch, for searching';
    create index reports_by_caseworker on reports (submitted_by, issued_at desc, number desc) where is_current;
    create index reports_by_scheme on reports (scheme, handled_in, issued_at desc) where is_current;
    ${view('r.scheme', 'r.submitted_by')}
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ${view('b.scheme', 'b.submitted_by')}
    alter table reports drop column scheme, drop column submitted_by;
  `);
}
