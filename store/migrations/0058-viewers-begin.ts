// What starts the engine's work is written under row-level security too: a batch that is submitted, an objection and its
// outcome, a hold on a household, each in one's own name and within one's own region.

import type { Knex } from 'knex';

const NAMES_ONESELF = (column: string) =>
  `${column} = current_setting('hedui.viewer_account', true)`;
const OF_A_HOUSEHOLD_SEEN = 'exists (select from households h where h.id = household_id)';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Its households and rows are taken in by the engine, which reads the file.
    grant insert (id, scheme, purpose, region, file_digest, submitted_by, verified_on, fresh, kind, key_wrapped,
                  key_version, file_name_sealed) on batches to hedui_viewer;
    grant usage on sequence batches_id_seq to hedui_viewer;
    create policy submit on batches for insert to hedui_viewer
      with check (viewer_sees(region) and viewer_is('caseworker', 'supervisor') and kind = 'submitted'
                  and ${NAMES_ONESELF('submitted_by')});

    grant insert (id, household_id, report_number, region, findings, received_on, due_on, received_by, sealed)
      on objections to hedui_viewer;
    grant insert on objection_attachments to hedui_viewer;
    grant usage on sequence objections_id_seq to hedui_viewer;
    grant update (state, decided_by, decided_at, sealed) on objections to hedui_viewer;
    create policy receive on objections for insert to hedui_viewer
      with check (viewer_is('caseworker', 'supervisor') and ${NAMES_ONESELF('received_by')}
                  and exists (select from reports r
                              where r.number = report_number and r.household_id = objections.household_id));
    create policy receive on objection_attachments for insert to hedui_viewer
      with check (exists (select from objections o
                          where o.id = objection_id and o.household_id = objection_attachments.household_id
                            and ${NAMES_ONESELF('o.received_by')}));
    create policy decide on objections for update to hedui_viewer
      using (${OF_A_HOUSEHOLD_SEEN} and decided_at is null)
      with check (viewer_is('supervisor') and ${NAMES_ONESELF('decided_by')}
                  and state in ('upheld', 'corrected', 'withdrawn'));

    grant select on legal_holds to hedui_viewer;
    grant insert (household_id, set_by, reason_sealed) on legal_holds to hedui_viewer;
    grant update (lifted_by, lifted_at, lift_reason_sealed) on legal_holds to hedui_viewer;
    alter table legal_holds enable row level security;
    create policy region on legal_holds for select to hedui_viewer using (${OF_A_HOUSEHOLD_SEEN});
    create policy hold on legal_holds for insert to hedui_viewer
      with check (${OF_A_HOUSEHOLD_SEEN} and viewer_is('supervisor', 'auditor') and ${NAMES_ONESELF('set_by')});
    create policy lift on legal_holds for update to hedui_viewer
      using (${OF_A_HOUSEHOLD_SEEN} and lifted_at is null)
      with check (viewer_is('supervisor', 'auditor') and ${NAMES_ONESELF('lifted_by')});

    -- Whoever erases at the same time waits for this row, and then sees the hold; or was first, and there is nothing to hold.
    create function hold_what_is_there() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        perform from households where id = new.household_id and key_wrapped is not null for no key update;
        return case when found then new end;
      end $$;
    create trigger what_is_there before insert on legal_holds
      for each row execute function hold_what_is_there();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger what_is_there on legal_holds;
    drop function hold_what_is_there;
    drop policy lift on legal_holds;
    drop policy hold on legal_holds;
    drop policy region on legal_holds;
    alter table legal_holds disable row level security;
    revoke all on legal_holds from hedui_viewer;
    drop policy decide on objections;
    drop policy receive on objection_attachments;
    drop policy receive on objections;
    revoke update (state, decided_by, decided_at, sealed) on objections from hedui_viewer;
    revoke insert on objections, objection_attachments from hedui_viewer;
    revoke usage on sequence objections_id_seq from hedui_viewer;
    drop policy submit on batches;
    revoke insert on batches from hedui_viewer;
    revoke usage on sequence batches_id_seq from hedui_viewer;
  `);
}
