import { describe, expect, test } from '@jest/globals';
import type { Instant } from '../../../domain/calendar.ts';
import { useStore } from '../../support/store.ts';

const held = useStore();

describe('the ledger', () => {
  const entry = (subject: string) => ({
    at: '2026-07-01T02:00:00.000Z' as Instant,
    actor: 'clerk',
    kind: 'look' as const,
    subject,
    purpose: 'application',
    content: 'what was seen',
  });

  test('gives entries of many writers their places once, and vouches for them', async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        held.store.ledger.note([entry(`a${i}`), entry(`b${i}`)]),
      ),
    );
    await Promise.all([held.store.ledger.sequence(), held.store.ledger.sequence()]);
    await held.store.ledger.note([entry('c')]);
    const checkpoint = await held.store.ledger.sequence();
    expect(await held.store.ledger.sequence()).toEqual(checkpoint);
    const { rows } = await held.sql.query('select count(*)::int as n from ledger_entries');
    expect(checkpoint?.size).toBe(rows[0].n);
    expect(await held.store.ledger.verify()).toMatchObject({ size: checkpoint?.size, faults: [] });
  });

  test('refuses to be changed, shortened or emptied', async () => {
    await held.store.ledger.note([entry('kept')]);
    await held.store.ledger.sequence();
    for (const table of ['ledger_entries', 'ledger_leaves', 'ledger_checkpoints']) {
      for (const change of [
        `delete from ${table}`,
        `truncate ${table} cascade`,
        `update ${table} set ${table === 'ledger_leaves' ? 'entry_id = entry_id' : 'at = now()'}`,
      ].filter((text) => !(table === 'ledger_leaves' && text.includes('at = now')))) {
        await expect(held.sql.query(change)).rejects.toThrow('the ledger can only be added to');
      }
    }
  });

  test('shows the entry that someone altered past the trigger', async () => {
    await held.store.ledger.note([entry('before')]);
    await held.store.ledger.sequence();
    await held.sql.query('begin');
    await held.sql.query(`set local session_replication_role = replica`);
    await held.sql.query(`update ledger_entries set subject = 'after' where subject = 'before'`);
    await held.sql.query('commit');
    const { faults } = await held.store.ledger.verify();
    expect(faults.map(({ kind }) => kind)).toEqual(['entry-altered', 'root-differs']);
  });
});
