import { afterEach, describe, expect, test } from '@jest/globals';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { acquireEmbedded } from '../../../store/embedded/acquire.ts';
import { removeAway } from '../../../store/embedded/place.ts';
import { canReach } from '../../../store/embedded/server-user.ts';
import { processesOf, startHolder } from '../../support/embedded-holders.ts';
import { until } from '../../support/until.ts';

const folders: string[] = [];
const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65_534, gid: 65_534 };
const checkout = fileURLToPath(new URL('../../../', import.meta.url));

/** A path below a folder that anyone may pass through, unless it is to be closed. */
async function newFolder({ closed = false } = {}): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'hedui-embedded-'));
  await chmod(parent, closed ? 0o700 : 0o755);
  folders.push(parent);
  return join(parent, 'home');
}

async function ask(url: string | undefined, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url ?? '' });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function keeperOf(folder: string): number {
  return processesOf(folder).find(({ command }) => /keeper\.(ts|js)/.test(command))?.pid ?? 0;
}

function serverOf(folder: string): number {
  return processesOf(folder).find(({ command }) => / -D /.test(command))?.pid ?? 0;
}

async function stopped(folder: string): Promise<void> {
  await until(`nothing runs for ${folder}`, () => processesOf(folder).length === 0);
}

afterEach(async () => {
  for (const parent of folders.splice(0)) {
    await stopped(parent);
    await removeAway(join(parent, 'home'));
    await rm(parent, { recursive: true, force: true });
  }
});

