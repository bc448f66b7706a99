// Entries of the ledger for tests, and what an administrator of its database can do to it.

import type pg from 'pg';
import type { Instant } from '../../domain/calendar.ts';
import type { Checkpoint } from '../../store/ledger/checkpoint.ts';
import type { Deed } from '../../store/ledger/entries.ts';
import type { Store } from '../../store/store.ts';

export function lookAt(subject: string): Deed {
  return {
    at: '2026-07-01T02:00:00.000Z' as Instant,
    actor: 'clerk',
    kind: 'look',
    subject,
    purpose: 'application',
    content: 'what was seen',
  };
}

/** Five entries under one checkpoint, four more under a second. */
export async function filledLedger({ ledger }: Pick<Store, 'ledger'>): Promise<Checkpoint[]> {
  await ledger.note(['a', 'b', 'c', 'd', 'e'].map(lookAt));
  const first = await ledger.sequence();
  await ledger.note(['f', 'g', 'h', 'i'].map(lookAt));
  const second = await ledger.sequence();
  return [first, second].flatMap((one) => one ?? []);
}

/** Past the triggers, as only an administrator of the database can. */
export async function tamper(sql: pg.Client, ...statements: string[]): Promise<void> {
  await sql.query('begin');
  await sql.query('set local session_replication_role = replica');
  for (const statement of statements) await sql.query(statement);
  await sql.query('commit');
}
