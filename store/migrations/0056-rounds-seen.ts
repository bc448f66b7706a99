// What a night found is before those whose household it is: its report says of which round it comes, and a round lies in no
// region.

import type { Knex } from 'knex';

const OWN_OR_OF_A_HOUSEHOLD = `viewer_sees(region) or exists (select from households h where h.batch_id = batches.id)`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter policy region on batches using (
      ${OWN_OR_OF_A_HOUSEHOLD} or (kind in ('recheck', 'standards') and region = '000000'));
    comment on policy region on batches is 'A round of the scheduler names nobody: its households are seen each by its own region';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`alter policy region on batches using (${OWN_OR_OF_A_HOUSEHOLD});`);
}
