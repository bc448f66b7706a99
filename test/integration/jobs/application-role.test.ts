// The engine as a role that cannot change the ledger: it verifies a village all the same.

import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { asCalendarDate } from '../../../domain/calendar.ts';
import { openEngine } from '../../../jobs/engine.ts';
import { openLog } from '../../../jobs/log.ts';
import { startWorking } from '../../../jobs/worker.ts';
import { grantApplicationRole } from '../../../store/application-role.ts';
import { openClient } from '../../support/store.ts';
import { openVillage, submitVillage, untilDone } from '../../support/village.ts';

test('a role with no right to change the ledger verifies a batch, and cannot change the ledger', async () => {
  const village = await openVillage();
  const ownerUrl = village.settings.databaseUrl ?? '';
  const owner = await openClient(ownerUrl);
  const role = `hedui_app_${randomBytes(4).toString('hex')}`;
  try {
    const first = await village.open();
    expect(await first.store.mayChangeLedger()).toBe(true);
    await owner.query(`create role ${role} login password 'app'`);
    await owner.query(`create database ${role} owner ${role}`);
    await grantApplicationRole(ownerUrl, role);
    await grantApplicationRole(ownerUrl, role);
    const url = new URL(ownerUrl);
    url.username = role;
    url.password = 'app';
    // Where there is no Redis, the queue lies in a database of the role's own.
    const queueUrl = process.env['QUEUE_URL'] || url.href.replace(/[^/]+$/, role);
    const settings = { ...village.settings, databaseUrl: url.href, queueUrl };
    const engine = await openEngine(settings, openLog('silent'));
    const working = await startWorking(engine);
    const { batchId } = await submitVillage(village, engine);
    await untilDone(engine, batchId);
    await working.stop();
    expect((await engine.store.batches.progress(batchId)).reports).toBe(4);
    expect(await engine.store.mayChangeLedger()).toBe(false);
    // It owns no table, and yet the month turns under it.
    const made = await engine.store.months.open(asCalendarDate('2101-05-01'));
    expect(made).toContain('ledger_entries_2101_05');
    expect((await engine.store.ledger.verify()).faults).toEqual([]);
    await engine.close();

    const insider = await openClient(url.href);
    for (const change of [
      `update ledger_entries set actor = 'nobody'`,
      `update ledger_entries_before set actor = 'nobody'`,
      'delete from ledger_entries_2101_05',
      'select from answers_before',
      'drop table answers_2101_05',
      'delete from ledger_leaves',
      'truncate ledger_checkpoints',
      'alter table ledger_entries disable trigger all',
      'set session_replication_role = replica',
    ]) {
      await expect(insider.query(change)).rejects.toThrow(/permission denied|must be owner/);
    }
    await insider.end();
  } finally {
    await owner.query(`drop owned by ${role} cascade`).catch(() => {});
    await owner.end();
    await village.close();
    const admin = await openClient(ownerUrl.replace(/[^/]+$/, 'postgres'));
    await admin.query(`drop database if exists ${role} with (force)`);
    await admin.query(`drop role if exists ${role}`);
    await admin.end();
  }
});
