// What members of the staff do themselves is written under row-level security too: a review, a supervisor's word on it, an
// alert that was seen, an authorisation that was withdrawn, each in one's own name and within one's own region.

import type { Knex } from 'knex';

const NAMES_ONESELF = (column: string) =>
  `${column} = current_setting('hedui.viewer_account', true)`;
const OF_A_HOUSEHOLD_SEEN = 'exists (select from households h where h.id = household_id)';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- What is noted with a deed. The queue of entries and the tallies of reviews are kept by triggers of the tables' owner.
    grant insert on ledger_entries to hedui_viewer;
    create policy own_deeds on ledger_entries for insert to hedui_viewer with check (${NAMES_ONESELF('actor')});
    alter function ledger_await_leaf security definer set search_path = public, pg_temp;
    alter function count_new_review security definer set search_path = public, pg_temp;

    grant insert on authorisation_withdrawals to hedui_viewer;
    grant usage on sequence authorisation_withdrawals_id_seq to hedui_viewer;
    create policy own_region on authorisation_withdrawals for insert to hedui_viewer
      with check (viewer_sees(region) and viewer_is('caseworker', 'supervisor') and ${NAMES_ONESELF('withdrawn_by')});

    grant insert on reviews to hedui_viewer;
    grant update (second_verdict, second_account, second_at, second_sealed) on reviews to hedui_viewer;
    create policy decide on reviews for insert to hedui_viewer
      with check (${OF_A_HOUSEHOLD_SEEN} and viewer_is('caseworker', 'supervisor') and ${NAMES_ONESELF('by_account')});
    create policy second on reviews for update to hedui_viewer
      using (${OF_A_HOUSEHOLD_SEEN} and second_verdict is null)
      with check (viewer_is('supervisor') and ${NAMES_ONESELF('second_account')});
    grant update (settled_at) on reports to hedui_viewer;
    create policy settle on reports for update to hedui_viewer
      using (viewer_sees(handled_in) and viewer_is('caseworker', 'supervisor'));

    grant update (seen_by, seen_at) on alerts to hedui_viewer;
    create policy see on alerts for update to hedui_viewer
      using (${OF_A_HOUSEHOLD_SEEN} and seen_at is null and viewer_is('caseworker', 'supervisor'))
      with check (${NAMES_ONESELF('seen_by')});
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop policy see on alerts;
    drop policy settle on reports;
    drop policy second on reviews;
    drop policy decide on reviews;
    drop policy own_region on authorisation_withdrawals;
    drop policy own_deeds on ledger_entries;
    revoke update (seen_by, seen_at) on alerts from hedui_viewer;
    revoke update (settled_at) on reports from hedui_viewer;
    revoke update (second_verdict, second_account, second_at, second_sealed) on reviews from hedui_viewer;
    revoke insert on reviews, authorisation_withdrawals, ledger_entries from hedui_viewer;
    revoke usage on sequence authorisation_withdrawals_id_seq from hedui_viewer;
    alter function count_new_review security invoker reset search_path;
    alter function ledger_await_leaf security invoker reset search_path;
  `);
}
