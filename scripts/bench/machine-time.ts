// Processor time of everybody who works on a batch beside the engine: departments, database, queue. With the engine's own it
// says what a run costs the machine, and so how fast it could be at best on so many cores. On Linux, for servers on this
// machine.

import { readdirSync } from 'node:fs';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Given } from './bench-servers.ts';
import { type ProcessStat, processStat } from './process-stat.ts';

/** Processor seconds since the start of each; null: not to be seen from here. */
export type MachineTime = {
  readonly departments: number | null;
  readonly database: number | null;
  /** null also when it is the database that carries the queue. */
  readonly queue: number | null;
};

/** To be called while no process of the engine runs: it would pass for a department. */
export async function machineTime({ databaseUrl, queueUrl }: Given): Promise<MachineTime> {
  const server = await postmaster(databaseUrl);
  const processes = allProcesses();
  const below = (root: number): number =>
    processes
      .filter(({ parent }) => parent === root)
      .reduce((sum, one) => sum + whole(one) + below(one.pid), 0);
  const database = processes.find(({ pid }) => pid === server);
  return {
    departments: processes.length > 0 ? below(process.pid) : null,
    database: database ? whole(database) + below(database.pid) : null,
    queue: await redisSeconds(queueUrl),
  };
}

export function timeBetween(before: MachineTime, after: MachineTime): MachineTime {
  const of = (who: keyof MachineTime) => {
    const [from, until] = [before[who], after[who]];
    return from === null || until === null ? null : until - from;
  };
  return { departments: of('departments'), database: of('database'), queue: of('queue') };
}

/** The parent of our own session; null when the server is on another machine. */
async function postmaster(databaseUrl: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const session = processStat(rows[0]?.pid ?? 0);
    return session?.name.startsWith('postgres') ? session.parent : null;
  } finally {
    await client.end();
  }
}

async function redisSeconds(queueUrl: string | null): Promise<number | null> {
  if (!queueUrl?.startsWith('redis')) return null;
  const redis = new Redis(queueUrl);
  try {
    const said = await redis.info('cpu');
    const figure = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(said)?.[1]);
    return figure('used_cpu_user') + figure('used_cpu_sys');
  } finally {
    await redis.quit();
  }
}

function allProcesses(): ProcessStat[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((folder) => {
    const stat = /^\d+$/.test(folder) ? processStat(Number(folder)) : null;
    return stat === null ? [] : [stat];
  });
}

function whole({ seconds, endedSeconds }: ProcessStat): number {
  return seconds + endedSeconds;
}
