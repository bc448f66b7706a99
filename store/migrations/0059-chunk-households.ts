// The households of one chunk, found by their places. Joined to its chunk, the view of placed households was read for the
// whole batch each time: a view with conditions of its own is not taken apart, so the places of the chunk never reached its
// index, and a batch of 100,000 households was read a thousand times over.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function chunk_households(batch bigint, chunk int) returns setof placed_households
    language sql stable as $$
      select h.* from chunks c cross join lateral (
        select batch_id, seq, id, verification, region, key_wrapped, key_version, sealed from households
        where batch_id = c.batch_id and seq between c.first_seq and c.last_seq and verification = 1
        union all
        select g.batch_id, g.seq, h.id, h.verification, h.region, h.key_wrapped, h.key_version, h.sealed
        from gathered_households g
        join households h on h.id = g.household_id and h.verification = g.verification
        where g.batch_id = c.batch_id and g.seq between c.first_seq and c.last_seq) h
      where c.batch_id = $1 and c.seq = $2
    $$;
    comment on function chunk_households is 'The placed households of one chunk';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop function chunk_households');
}
