// The whole ledger verified by a worker because an auditor asked.

import { describe, expect, test } from '@jest/globals';
import type { Instant } from '../../../domain/calendar.ts';
import { verifyAsked } from '../../../jobs/verify-ledger.ts';
import { useStore } from '../../support/store.ts';

const opened = useStore();

async function note(count: number): Promise<void> {
  await opened.store.ledger.note(
    Array.from({ length: count }, (_, n) => ({
      at: '2026-07-01T00:00:00.000Z' as Instant,
      actor: 'wang',
      kind: 'look' as const,
      subject: `report-${n}`,
      purpose: null,
      content: n,
    })),
  );
}

describe('a verification that was asked for', () => {
  test('is done once, by one worker, up to the newest entry, and its result stays', async () => {
    const { store } = opened;
    await note(7);
    expect(await store.ledgerVerifications.ask('zhao')).toBe(true);
    // Another auditor sees that one is under way.
    expect(await store.ledgerVerifications.ask('qian')).toBe(false);
    expect(await store.ledgerVerifications.underWay()).toMatchObject({ askedBy: 'zhao', size: 0 });
    await Promise.all([verifyAsked(store), verifyAsked(store)]);
    expect(await store.ledgerVerifications.underWay()).toBeNull();
    const last = await store.ledgerVerifications.last();
    expect(last).toMatchObject({ askedBy: 'zhao', size: 7, checkpoints: 1, faults: [] });
    // Nobody asked again.
    await verifyAsked(store);
    expect((await store.ledgerVerifications.last())?.id).toBe(last?.id);
  });

  test('says what does not agree', async () => {
    const { store, sql } = opened;
    await sql.query(`alter table ledger_entries disable trigger only_added_to`);
    await sql.query(
      `update ledger_entries set actor = 'li' where id = (select entry_id from ledger_leaves where leaf_index = 3)`,
    );
    await store.ledgerVerifications.ask('zhao');
    await verifyAsked(store);
    const last = await store.ledgerVerifications.last();
    expect(last?.faults).toContainEqual({ kind: 'entry-altered', at: '3' });
  });

  test('is taken over from a worker that was killed, and from no other', async () => {
    const { store, sql } = opened;
    await store.ledgerVerifications.ask('zhao');
    expect(await store.ledgerVerifications.claim()).not.toBeNull();
    expect(await store.ledgerVerifications.claim()).toBeNull();
    await sql.query(
      `update ledger_verifications set seen_at = now() - interval '6 minutes' where finished_at is null`,
    );
    await verifyAsked(store);
    expect(await store.ledgerVerifications.underWay()).toBeNull();
  });
});
