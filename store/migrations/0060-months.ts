// Evidence and ledger in parts, one a month: a month that is over is written to no more, or hardly ever, so that vacuum and
// backups leave it alone, it can lie on slower disks, and a month whose households have all been erased is dropped whole.
//
// A part is a range of ids, since everything finds evidence by its household and the ledger by its entry. The ids of a month
// begin at a number of their own (month_begins), to which the engine moves on when the month turns: what is written needs no
// moving, and a month that was opened late has only begun later.

import type { Knex } from 'knex';

/** Whoever might use the old table may use the new one in the same way, and its parts only through it. */
const HAND_ON_GRANTS = (table: string) => `
    do $$
    declare
      given record;
    begin
      for given in
        select coalesce(quote_ident(r.rolname), 'public') as who, a.privilege_type as what
        from pg_class c cross join aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
        where c.oid = '${table}_before'::regclass and a.grantee <> c.relowner
      loop
        execute format('grant %s on ${table} to %s', given.what, given.who);
        execute format('revoke %s on ${table}_before from %s', given.what, given.who);
      end loop;
    end $$;`;

/** What there is becomes the first part; numbers that belong to no month yet have one that should stay empty. */
const ATTACH_PARTS = (table: string, each: number) => `
    do $$
    begin
      execute format('alter table ${table} attach partition ${table}_before for values from (minvalue) to (%s)',
                     month_begins((now() at time zone 'Asia/Shanghai')::date, ${each}));
    end $$;
    create table ${table}_beyond partition of ${table} default;`;