describe('an embedded server', () => {
  test('keeps what was written, under the same address, and stops when it is let go', async () => {
    const folder = await newFolder();
    const first = await acquireEmbedded({ folder });
    await ask(first.url, 'create table kept as select 42 as answer');
    await first.release();
    await stopped(folder);

    const second = await acquireEmbedded({ folder });
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'select * from kept')).toEqual([{ answer: 42 }]);
    await second.release();
  });

  test('listens on loopback only, sorts by code point, and keeps its password to its owner', async () => {
    const folder = await newFolder();
    const server = await acquireEmbedded({ folder });
    const settings = await ask(
      server.url,
      `select current_setting('listen_addresses') as listen, current_setting('unix_socket_directories') as sockets,
              current_setting('synchronous_commit') as durable, datcollate as collate
       from pg_database where datname = current_database()`,
    );
    expect(settings).toEqual([{ listen: '127.0.0.1', sockets: '', durable: 'on', collate: 'C' }]);
    expect((await stat(join(folder, 'postgres-password.txt'))).mode & 0o777).toBe(0o600);
    const wrong = new URL(server.url);
    wrong.password = 'wrong';
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
    await server.release();
  });

  test('is one, though two processes start it at the same moment', async () => {
    const folder = await newFolder();
    const holders = await Promise.all([
      startHolder(folder),
      startHolder(folder),
      startHolder(folder),
    ]);
    const [one, two, three] = holders.map((holder) => holder.said.url);
    expect(one).toMatch(/^postgres:/);
    expect([two, three]).toEqual([one, one]);
    await until('one keeper and one server', () => processesOf(folder).length === 2);
    for (const holder of holders) await holder.end();
  });

  test('stays while another process holds it', async () => {
    const folder = await newFolder();
    const [one, two] = await Promise.all([startHolder(folder), startHolder(folder)]);
    await one.end();
    expect(await ask(two.said.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await two.end();
  });

  test('stops when its only holder is killed with -9', async () => {
    const folder = await newFolder();
    const holder = await startHolder(folder);
    expect(serverOf(folder)).toBeGreaterThan(0);
    holder.process.kill('SIGKILL');
    await stopped(folder);
  });

  test('outlives its keeper, is taken over by a new one and stopped by that', async () => {
    const folder = await newFolder();
    const holder = await startHolder(folder);
    const server = serverOf(folder);
    const keeper = keeperOf(folder);
    process.kill(keeper, 'SIGKILL');
    await until('a new keeper', () => ![0, keeper].includes(keeperOf(folder)));
    expect(serverOf(folder)).toBe(server);
    expect(await ask(holder.said.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await holder.end();
  });

  test('left over by killed keeper and holder, is taken over at the next start', async () => {
    const folder = await newFolder();
    const holder = await startHolder(folder);
    const server = serverOf(folder);
    holder.process.kill('SIGSTOP');
    process.kill(keeperOf(folder), 'SIGKILL');
    holder.process.kill('SIGKILL');
    await until('the keeper is gone', () => keeperOf(folder) === 0);
    const next = await acquireEmbedded({ folder });
    expect(serverOf(folder)).toBe(server);
    expect(next.url).toBe(holder.said.url);
    await next.release();
  });

  test('comes up again after server, keeper and holder were all killed', async () => {
    const folder = await newFolder();
    const holder = await startHolder(folder);
    await ask(holder.said.url, 'create table kept as select 42 as answer');
    holder.process.kill('SIGSTOP');
    for (const { pid } of processesOf(folder)) process.kill(pid, 'SIGKILL');
    holder.process.kill('SIGKILL');
    const next = await acquireEmbedded({ folder });
    expect(await ask(next.url, 'select * from kept')).toEqual([{ answer: 42 }]);
    await next.release();
  });

  test('is not misled by the number of a process that is another one now', async () => {
    const folder = await newFolder();
    await (await acquireEmbedded({ folder })).release();
    await stopped(folder);
    const cluster = await clusterOf(folder);
    // This very process runs, but it is no server of this cluster.
    await writeFile(
      join(cluster, 'postmaster.pid'),
      `${process.pid}\n${cluster}\n0\n5432\n\n\n\nready\n`,
    );
    const server = await acquireEmbedded({ folder });
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.release();
  });

  test('removes its folder after use when it is disposable', async () => {
    const folder = await newFolder();
    const server = await acquireEmbedded({ folder, disposable: true });
    await server.release();
    process.kill(keeperOf(folder), 'SIGTERM');
    await stopped(folder);
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });
});

describe('an embedded server does not start', () => {
  test('in a folder with files of somebody else, and touches none of them', async () => {
    const folder = await newFolder();
    await mkdir(folder);
    await writeFile(join(folder, 'letter.txt'), 'mine');
    await expect(acquireEmbedded({ folder })).rejects.toMatchObject({
      code: 'STORE_FOLDER_FOREIGN',
      said: { zh: expect.stringContaining('已有其他文件') },
    });
    expect(await readdir(folder)).toEqual(['letter.txt']);
  });

  test('on a cluster it does not understand, and says the last lines of the log', async () => {
    const folder = await newFolder();
    await (await acquireEmbedded({ folder })).release();
    await stopped(folder);
    const version = join(await clusterOf(folder), 'PG_VERSION');
    const before = await readFile(version, 'utf8');
    await writeFile(version, '9\n');
    await expect(acquireEmbedded({ folder })).rejects.toMatchObject({
      code: 'EMBEDDED_START_FAILED',
      said: { en: expect.stringContaining('incompatible') },
    });
    await writeFile(version, before);
    await (await acquireEmbedded({ folder })).release();
  });
});

const asRoot = isRoot ? describe : describe.skip;
asRoot('as root, an embedded server', () => {
  test('runs as another user', async () => {
    const folder = await newFolder();
    const server = await acquireEmbedded({ folder });
    expect((await stat(`/proc/${serverOf(folder)}`)).uid).not.toBe(0);
    await server.release();
  });

  test('runs for a folder that this user cannot reach, and leaves a pointer to its cluster', async () => {
    const folder = await newFolder({ closed: true });
    const server = await acquireEmbedded({ folder });
    await ask(server.url, 'create table kept as select 42 as answer');
    await server.release();
    await stopped(folder);
    expect(await clusterOf(folder)).toMatch(/^\/var\/lib\/hedui\/[0-9a-f]{16}\/postgres$/);
    const again = await acquireEmbedded({ folder });
    expect(await ask(again.url, 'select * from kept')).toEqual([{ answer: 42 }]);
    await again.release();
  });

  test('starts afresh where the folder was deleted, without the old cluster coming back', async () => {
    const folder = await newFolder({ closed: true });
    await (await acquireEmbedded({ folder })).release();
    await stopped(folder);
    const before = await clusterOf(folder);
    await rm(folder, { recursive: true });
    await (await acquireEmbedded({ folder })).release();
    expect(await clusterOf(folder)).not.toBe(before);
    await expect(stat(before)).rejects.toThrow('ENOENT');
  });
});

const asNobody = isRoot && canReach(checkout, NOBODY) ? describe : describe.skip;
asNobody('as a normal user, an embedded server', () => {
  test('runs in a folder of the user', async () => {
    const folder = await newFolder();
    await mkdir(folder, { mode: 0o700 });
    await chown(folder, NOBODY.uid, NOBODY.gid);
    const holder = await startHolder(folder, NOBODY);
    expect(holder.said.url).toMatch(/^postgres:/);
    expect((await stat(`/proc/${serverOf(folder)}`)).uid).toBe(NOBODY.uid);
    await holder.end();
  });

  test('does not start in a folder that the user cannot write to', async () => {
    const folder = await newFolder();
    await mkdir(folder);
    const holder = await startHolder(folder, NOBODY);
    expect(holder.said.code).toBe('STORE_FOLDER_FOREIGN');
    await holder.end();
  });
});

async function clusterOf(folder: string): Promise<string> {
  const pointer = join(folder, 'postgres-is-at.txt');
  const away = await readFile(pointer, 'utf8').catch(() => null);
  return join(away?.trim() ?? folder, 'postgres');
}
