// How often people confirm and dismiss what rules find, counted as they decide: a rule that people mostly dismiss is a bad
// rule, and nobody should have to count a million reviews to see it.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table review_tallies (
      month date not null,
      region text collate "C" not null,
      scheme text not null,
      kind text not null,
      decision text not null check (decision in ('confirm', 'dismiss')),
      reviews int not null,
      primary key (month, region, scheme, kind, decision)
    );
    comment on column review_tallies.region is 'Whose caseworkers see the household';

    create function count_review(review reviews) returns void language sql as $$
      insert into review_tallies as t (month, region, scheme, kind, decision, reviews)
      select date_trunc('month', review.at at time zone 'Asia/Shanghai')::date, h.handled_in, b.scheme, review.kind,
             review.decision, 1
      from households h join batches b on b.id = h.batch_id
      where h.id = review.household_id and review.decision in ('confirm', 'dismiss')
      on conflict (month, region, scheme, kind, decision) do update set reviews = t.reviews + 1
    $$;
    create function count_new_review() returns trigger language plpgsql as $$
    begin
      perform count_review(new);
      return null;
    end $$;
    create trigger count_review after insert on reviews for each row execute function count_new_review();
    select count_review(r) from reviews r;

    create index reviews_that_dismiss on reviews (report_number) where decision = 'dismiss';

    grant select on review_tallies to hedui_viewer;
    alter table review_tallies enable row level security;
    create policy region on review_tallies for select to hedui_viewer using (viewer_covers(region));
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index reviews_that_dismiss;
    drop trigger count_review on reviews;
    drop function count_new_review, count_review;
    drop table review_tallies;
  `);
}
