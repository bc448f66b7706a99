// The parts that evidence and ledger lie in, one a month (store/migrations/0060-months.ts).

import type { CalendarDate } from '../domain/calendar.ts';
import type { Database } from './database.ts';

export type MonthlyPart = {
  readonly of: 'answers' | 'ledger_entries';
  /** `answers_2026_12`; `_before`: what was there before there were months; `_beyond`: numbers of no month, and so empty. */
  readonly name: string;
  /** With its indexes. */
  readonly bytes: number;
};

export type Months = ReturnType<typeof monthsIn>;

/** Somebody else works with the table just now: the next time will do. */
const LOCKED = '55P03';

export function monthsIn(database: Database) {
  return {
    /**
     * Makes the parts of this month and of the next where they are missing; households and entries that come from now on are
     * numbered within this one. Called again, or by several at once, it does nothing more.
     * @returns the names of the parts that were made
     */
    async open(on: CalendarDate): Promise<string[]> {
      return unlessLocked(database, 'select open_month($1) as names', on);
    },

    /**
     * Drops the parts of evidence whose month is over and whose households have all been erased. The ledger keeps its own
     * for ever.
     * @returns their names
     */
    async dropErased(on: CalendarDate): Promise<string[]> {
      return unlessLocked(database, 'select drop_erased_months($1) as names', on);
    },

    /** In the order of their names. */
    async parts(): Promise<MonthlyPart[]> {
      return database.rows<MonthlyPart>(
        `select i.inhparent::regclass::text as of, c.relname as name, pg_total_relation_size(c.oid) as bytes
         from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where i.inhparent in ('answers'::regclass, 'ledger_entries'::regclass) order by c.relname`,
      );
    },
  };
}

/** The part of a table that a day's rows lie in. */
export function partOf(table: MonthlyPart['of'], on: CalendarDate): string {
  return `${table}_${on.slice(0, 7).replace('-', '_')}`;
}

async function unlessLocked(
  database: Database,
  statement: string,
  on: CalendarDate,
): Promise<string[]> {
  try {
    return (await database.one<{ names: string[] }>(statement, [on]))?.names ?? [];
  } catch (error) {
    if ((error as { code?: unknown }).code === LOCKED) return [];
    throw error;
  }
}