/** Far more than a province writes in a month. Were they used up, the month would go on into the next one's. */
const HOUSEHOLDS_A_MONTH = 100_000_000;
const ENTRIES_A_MONTH = 1_000_000_000;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function month_begins(on_day date, each bigint) returns bigint language sql immutable as $$
      select ((extract(year from on_day)::bigint - 2020) * 12 + extract(month from on_day)::bigint - 1) * each
    $$;
    comment on function month_begins is 'The first id of a month, when each month has so many: months since January 2020';

    alter table answers rename to answers_before;
    alter index answers_pkey rename to answers_before_pkey;
    create table answers (like answers_before including all excluding indexes) partition by range (household_id);
    alter table answers add primary key (household_id, verification, department),
      add foreign key (household_id) references households on delete cascade;
    ${ATTACH_PARTS('answers', HOUSEHOLDS_A_MONTH)}
    ${HAND_ON_GRANTS('answers')}
    drop policy region on answers_before;
    alter table answers_before disable row level security;
    alter table answers enable row level security;
    create policy region on answers for select to hedui_viewer using (
      exists (select from households h where h.id = household_id));

    alter table ledger_leaves drop constraint ledger_leaves_entry_id_fkey;
    alter table ledger_entries rename to ledger_entries_before;
    ${LEDGER_INDEXES.map(({ name }) => `alter index ${name} rename to ${name}_before;`).join('\n')}
    alter index ledger_entries_pkey rename to ledger_entries_before_pkey;
    create table ledger_entries (like ledger_entries_before including all excluding indexes excluding identity)
      partition by range (id);
    alter table ledger_entries add primary key (id);
    alter sequence ledger_entries_id_seq rename to ledger_entries_before_id_seq;
    alter table ledger_entries alter column id add generated always as identity (sequence name ledger_entries_id_seq);
    select setval('ledger_entries_id_seq', last_value, is_called) from ledger_entries_before_id_seq;
    alter table ledger_entries_before alter column id drop identity;
    ${LEDGER_INDEXES.map(({ name, on }) => `create index ${name} on ledger_entries ${on};`).join('\n')}
    ${ATTACH_PARTS('ledger_entries', ENTRIES_A_MONTH)}
    ${HAND_ON_GRANTS('ledger_entries')}
    drop policy auditors on ledger_entries_before;
    drop policy own_deeds on ledger_entries_before;
    alter table ledger_entries_before disable row level security;
    alter table ledger_entries enable row level security;
    create policy auditors on ledger_entries for select to hedui_viewer using (viewer_is('auditor'));
    create policy own_deeds on ledger_entries for insert to hedui_viewer
      with check (actor = current_setting('hedui.viewer_account', true));
    alter table ledger_leaves add foreign key (entry_id) references ledger_entries;

    -- Triggers of a statement belong to the table that it names: whoever names a part meets the same ones.
    create function guard_ledger_part(part regclass) returns void language plpgsql as $$
    begin
      execute format('create trigger only_added_to before update or delete or truncate on %s
                      for each statement execute function ledger_refuse_change()', part);
      execute format('create trigger await_leaf after insert on %s referencing new table as added
                      for each statement execute function ledger_await_leaf()', part);
    end $$;
    select guard_ledger_part('ledger_entries'), guard_ledger_part('ledger_entries_beyond');

    -- The role that the engine runs as owns no table: it asks for a month, and no more.
    create function open_month(on_day date) returns text[]
    language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '3s' as $$
    declare
      opened text[] := '{}';
      whole record;
      day date;
      part text;
      begins bigint;
      is_there boolean;
    begin
      if not pg_try_advisory_xact_lock(hashtextextended('hedui open_month', 0)) then
        return opened;
      end if;
      for whole in
        select * from (values ('answers', 'household_id', ${HOUSEHOLDS_A_MONTH}::bigint),
                              ('ledger_entries', 'id', ${ENTRIES_A_MONTH}::bigint)) as t (name, by_column, each)
      loop
        -- The next one too: numbers that run over have a place to go.
        foreach day in array array[on_day, (on_day + interval '1 month')::date] loop
          part := whole.name || to_char(day, '_YYYY_MM');
          begins := month_begins(day, whole.each);
          continue when to_regclass(part) is not null;
          -- Of a month that began before there were parts, or whose numbers were used while nobody opened it.
          execute format('select exists (select from %1$I_beyond where %2$I >= %3$s and %2$I < %4$s) or $1 < (
              select substring(pg_get_expr(relpartbound, oid) from ''TO \\(''''?(\\d+)'')::bigint
              from pg_class where oid = ''%1$s_before''::regclass)',
            whole.name, whole.by_column, begins, begins + whole.each) into is_there using begins;
          continue when is_there;
          execute format('create table %I partition of %I for values from (%s) to (%s)',
                         part, whole.name, begins, begins + whole.each);
          if whole.name = 'ledger_entries' then
            perform guard_ledger_part(part::regclass);
          end if;
          opened := opened || part;
        end loop;
      end loop;
      insert into serials as s (scope, next) values ('household', month_begins(on_day, ${HOUSEHOLDS_A_MONTH}) + 1)
        on conflict (scope) do update set next = greatest(s.next, excluded.next);
      perform setval('ledger_entries_id_seq',
                     greatest(last_value, month_begins(on_day, ${ENTRIES_A_MONTH}))) from ledger_entries_id_seq;
      return opened;
    end $$;
    comment on function open_month is 'Makes the parts of this month and the next, and moves on to the ids of this one';

    create function drop_erased_months(on_day date) returns text[]
    language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '3s' as $$
    declare
      dropped text[] := '{}';
      part text;
      begins bigint;
      is_over boolean;
    begin
      for part, begins in
        select c.relname, month_begins(to_date(right(c.relname, 7), 'YYYY_MM'), ${HOUSEHOLDS_A_MONTH})
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'answers'::regclass and c.relname ~ '^answers_\\d{4}_\\d\\d$' order by 1
      loop
        continue when begins + ${HOUSEHOLDS_A_MONTH} > month_begins(on_day, ${HOUSEHOLDS_A_MONTH});
        execute format('select not exists (select from %I) and not exists (
            select from households where id >= $1 and id < $1 + ${HOUSEHOLDS_A_MONTH} and key_wrapped is not null)', part)
          into is_over using begins;
        continue when not is_over;
        execute format('drop table %I', part);
        dropped := dropped || part;
      end loop;
      return dropped;
    end $$;
    comment on function drop_erased_months is 'Parts of months that are over and whose households have all been erased';
    revoke execute on function open_month(date), drop_erased_months(date), guard_ledger_part(regclass) from public;
  `);
}

const LEDGER_INDEXES = [
  { name: 'ledger_by_actor', on: `(actor, id desc) where actor <> 'worker'` },
  { name: 'ledger_by_subject', on: `(subject, id desc) where actor <> 'worker'` },
  { name: 'ledger_by_kind', on: `(kind, id desc) where actor <> 'worker'` },
  { name: 'ledger_by_people', on: `(id desc) where actor <> 'worker'` },
  {
    name: 'ledger_by_time',
    on: 'using brin (at) with (pages_per_range = 16, autosummarize = on)',
  },
] as const;

/** All parts in one table again. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function open_month, drop_erased_months, guard_ledger_part;

    create table answers_whole (like answers including all);
    alter table answers_whole add foreign key (household_id) references households on delete cascade;
    insert into answers_whole select * from answers;
    grant select on answers_whole to hedui_viewer;
    drop table answers;
    alter table answers_whole rename to answers;
    alter index answers_whole_pkey rename to answers_pkey;
    alter table answers enable row level security;
    create policy region on answers for select to hedui_viewer using (
      exists (select from households h where h.id = household_id));

    alter table ledger_leaves drop constraint ledger_leaves_entry_id_fkey;
    create table ledger_entries_whole (like ledger_entries including all excluding indexes);
    insert into ledger_entries_whole overriding system value select * from ledger_entries;
    select setval(pg_get_serial_sequence('ledger_entries_whole', 'id'), last_value, is_called)
    from ledger_entries_id_seq;
    drop table ledger_entries;
    alter table ledger_entries_whole rename to ledger_entries;
    alter sequence ledger_entries_whole_id_seq rename to ledger_entries_id_seq;
    alter table ledger_entries add primary key (id);
    ${LEDGER_INDEXES.map(({ name, on }) => `create index ${name} on ledger_entries ${on};`).join('\n')}
    grant select, insert on ledger_entries to hedui_viewer;
    alter table ledger_entries enable row level security;
    create policy auditors on ledger_entries for select to hedui_viewer using (viewer_is('auditor'));
    create policy own_deeds on ledger_entries for insert to hedui_viewer
      with check (actor = current_setting('hedui.viewer_account', true));
    alter table ledger_leaves add foreign key (entry_id) references ledger_entries;
    create trigger only_added_to before update or delete or truncate on ledger_entries
      for each statement execute function ledger_refuse_change();
    create trigger await_leaf after insert on ledger_entries
      referencing new table as added for each statement execute function ledger_await_leaf();
    drop function month_begins;
  `);
}
