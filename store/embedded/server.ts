// One PostgreSQL server of one cluster: made at first use, taken over when one was left running, stopped cleanly.
// Only the keeper that holds the folder's claim calls this.

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { HeduiError } from '../../domain/errors.ts';
import { diskFull } from '../folder.ts';
import { type Binaries, readyBinaries } from './binaries.ts';
import { type Place, placeCluster } from './place.ts';
import { livePostmaster, readPostmasterFile } from './postmaster-file.ts';
import { identifyProcess } from './process-identity.ts';
import { settingArguments } from './server-settings.ts';

/** A fresh cluster takes 40 MB and its log grows by 16 MB files. */
const FREE_BYTES_NEEDED = 256 * 1024 * 1024;
/** Recovery after a crash replays at most max_wal_size. */
const READY_WITHIN_MS = 60_000;
/** A fast shutdown ends sessions and writes a checkpoint; past this the server is stopped as in a crash. */
const STOPPED_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 15;
const LOG_BYTES_KEPT = 1024 * 1024;

export type Server = {
  readonly url: string;
  /** Resolves when the server has ended, by whomever. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

export async function startServer(folder: string, disposable: boolean): Promise<Server> {
  const place = await placeCluster(folder);
  const binaries = await readyBinaries(place.user, place.copies);
  const password = await readPassword(folder);
  if (!existsSync(join(place.cluster, 'PG_VERSION'))) {
    await makeCluster(folder, place, binaries, password, disposable);
  }
  const leftOver = await livePostmaster(place.cluster);
  const log = join(folder, 'postgres.log');
  const { pid, port } =
    leftOver === null
      ? await launch(folder, log, place, binaries, disposable)
      : await whenReady(place.cluster, leftOver.pid, log);
  return {
    url: `postgres://hedui:${password}@127.0.0.1:${port}/postgres`,
    ended: whenEnded(pid),
    stop: () => stopServer(pid),
  };
}

async function readPassword(folder: string): Promise<string> {
  const file = join(folder, 'postgres-password.txt');
  if (!existsSync(file)) {
    // Whole or not at all: the cluster is made with it.
    await writeFile(`${file}.draft`, randomBytes(24).toString('hex'), { mode: 0o600 });
    await rename(`${file}.draft`, file);
  }
  return readFile(file, 'utf8');
}

async function makeCluster(
  folder: string,
  place: Place,
  binaries: Binaries,
  password: string,
  disposable: boolean,
): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(place.cluster));
  if (bavail * bsize < FREE_BYTES_NEEDED) throw diskFull(folder);
  // Made beside its place and moved there when complete, so that a half-made cluster is never started.
  const draft = `${place.cluster}.making`;
  const passwordFile = `${place.cluster}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (place.user !== null) {
    await chown(draft, place.user.uid, place.user.gid);
    await chown(passwordFile, place.user.uid, place.user.gid);
  }
  const initdb = spawn(
    binaries.initdb,
    [
      `--pgdata=${draft}`,
      `--pwfile=${passwordFile}`,
      '--username=hedui',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The C locale sorts the same on every machine.
      '--locale=C',
      '--no-instructions',
      disposable ? '--no-sync' : '--sync-method=fsync',
    ],
    { ...runAs(place), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  initdb.stdout.on('data', (text) => (said += text));
  initdb.stderr.on('data', (text) => (said += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    initdb.once('error', reject);
    initdb.once('close', resolve);
  });
  await rm(passwordFile, { force: true });
  if (code !== 0) throw startFailed(folder, said);
  await rename(draft, place.cluster);
}

async function launch(
  folder: string,
  logFile: string,
  place: Place,
  binaries: Binaries,
  disposable: boolean,
): Promise<{ pid: number; port: number }> {
  const tooLong = (statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES_KEPT;
  if (tooLong) await rename(logFile, `${logFile}.old`);
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(folder);
    const log = openSync(logFile, 'a', 0o600);
    const child = spawn(
      binaries.postgres,
      ['-D', place.cluster, '-p', String(port), ...settingArguments(disposable)],
      { ...runAs(place), detached: true, stdio: ['ignore', log, log] },
    );
    try {
      const server = await whenReady(place.cluster, await startedPid(child), logFile);
      await writeFile(join(folder, 'postgres-port.txt'), String(port));
      return server;
    } catch (error) {
      // Someone took the port since we looked, or processes of a killed server still hold its memory.
      const passing = /Address already in use|pre-existing shared memory block/.test(tail(logFile));
      if (!passing || attempt === 5) throw error;
      await rm(join(folder, 'postgres-port.txt'), { force: true });
      await pause(200 * attempt);
    }
  }
}

function runAs(place: Place): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };
  return { cwd: '/', env, ...place.user };
}

async function startedPid(child: ChildProcess): Promise<number> {
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  return child.pid as number;
}

/** The port of the last time when it is free, so that whoever lost the connection finds the server again. */
async function choosePort(folder: string): Promise<number> {
  const file = join(folder, 'postgres-port.txt');
  const last = existsSync(file) ? Number(await readFile(file, 'utf8')) : 0;
  return (await freePort(last)) ?? (await freePort(0)) ?? 0;
}

async function freePort(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' ? (address?.port ?? null) : null;
      probe.close(() => resolve(port));
    });
  });
}

async function whenReady(
  cluster: string,
  pid: number,
  logFile: string,
): Promise<{ pid: number; port: number }> {
  for (let waitedMs = 0; waitedMs < READY_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
    const now = readPostmasterFile(cluster);
    if (now?.pid === pid && now.ready) return { pid, port: now.port };
    if (identifyProcess(pid) === null) break;
    await pause(LOOK_EVERY_MS);
  }
  throw startFailed(dirname(logFile), tail(logFile));
}

async function whenEnded(pid: number): Promise<void> {
  while (identifyProcess(pid) !== null) await pause(250, undefined, { ref: false });
}

async function stopServer(pid: number): Promise<void> {
  // SIGINT is a fast shutdown, SIGQUIT an immediate one that the next start recovers from.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (identifyProcess(pid) === null) return;
    process.kill(pid, signal);
    for (let waitedMs = 0; waitedMs < STOPPED_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
      if (identifyProcess(pid) === null) return;
      await pause(LOOK_EVERY_MS);
    }
  }
}

function tail(logFile: string): string {
  const text = existsSync(logFile) ? readFileSync(logFile, 'utf8') : '';
  return text.trimEnd().split('\n').slice(-8).join('\n');
}

function startFailed(folder: string, log: string): HeduiError {
  if (/No space left on device/.test(log)) return diskFull(folder);
  const last = log.trimEnd().split('\n').slice(-8).join('\n');
  return new HeduiError('EMBEDDED_START_FAILED', {
    zh: `内置 PostgreSQL 未能启动。其日志最后几行：\n${last}`,
    en: `The embedded PostgreSQL did not start. The last lines of its log:\n${last}`,
  });
}
