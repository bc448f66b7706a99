// Who looked at whom: what people, not workers, did, as the ledger has it.

import { z } from 'zod';
import type { Instant } from '../domain/calendar.ts';
import type { CitizenId } from '../domain/citizen-id.ts';
import type { LedgerKind } from '../domain/ledger.ts';
import { cursorOf, readCursor } from './cursors.ts';
import type { Database } from './database.ts';
import { blindIndex, type IndexKey } from './encryption/blind-index.ts';

export type Look = {
  readonly at: Instant;
  readonly actor: string;
  readonly kind: LedgerKind;
  readonly subject: string;
  readonly purpose: string | null;
  /** Its place in the ledger; null until it has one. */
  readonly leaf: number | null;
};

export type LooksQuery = {
  readonly actor?: string | undefined;
  readonly kind?: LedgerKind | undefined;
  /** A report's number, or whatever the entry is about. */
  readonly subject?: string | undefined;
  /** At the reports of households that this person belongs to. */
  readonly idNumber?: CitizenId | undefined;
};

export type LooksPage = { readonly looks: readonly Look[]; readonly next: string | null };

const CURSOR = z.tuple([z.int().positive()]);

export type Looks = ReturnType<typeof looksIn>;

export function looksIn(database: Database, indexKey: IndexKey) {
  return {
    /** The latest first. */
    async find(
      query: LooksQuery,
      page: { readonly limit: number; readonly after?: string | undefined },
    ): Promise<LooksPage> {
      const values: unknown[] = [];
      const $ = (value: unknown) => `$${values.push(value)}`;
      const conditions = ["e.actor <> 'worker'"];
      if (query.actor !== undefined) conditions.push(`e.actor = ${$(query.actor)}`);
      if (query.kind !== undefined) conditions.push(`e.kind = ${$(query.kind)}`);
      if (query.subject !== undefined) conditions.push(`e.subject = ${$(query.subject)}`);
      if (query.idNumber !== undefined) {
        const index = $(blindIndex(indexKey, 'citizen-id', query.idNumber));
        conditions.push(`e.subject in (
          select r.number from persons p join reports r on r.household_id = p.household_id where p.id_index = ${index})`);
      }
      const after = page.after === undefined ? null : readCursor(page.after, CURSOR);
      if (after !== null) conditions.push(`e.id < ${$(after[0])}`);
      const rows = await database.rows<Look & { id: number }>(
        `select e.id, e.at, e.actor, e.kind, e.subject, e.purpose, l.leaf_index as leaf
         from ledger_entries e left join ledger_leaves l on l.entry_id = e.id
         where ${conditions.join(' and ')} order by e.id desc limit ${$(page.limit + 1)}`,
        values,
      );
      const looks = rows.slice(0, page.limit);
      const last = looks.at(-1);
      return {
        looks: looks.map(({ at, actor, kind, subject, purpose, leaf }) => ({
          at,
          actor,
          kind,
          subject,
          purpose,
          leaf,
        })),
        next: rows.length > page.limit && last !== undefined ? cursorOf([last.id]) : null,
      };
    },
  };
}
