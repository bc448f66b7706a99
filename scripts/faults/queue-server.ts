// A Redis of the campaign's own, with the durability that docs/operating.md asks for: it can be killed, and robbed of all.

import { spawnSync } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import { supervise, type Supervised } from './supervised.ts';

export type QueueServer = {
  readonly url: string;
  readonly process: Supervised;
  /** Killed, its files removed, started again empty. */
  loseEverything(): Promise<void>;
  end(): Promise<void>;
};

/** null where no redis-server is installed: the queue is then PostgreSQL's, and what befalls it befalls the queue. */
export async function openQueueServer(folder: string): Promise<QueueServer | null> {
  if (spawnSync('redis-server', ['--version']).status !== 0) return null;
  const port = await freePort();
  const data = join(folder, 'redis');
  await mkdir(data, { recursive: true });
  const start = () =>
    supervise(
      'redis',
      [
        'redis-server',
        ...`--port ${port} --bind 127.0.0.1 --dir ${data} --daemonize no`.split(' '),
        ...'--appendonly yes --appendfsync everysec --maxmemory-policy noeviction'.split(' '),
      ],
      { PATH: process.env['PATH'] },
    );
  const held = { process: start() };
  return {
    url: `redis://127.0.0.1:${port}/0`,
    get process() {
      return held.process;
    },
    async loseEverything() {
      held.process.signal('SIGKILL');
      await held.process.end();
      await rm(data, { recursive: true, force: true });
      await mkdir(data, { recursive: true });
      held.process = start();
    },
    end: () => held.process.end(),
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
