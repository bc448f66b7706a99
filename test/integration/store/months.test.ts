// Evidence and ledger by month: what is written goes on in a part of its own when the month turns, nothing is moved, nothing
// gets around the whole, and a month of which nothing is left goes.

import { beforeEach, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { asCalendarDate } from '../../../domain/calendar.ts';
import { migrate } from '../../../store/migrate.ts';
import { MIGRATIONS } from '../../../store/migrations/migration-list.ts';
import { monthsCheck } from '../../../scripts/doctor/servers.ts';
import { openStore, type Store } from '../../../store/store.ts';
import { freshDatabase } from '../../support/database.ts';
import { lookAt } from '../../support/ledger.ts';
import { reportedBatch } from '../../support/reported.ts';
import { openClient, testKeys, useStoreForEach } from '../../support/store.ts';
import { until } from '../../support/until.ts';

let store: Store;
let sql: pg.Client;
const opened = useStoreForEach();
beforeEach(() => {
  ({ store, sql } = opened);
});

// Months to come, whenever this runs: of those before there were months, none is made.
const MAY = asCalendarDate('2101-05-01');
const JUNE = asCalendarDate('2101-06-15');
const AUGUST = asCalendarDate('2101-08-31');

/** How many rows lie where. */
async function rowsByPart(table: 'answers' | 'ledger_entries'): Promise<Record<string, number>> {
  const { rows } = await sql.query<{ part: string; n: number }>(
    `select tableoid::regclass::text as part, count(*)::int as n from ${table} group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map(({ part, n }) => [part, n]));
}

const makesOfMay = [
  'answers_2101_05',
  'answers_2101_06',
  'ledger_entries_2101_05',
  'ledger_entries_2101_06',
];

describe('when the month turns', () => {
  test('households and entries that come go on in its parts, and those there were stay where they are', async () => {
    await reportedBatch(store, 3, 1, { series: 'A' });
    const before = await rowsByPart('ledger_entries');
    expect(await rowsByPart('answers')).toEqual({ answers_before: 3 });
    expect(await store.months.open(MAY)).toEqual(makesOfMay);
    const inMay = await reportedBatch(store, 2, 100, { series: 'B' });
    // May 2101 is 81 years and 4 months after January 2020: 976 months of 100,000,000 households each.
    expect(inMay.ids).toEqual([97_600_000_001, 97_600_000_002]);
    expect(await store.months.open(JUNE)).toEqual(['answers_2101_07', 'ledger_entries_2101_07']);
    await reportedBatch(store, 1, 200, { series: 'C' });

    expect(await rowsByPart('answers')).toEqual({
      answers_2101_05: 2,
      answers_2101_06: 1,
      answers_before: 3,
    });
    expect(await rowsByPart('ledger_entries')).toEqual({
      ...before,
      ledger_entries_2101_05: expect.any(Number),
      ledger_entries_2101_06: expect.any(Number),
    });
    for (const number of ['A-2', 'B-1', 'C-0']) {
      expect((await store.reports.read(number)).number).toBe(number);
    }
    await store.ledger.sequence();
    expect(await store.ledger.verify()).toMatchObject({ waiting: 0, faults: [] });
  });

  test('it turns once, however often and by however many it is asked for', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => store.months.open(MAY)));
    expect(made.flat().toSorted()).toEqual(makesOfMay);
    expect(await store.months.open(MAY)).toEqual([]);
    const [first] = (await reportedBatch(store, 1, 1)).ids;
    await store.months.open(MAY);
    const [second] = (await reportedBatch(store, 1, 50, { series: 'B' })).ids;
    expect(second).toBe((first ?? 0) + 1);
  });

  test('months that nobody opened are passed over', async () => {
    await store.months.open(MAY);
    expect(await store.months.open(AUGUST)).toEqual([
      'answers_2101_08',
      'answers_2101_09',
      'ledger_entries_2101_08',
      'ledger_entries_2101_09',
    ]);
    await reportedBatch(store, 1, 1);
    expect(await rowsByPart('answers')).toEqual({ answers_2101_08: 1 });
  });

  test('a process that is killed amid it leaves all as it was', async () => {
    const killed = await openClient(opened.database.url);
    killed.on('error', () => {});
    const { rows } = await killed.query<{ pid: number }>('select pg_backend_pid() as pid');
    await killed.query('begin');
    await killed.query('select open_month($1)', [MAY]);
    await sql.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await until('its locks are gone', async () => (await store.months.open(MAY)).length > 0);
    await reportedBatch(store, 1, 1);
    expect(await rowsByPart('answers')).toEqual({ answers_2101_05: 1 });
  });

  test('writers that are at it lose nothing', async () => {
    const batches = Promise.all(
      Array.from({ length: 8 }, (_, n) => reportedBatch(store, 3, 10 * n, { series: `S${n}` })),
    );
    const made = store.months.open(MAY);
    const written = (await batches).flatMap(({ ids }) => ids);
    await made;
    expect(new Set(written).size).toBe(24);
    const { rows } = await sql.query('select count(*)::int as n from answers');
    expect(rows).toEqual([{ n: 24 }]);
    await store.ledger.sequence();
    expect(await store.ledger.verify()).toMatchObject({ waiting: 0, faults: [] });
  });

  test('numbers that belong to no month have a place all the same', async () => {
    await store.months.open(MAY);
    await sql.query(`update serials set next = month_begins('2101-07-01', 100000000) + 1
                     where scope = 'household'`);
    await reportedBatch(store, 1, 1);
    expect(await rowsByPart('answers')).toEqual({ answers_beyond: 1 });
    expect(await store.months.open(JUNE)).toEqual(['ledger_entries_2101_07']);
  });
});

test('the doctor says how many months there are, and when the present one is missing', async () => {
  expect(await monthsCheck(store, MAY)).toMatchObject({
    state: 'ok',
    said: { en: expect.stringContaining('not by month yet') },
  });
  await store.months.open(MAY);
  expect(await monthsCheck(store, JUNE)).toMatchObject({
    state: 'ok',
    said: { en: expect.stringContaining('in 2 months') },
  });
  expect(await monthsCheck(store, AUGUST)).toMatchObject({
    state: 'warn',
    said: { en: expect.stringContaining('A worker makes the parts of this month') },
  });
});

describe('a part', () => {
  test('of the ledger refuses to be changed, shortened or emptied, as the whole does', async () => {
    await store.months.open(MAY);
    await store.ledger.note([lookAt('a')]);
    for (const part of ['ledger_entries_2101_05', 'ledger_entries_before']) {
      for (const change of [
        `update ${part} set actor = 'nobody'`,
        `delete from ${part}`,
        `truncate ${part} cascade`,
      ]) {
        await expect(sql.query(change)).rejects.toThrow('can only be added to');
      }
    }
    await sql.query(
      `insert into ledger_entries_2101_05 overriding system value
       select 976000000000 + 999, at, actor, kind, 'beside', purpose, digest_algorithm, content_digest, leaf_hash
       from ledger_entries`,
    );
    // It awaits its leaf like every other, and is found for what it is.
    await store.ledger.sequence();
    expect((await store.ledger.verify()).faults).not.toEqual([]);
  });

  test('of evidence goes when its month is over and all of its households have been erased', async () => {
    await store.months.open(MAY);
    const { ids } = await reportedBatch(store, 2, 1);
    const erase = async (id: number | undefined) => {
      await sql.query('delete from answers where household_id = $1', [id]);
      await sql.query('update households set key_wrapped = null where id = $1', [id]);
    };
    await erase(ids[0]);
    await store.months.open(AUGUST);
    const august = await reportedBatch(store, 1, 50, { series: 'B' });
    // One household of May is still kept; June had none; August is not over.
    expect(await store.months.dropErased(AUGUST)).toEqual(['answers_2101_06']);
    await erase(ids[1]);
    await erase(august.ids[0]);
    expect(await store.months.dropErased(AUGUST)).toEqual(['answers_2101_05']);
    expect(await store.months.dropErased(AUGUST)).toEqual([]);
    expect((await store.months.parts()).map(({ name }) => name)).toEqual([
      'answers_2101_08',
      'answers_2101_09',
      'answers_before',
      'answers_beyond',
      'ledger_entries_2101_05',
      'ledger_entries_2101_06',
      'ledger_entries_2101_08',
      'ledger_entries_2101_09',
      'ledger_entries_before',
      'ledger_entries_beyond',
    ]);
    await store.ledger.sequence();
    expect(await store.ledger.verify()).toMatchObject({ waiting: 0, faults: [] });
  });
});

test('a database of the version before keeps every row, and goes on numbering where it was', async () => {
  const old = await freshDatabase({ empty: true });
  const upToMonths = MIGRATIONS.findIndex(({ name }) => name === '0060-months');
  await migrate(old.url, MIGRATIONS.slice(0, upToMonths));
  const client = await openClient(old.url);
  await client.query(
    `insert into ledger_entries (at, actor, kind, subject, digest_algorithm, content_digest, leaf_hash)
     select now(), 'worker', 'look', 'S' || n, 'sha-256', sha256('x'), sha256('y') from generate_series(1, 5) n`,
  );
  await client.query('insert into ledger_leaves select id - 1, id from ledger_entries');
  // Named like its database, of which there is but one.
  const role = old.url.slice(old.url.lastIndexOf('/') + 1);
  await client.query(`create role ${role} nologin`);
  await client.query(`grant select, insert on ledger_entries to ${role}`);
  await migrate(old.url);
  await client.query(
    `insert into ledger_entries (at, actor, kind, subject, digest_algorithm, content_digest, leaf_hash)
     values (now(), 'worker', 'look', 'S6', 'sha-256', sha256('x'), sha256('y'))`,
  );
  const { rows } = await client.query<{ id: string; subject: string }>(
    'select id::int, subject from ledger_entries order by id',
  );
  expect(rows).toEqual([1, 2, 3, 4, 5, 6].map((id) => ({ id, subject: `S${id}` })));
  const rights = await client.query(
    `select has_table_privilege($1, 'ledger_entries', 'insert') as whole,
            has_table_privilege($1, 'ledger_entries_before', 'insert') as part`,
    [role],
  );
  expect(rights.rows).toEqual([{ whole: true, part: false }]);
  await client.query(`drop owned by ${role}`);
  await client.query(`drop role ${role}`);
  await client.end();
  // And opens with the store of today.
  const today = await openStore({ databaseUrl: old.url, keys: testKeys });
  expect((await today.months.parts()).map(({ name }) => name)).toEqual([
    'answers_before',
    'answers_beyond',
    'ledger_entries_before',
    'ledger_entries_beyond',
  ]);
  await today.close();
  await old.drop();
});
