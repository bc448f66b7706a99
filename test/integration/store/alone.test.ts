// Work that one process at a time does, for as long as it takes: it must keep others out, and nothing from vacuum.

import { describe, expect, test } from '@jest/globals';
import { useStore } from '../../support/store.ts';
import { until } from '../../support/until.ts';

const opened = useStore();

const alone = [
  ['a run of signals', <T>(work: () => Promise<T>) => opened.store.signals.whileRunning(work)],
  ['a turning of keys', <T>(work: () => Promise<T>) => opened.store.keyVersions.whileTurning(work)],
] as const;

async function sessionsOf(condition: string): Promise<number> {
  const { rows } = await opened.sql.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and ${condition}`,
  );
  return rows[0]?.count ?? 0;
}

const holders = (act: string) =>
  opened.sql.query(
    `select ${act} from pg_locks where locktype = 'advisory' and granted
     and database = (select oid from pg_database where datname = current_database())`,
  );

describe.each(alone)('%s', (_, whileAlone) => {
  test('keeps others out until it ends, well or not', async () => {
    const outcome = await whileAlone(async () => {
      expect(await whileAlone(async () => 'second')).toBeNull();
      return 'first';
    });
    expect(outcome).toBe('first');
    const failing = whileAlone(async () => {
      throw new RangeError('it fails');
    });
    await expect(failing).rejects.toThrow('it fails');
    expect(await whileAlone(async () => 'third')).toBe('third');
    expect((await holders('pid')).rows).toEqual([]);
  });

  // The oldest transaction that is open says what vacuum may clear, in every table.
  test('leaves no transaction open meanwhile', async () => {
    const outcome = await whileAlone(() =>
      sessionsOf(`(state = 'idle in transaction' or backend_xmin is not null)`),
    );
    expect(outcome).toBe(0);
  });

  test('lets another begin when the connection that held it is lost', async () => {
    const outcome = await whileAlone(async () => {
      await holders('pg_terminate_backend(pid)');
      await until('its session has ended', async () => (await holders('pid')).rows.length === 0);
      return whileAlone(async () => 'another');
    });
    expect(outcome).toBe('another');
  });
});
