// Schedules on the real queue: one place each however many processes set them, missed nights caught up once, paused ones
// left alone.

import { EventEmitter, once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { parse, stringify } from 'yaml';
import { SCHEDULE_NAMES } from '../../../config/recheck.ts';
import { shanghaiDate } from '../../../domain/calendar.ts';
import type { Engine } from '../../../jobs/engine.ts';
import { DONE, type RunningWorkers } from '../../../jobs/queues.ts';
import { startWorking } from '../../../jobs/worker.ts';
import { type Office, openOffice } from '../../support/village.ts';
import { until } from '../../support/until.ts';

let office: Office;
let sql: pg.Client;
const working: RunningWorkers[] = [];

beforeEach(async () => {
  const opened = await openOffice();
  // No quiet hours: a test runs at any time of day.
  const recheckFile = join(opened.folder, 'recheck.yaml');
  const settings = parse(await readFile('config/recheck.yaml', 'utf8')) as object;
  await writeFile(recheckFile, stringify({ ...settings, quietFrom: '00:00', quietUntil: '00:00' }));
  Object.assign(opened.settings, { recheckFile });
  office = opened;
  sql = new pg.Client({ connectionString: opened.settings.databaseUrl ?? '' });
});

afterEach(async () => {
  for (const workers of working.splice(0)) await workers.stop();
  await sql.end();
  await office.close();
});

async function work(): Promise<Engine> {
  const engine = await office.open();
  working.push(await startWorking(engine));
  return engine;
}

async function nights(): Promise<string[]> {
  const { rows } = await sql.query('select night::text from nights where finished_at is not null');
  return rows.map(({ night }: { night: string }) => night);
}

/** As if nothing had run for some days. */
async function lastRanDaysAgo(days: number): Promise<void> {
  await sql.query(`update schedules set ran_at = now() - make_interval(days => $1)`, [days]);
}

describe('after days on which no process ran', () => {
  test('one night is caught up, once, by several workers that start', async () => {
    const engine = await work();
    await sql.connect();
    // A new installation has missed nothing.
    expect(await nights()).toEqual([]);
    for (const workers of working.splice(0)) await workers.stop();
    await lastRanDaysAgo(5);
    await Promise.all([work(), work()]);
    await until('the night is worked through', async () => (await nights()).length > 0);
    expect(await nights()).toEqual([shanghaiDate(new Date())]);
    const state = async () => (await engine.store.schedules.states()).get('recheck');
    await until('the run is noted', async () => (await state())?.summary !== null);
    expect((await state())?.summary).toMatchObject({ ran: 'yes', households: 0 });
    // The next run of each schedule, and nothing else.
    const next = { delayed: SCHEDULE_NAMES.length, waiting: 0, active: 0, failed: 0 };
    await until('what was missed has run', async () => {
      const counts = await engine.queues.counts([]);
      const schedule = counts.find(({ queue }) => queue === 'schedule');
      return isDeepStrictEqual(schedule, { queue: 'schedule', ...next });
    });
  });
});

describe('a paused schedule', () => {
  test('is not run, also by hand, until it is resumed; the ledger knows who paused it', async () => {
    const engine = await work();
    await sql.connect();
    const { schedules } = engine.store;
    expect(await schedules.pause('recheck', 'operator', '系统升级')).toBe(true);
    expect(await schedules.pause('recheck', 'operator', '系统升级')).toBe(false);
    await engine.queues.runScheduled('recheck', 'by-hand-1');
    await until('the job is over', async () => {
      const counts = await engine.queues.counts([]);
      const schedule = counts.find(({ queue }) => queue === 'schedule');
      return schedule?.waiting === 0 && schedule.active === 0;
    });
    expect(await nights()).toEqual([]);
    expect(await schedules.resume('recheck', 'operator')).toBe(true);
    await engine.queues.runScheduled('recheck', 'by-hand-2');
    await until('the night is worked through', async () => (await nights()).length === 1);
    const { rows } = await sql.query(
      `select actor, subject from ledger_entries where kind = 'configured' order by id`,
    );
    expect(rows).toEqual([
      { actor: 'operator', subject: 'schedule/recheck' },
      { actor: 'operator', subject: 'schedule/recheck' },
    ]);
  });
});

describe('a schedule that is being run', () => {
  test('names the process that runs it, for as long as it does', async () => {
    const { queues } = await office.open();
    await sql.connect();
    expect(await queues.whoRunsSchedules()).toBeNull();
    const moments = new EventEmitter();
    const [begun, ended] = [once(moments, 'begun'), once(moments, 'ended')];
    const nothing = async () => DONE;
    const scheduled = async () => {
      moments.emit('begun');
      await ended;
      return DONE;
    };
    working.push(
      queues.startWorkers(
        { lookup: nothing, verify: nothing, scheduled },
        { departments: [], lookupConcurrency: 1, takeoverMs: 30_000, onError() {}, onFailed() {} },
      ),
    );
    await queues.runScheduled('recheck', 'by-hand-1');
    await begun;
    expect(await queues.whoRunsSchedules()).toBe(`${hostname()}/${process.pid}`);
    moments.emit('ended');
    await until('nobody does', async () => (await queues.whoRunsSchedules()) === null);
  });
});

describe('a night that is called for again', () => {
  test('is not run again, and what it did stays its last word', async () => {
    const engine = await work();
    await sql.connect();
    const state = async () => (await engine.store.schedules.states()).get('recheck');
    await engine.queues.runScheduled('recheck', 'by-hand-1');
    await until('the run is noted', async () => (await state())?.summary !== null);
    const first = await state();
    expect(first?.summary).toMatchObject({ ran: 'yes' });
    await engine.queues.runScheduled('recheck', 'by-hand-2');
    await until('the second is noted', async () => (await state())?.ranAt !== first?.ranAt);
    expect((await state())?.summary).toEqual(first?.summary);
  });
});
