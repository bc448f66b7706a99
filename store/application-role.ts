// The database role that the engine should run as (应用账户): it does all the work, and can neither change nor delete what is
// in the ledger, nor take the triggers away that see to it. The owner of the tables stays for migrations.

import pg from 'pg';
import { HeduiError } from '../domain/errors.ts';
import type { Database } from './database.ts';
import { asHeduiErrors } from './database.ts';

const LEDGER_TABLES = [
  'ledger_entries',
  'ledger_leaves',
  'ledger_checkpoints',
  'lookup_lists',
] as const;

/**
 * Gives the role what it needs on every table of ours; again after each upgrade. The queue is not among them: BullMQ looks
 * after its tables itself and must own them, so it lies on Redis or in a database of the role's own.
 * @param ownerUrl of who owns them
 */
export async function grantApplicationRole(ownerUrl: string, role: string): Promise<void> {
  await asHeduiErrors(async () => {
    const owner = new pg.Client({ connectionString: ownerUrl });
    owner.on('error', () => {});
    await owner.connect();
    try {
      const { rows } = await owner.query('select from pg_roles where rolname = $1', [role]);
      if (rows.length === 0) throw roleUnknown(role);
      await owner.query(grants(owner.escapeIdentifier(role)));
    } finally {
      await owner.end();
    }
  });
}

function grants(role: string): string {
  return `
    do $$
    declare
      place text;
    begin
      execute format('grant connect on database %I to ${role}', current_database());
      foreach place in array array['public'] loop
        execute format('grant usage on schema %I to ${role}', place);
        execute format('grant select, insert, update, delete on all tables in schema %I to ${role}', place);
        execute format('grant usage, select, update on all sequences in schema %I to ${role}', place);
      end loop;
    end $$;
    -- A part of a table is used through the whole, which has the triggers and the rights.
    do $$
    declare
      part regclass;
    begin
      for part in select inhrelid::regclass from pg_inherits
                  where inhparent in ('answers'::regclass, 'ledger_entries'::regclass) loop
        execute format('revoke all on %s from ${role}', part);
      end loop;
    end $$;
    grant execute on function open_month(date), drop_erased_months(date) to ${role};
    revoke update, delete, truncate on ${LEDGER_TABLES.join(', ')} from ${role};
    -- Row-level security is for viewers, and COPY does not work under it.
    alter role ${role} bypassrls;
    grant hedui_viewer to ${role};`;
}

/** Whether whoever we are could change or delete entries, or take the triggers away. */
export async function mayChangeLedger(database: Database): Promise<boolean> {
  const row = await database.one<{ may: boolean }>(
    `select coalesce(bool_or(
              has_table_privilege(name, 'update') or has_table_privilege(name, 'delete')
              or pg_has_role((select relowner from pg_class where oid = name::regclass), 'usage')), true) as may
     from (select name from unnest($1::text[]) as name
           union all select inhrelid::regclass::text from pg_inherits where inhparent::regclass::text = any($1)) as t`,
    [LEDGER_TABLES],
  );
  return row?.may ?? true;
}

function roleUnknown(role: string): HeduiError {
  return new HeduiError('STORE_ROLE_MISSING', {
    zh: `数据库中没有角色 ${role}。请先执行：create role ${role} login password '…'。`,
    en: `The database has no role ${role}. First run: create role ${role} login password '…'.`,
  });
}
