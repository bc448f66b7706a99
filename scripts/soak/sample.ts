// One look at an installation from outside: memory, heap, open files and connections of each process, the database's
// tables, the queue's keys and memory, and files that should not stay.

import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { Ground } from '../faults/ground.ts';
import { jobsLeft } from '../faults/invariants.ts';
import type { Heap } from './probe.ts';
import { probeSocket } from './probe-socket.ts';

/** Figures by name, `process figure`: each is one series of the run. */
export type Figures = ReadonlyMap<string, number>;

/** Of the whole machine, since the look before. */
export const BUSY = 'processors: busy, %';

export type Places = { readonly probes: string; readonly temporary: string; readonly home: string };

/** They grow with every batch, and autovacuum comes when a part of them is dead. */
const GROWING_TABLES = ['answers', 'batches', 'chunks', 'households', 'reports'];
/** Written and cleared all the time. */
const BUSY_TABLES = [
  'chunk_answers',
  'department_rates',
  'ledger_pending',
  'parked_questions',
  'workers',
];

export function openSampler(ground: Ground, places: Places) {
  const redis = ground.queue && new Redis(ground.queue.url, { lazyConnect: true });
  let since = machineTimes();
  return {
    async look(): Promise<Figures> {
      const figures = new Map<string, number>();
      const now = machineTimes();
      figures.set(BUSY, (100 * (now.busy - since.busy)) / Math.max(1, now.all - since.all));
      since = now;
      for (const one of [...ground.workers, ground.console]) {
        const pid = one.pid();
        if (pid === null) continue;
        const heap = await heapOf(places.probes, pid);
        figures.set(`${one.name}: heap after collection, MiB`, mib(heap.usedBytes));
        figures.set(`${one.name}: buffers outside the heap, MiB`, mib(heap.externalBytes));
        figures.set(`${one.name}: resident memory, MiB`, await residentMib(pid));
        figures.set(
          `${one.name}: open files and sockets`,
          (await readdir(`/proc/${pid}/fd`)).length,
        );
      }
      await lookAtDatabase(figures);
      const jobs = (await jobsLeft(ground.engine)).map(
        ({ waiting, active, delayed }) => waiting + active + delayed,
      );
      figures.set(
        'jobs on the queues',
        jobs.reduce((sum, one) => sum + one, 0),
      );
      if (redis) {
        figures.set('Redis: keys', await redis.dbsize());
        const memory = await redis.info('memory');
        figures.set('Redis: memory, MiB', mib(Number(/used_memory:(\d+)/.exec(memory)?.[1] ?? 0)));
        const clients = await redis.info('clients');
        figures.set(
          'Redis: connections',
          Number(/connected_clients:(\d+)/.exec(clients)?.[1] ?? 0),
        );
      }
      figures.set('files in the temporary folder', await filesIn(places.temporary));
      figures.set('files in uploads', await filesIn(join(places.home, 'uploads')));
      return figures;
    },
    async close(): Promise<void> {
      redis?.disconnect();
    },
  };

  async function lookAtDatabase(figures: Map<string, number>): Promise<void> {
    const [row] = await ground.sql<Record<string, string>>(
      `select (select count(*) from pg_stat_activity
               where backend_type = 'client backend' and pid <> pg_backend_pid()
                 and application_name = 'hedui') as connections,
              (select count(*) from pg_stat_activity where state = 'idle in transaction') as idle,
              (select count(*) from households) as households,
              (select count(*) from ledger_entries) as entries,
              pg_database_size(current_database()) as bytes,
              (select sum(pg_total_relation_size(relid)) from pg_stat_user_tables
               where relname like 'ledger%') as ledger`,
    );
    const of = (name: string) => Number(row?.[name] ?? 0);
    figures.set('PostgreSQL: connections', of('connections'));
    figures.set('PostgreSQL: idle in transaction', of('idle'));
    figures.set('PostgreSQL: MiB', mib(of('bytes')));
    figures.set('PostgreSQL: bytes a household', of('bytes') / Math.max(1, of('households')));
    figures.set(
      'PostgreSQL: bytes of the ledger an entry',
      of('ledger') / Math.max(1, of('entries')),
    );
    figures.set('households', of('households'));
    const tables = await ground.sql<{ name: string; live: string; dead: string }>(
      `select coalesce(inhparent::regclass::text, relname) as name, sum(n_live_tup) as live, sum(n_dead_tup) as dead
       from pg_stat_user_tables left join pg_inherits on inhrelid = relid
       where coalesce(inhparent::regclass::text, relname) = any($1) group by 1`,
      [[...GROWING_TABLES, ...BUSY_TABLES]],
    );
    for (const { name, live, dead } of tables) {
      if (GROWING_TABLES.includes(name)) {
        const all = Number(live) + Number(dead);
        figures.set(`${name}: dead rows, %`, (100 * Number(dead)) / Math.max(1, all));
      } else figures.set(`${name}: dead rows`, Number(dead));
    }
  }
}

/** Milliseconds of all processors together. */
function machineTimes(): { readonly busy: number; readonly all: number } {
  let [busy, all] = [0, 0];
  for (const { times } of cpus()) {
    const working = times.user + times.nice + times.sys + times.irq;
    busy += working;
    all += working + times.idle;
  }
  return { busy, all };
}

async function residentMib(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

async function heapOf(probes: string, pid: number): Promise<Heap> {
  const socket = connect(probeSocket(probes, pid)).setEncoding('utf8');
  let said = '';
  socket.on('data', (text: string) => {
    said += text;
  });
  await once(socket, 'close');
  return JSON.parse(said) as Heap;
}

async function filesIn(folder: string): Promise<number> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return all.filter((one) => one.isFile()).length;
}

function mib(bytes: number): number {
  return bytes / 1024 / 1024;
}
