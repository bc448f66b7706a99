// A connection to the database that breaks while an answer is being stored: the answer is held until it can be stored, and
// the department is not asked again.

import { afterEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { startWorking } from '../../jobs/worker.ts';
import { until } from '../support/until.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../support/village.ts';

let village: Village;
let outsider: pg.Client;
afterEach(async () => {
  await outsider.end();
  await village.close();
});

test('nothing is asked twice when the connection of the answer breaks', async () => {
  village = await openVillage();
  const engine = await village.open();
  outsider = new pg.Client({ connectionString: village.settings.databaseUrl ?? '' });
  await outsider.connect();
  const { batchId } = await submitVillage(village, engine);
  // The store takes this lock before it writes the answers of a chunk's department; whoever holds it stops it there.
  const answers = `answers/${batchId}-1/public-security`;
  await outsider.query('select pg_advisory_lock(hashtextextended($1, 0))', [answers]);

  const working = await startWorking(engine);
  const storing = async () => {
    const { rows } = await outsider.query<{ pid: number }>(
      `select pid from pg_locks where locktype = 'advisory' and not granted
         and database = (select oid from pg_database where datname = current_database())`,
    );
    return rows.map(({ pid }) => pid);
  };
  await until('the answer is about to be stored', async () => (await storing()).length > 0);
  await outsider.query('select pg_terminate_backend(pid) from unnest($1::int[]) as cut (pid)', [
    await storing(),
  ]);
  await outsider.query('select pg_advisory_unlock_all()');

  await untilDone(engine, batchId);
  await working.stop();
  const { askedAfterAnswered, answered } = await village.city.counted('public-security');
  expect(answered).toBeGreaterThan(0);
  expect(askedAfterAnswered).toBe(0);
});
