// Processor time of this process, and of the PostgreSQL sessions that work for it where the server is on this machine.

import pg from 'pg';
import { processStat } from './process-stat.ts';

export type ProcessorTime = {
  readonly engineSeconds: number;
  /** null: the server's processes cannot be seen from here. */
  readonly databaseSeconds: number | null;
};

export async function processorTime(databaseUrl: string): Promise<ProcessorTime> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database()',
  );
  const { user, system } = process.cpuUsage();
  // While the own session is still there.
  const ofSessions = rows.map(({ pid }) => secondsOf(pid));
  await client.end();
  return {
    engineSeconds: (user + system) / 1e6,
    databaseSeconds: ofSessions.includes(null)
      ? null
      : ofSessions.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0),
  };
}

function secondsOf(pid: number): number | null {
  const session = processStat(pid);
  return session?.name.startsWith('postgres') ? session.seconds : null;
}

export function since(before: ProcessorTime, after: ProcessorTime): ProcessorTime {
  const isSeen = before.databaseSeconds !== null && after.databaseSeconds !== null;
  return {
    engineSeconds: after.engineSeconds - before.engineSeconds,
    // A session that ended meanwhile takes its time with it.
    databaseSeconds: isSeen
      ? Math.max(0, (after.databaseSeconds ?? 0) - (before.databaseSeconds ?? 0))
      : null,
  };
}
