// What is asked of one region, found without looking through all the others. Figures of a year for a city come from some fifty
// thousand tallies of chunks, each looked at under row-level security: here they are summed once more as chunks are counted, for
// each region and for those that hold it. And the reports of a town that has been quiet, for which a search by time would go
// back through a million of others, have an index of their own.

import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(TALLIES);
  await knex.raw(PLACES);
}

const TALLIES = `
    create table region_tallies (
      prefix text collate "C" not null,
      month date not null,
      scheme text not null,
      conclusion text not null,
      kind text not null,
      reports int not null,
      primary key (prefix, month, scheme, conclusion, kind)
    );
    comment on table region_tallies is 'The sums of chunk_tallies for a region and all that lies in it';
    comment on column region_tallies.prefix is
      'What the codes of all that lies in the region begin with: 37, 3710, 371002, 371002001; empty: the whole country';
    comment on column region_tallies.kind is 'Empty: all reports of the conclusion';

    create function region_prefixes(region text) returns setof text language sql immutable parallel safe as $$
      select left(whole, length)
      from (select case when length(region) > 6 then region else regexp_replace(region, '(0000|00)$', '') end as whole) r,
           unnest(array[0, 2, 4, 6, 9, 12]) as length
      where length <= length(whole)
    $$;
    comment on function region_prefixes is 'Of a region and of those that hold it (GB/T 2260), as region_tallies.prefix';

    create function figures_prefix(asked text) returns text language sql stable parallel safe as $$
      select case
               when own is null then coalesce(asked, '')
               when asked is null or starts_with(own, asked) then own
               when starts_with(asked, own) then asked
             end
      from (select nullif(current_setting('hedui.viewer_from', true), '') as own) viewer
    $$;
    comment on function figures_prefix is 'Where the asked region and the viewer''s meet; null where they do not';

    -- Of the owner, so that a worker of the version before goes on under a role that was granted nothing here yet.
    create function tallies_were_added() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into region_tallies as t (prefix, month, scheme, conclusion, kind, reports)
      select p, month, scheme, conclusion, coalesce(kind, ''), sum(reports)
      from added, region_prefixes(region) as p group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
      on conflict (prefix, month, scheme, conclusion, kind) do update set reports = t.reports + excluded.reports;
      return null;
    end $$;
    create function tallies_were_removed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      update region_tallies t set reports = t.reports - gone.reports
      from (select p as prefix, month, scheme, conclusion, coalesce(kind, '') as kind, sum(reports) as reports
            from removed, region_prefixes(region) as p group by 1, 2, 3, 4, 5) gone
      where (t.prefix, t.month, t.scheme, t.conclusion, t.kind)
          = (gone.prefix, gone.month, gone.scheme, gone.conclusion, gone.kind);
      return null;
    end $$;
    lock table chunk_tallies in share row exclusive mode;
    create trigger added after insert on chunk_tallies
      referencing new table as added for each statement execute function tallies_were_added();
    create trigger removed after delete on chunk_tallies
      referencing old table as removed for each statement execute function tallies_were_removed();
    insert into region_tallies (prefix, month, scheme, conclusion, kind, reports)
      select p, month, scheme, conclusion, coalesce(kind, ''), sum(reports)
      from chunk_tallies, region_prefixes(region) as p group by 1, 2, 3, 4, 5;
    drop index chunk_tallies_by_month;

    grant select on region_tallies to hedui_viewer;
    alter table region_tallies enable row level security;
    create policy region on region_tallies for select to hedui_viewer using (viewer_covers(prefix));
`;

const PLACES = `
    create index reports_by_place on reports (handled_in, issued_at desc, number desc)
      include (conclusion, scheme, submitted_by) where is_current;
    -- What reports are searched by, without their batches: found by indexes alone. Filtered as shown_reports is.
    create view placed_reports as
      select number, issued_at, handled_in, is_current, conclusion, finding_kinds, scheme, submitted_by, batch_id,
             household_id
      from reports where viewer_sees(handled_in);
    grant select on placed_reports to hedui_viewer;
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop view placed_reports;
    drop index reports_by_place;
    create index chunk_tallies_by_month on chunk_tallies (month)
      include (region, scheme, conclusion, kind, reports);
    drop trigger added on chunk_tallies;
    drop trigger removed on chunk_tallies;
    drop function tallies_were_added, tallies_were_removed, figures_prefix, region_prefixes;
    drop table region_tallies;
  `);
}
