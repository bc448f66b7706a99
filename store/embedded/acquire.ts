// Using the embedded server of a folder: find its keeper or start one, and hold on to it.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Socket, connect } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { HeduiError } from '../../domain/errors.ts';
import { claimFolder } from '../folder.ts';
import { liveClaim } from './claim.ts';
import { DOOR_FILE, type Door, type KeeperWord } from './keeper-protocol.ts';

/** Covers stopping one server and recovering the next. */
const ACQUIRED_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 30;
const HOLD_AGAIN_MS = 1_000;

export type EmbeddedServer = {
  /** Address with password; for connections only, never for a log. */
  readonly url: string;
  /** Lets go of the server; it stops about a second after the last has let go. */
  release(): Promise<void>;
};

/**
 * The PostgreSQL server of a folder, started when it does not run. Any number of processes may hold it.
 * Holding it does not keep the process alive.
 * @throws HeduiError STORE_FOLDER_FOREIGN, STORE_DISK_FULL, EMBEDDED_START_FAILED
 */
export async function acquireEmbedded(options: {
  folder: string;
  /** For tests: no durability, and the folder is removed after the last holder is gone. */
  disposable?: boolean;
}): Promise<EmbeddedServer> {
  const folder = resolve(options.folder);
  const disposable = options.disposable ?? false;
  await claimFolder(folder);
  let held = await hold(folder, disposable);
  let released = false;

  function watch(socket: Socket): void {
    socket.once('close', () => {
      if (released) return;
      // The keeper was killed, or the server. A new one takes over at the same port.
      void holdAgain();
    });
  }
  async function holdAgain(): Promise<void> {
    while (!released) {
      // While it fails (the disk is full, say), every query says so. Whoever makes room has the server back.
      const again = await hold(folder, disposable).catch(() => null);
      if (again === null) {
        await pause(HOLD_AGAIN_MS, undefined, { ref: false });
        continue;
      }
      if (released) return void again.socket.destroy();
      held = again;
      return watch(again.socket);
    }
  }
  watch(held.socket);

  return {
    url: held.url,
    release: async () => {
      released = true;
      held.socket.destroy();
    },
  };
}

type Held = { readonly url: string; readonly socket: Socket };

async function hold(folder: string, disposable: boolean): Promise<Held> {
  const giveUpAt = Date.now() + ACQUIRED_WITHIN_MS;
  while (Date.now() < giveUpAt) {
    const claim = await liveClaim(folder);
    if (claim === null) {
      await startKeeper(folder, disposable);
      continue;
    }
    const door = await readDoor(folder);
    const held = door?.generation === claim.generation ? await knock(door) : null;
    if (held !== null) return held;
    // It is starting, or stopping.
    await pause(LOOK_EVERY_MS);
  }
  throw new HeduiError(
    'EMBEDDED_START_FAILED',
    {
      zh: `内置 PostgreSQL 在 ${ACQUIRED_WITHIN_MS / 1000} 秒内未就绪，请查看 ${folder} 中的 postgres.log。`,
      en: `The embedded PostgreSQL was not ready within ${ACQUIRED_WITHIN_MS / 1000} s; see postgres.log in ${folder}.`,
    },
    { retryable: true },
  );
}

async function readDoor(folder: string): Promise<Door | null> {
  const file = join(folder, DOOR_FILE);
  return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : null;
}

/** @returns null when nobody opens: the keeper is stopping or was killed. */
async function knock(door: Door): Promise<Held | null> {
  return new Promise((done) => {
    const socket = connect(door.port, '127.0.0.1', () => socket.write(door.token));
    socket.setEncoding('utf8');
    socket.setTimeout(5_000, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.once('close', () => done(null));
    socket.once('data', (url) => {
      socket.setTimeout(0);
      socket.unref();
      done({ url: String(url), socket });
    });
  });
}

/** Resolves when the keeper is ready, or another process's keeper was quicker. */
async function startKeeper(folder: string, disposable: boolean): Promise<void> {
  const keeper = spawn(
    process.execPath,
    [...keeperProgram(), folder, ...(disposable ? ['disposable'] : [])],
    {
      cwd: '/',
      // Its own session: Ctrl-C in our terminal is not for it.
      detached: true,
      env: pick(process.env, ['PATH', 'HOME', 'TMPDIR', 'LANG']),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    },
  );
  const word = await new Promise<KeeperWord | null>((done, fail) => {
    keeper.once('message', (message) => done(message as KeeperWord));
    keeper.once('error', fail);
    keeper.once('exit', () => done(null));
  });
  if (keeper.connected) keeper.disconnect();
  keeper.unref();
  if (word?.said === 'failed') {
    throw new HeduiError(word.code, word.words, { retryable: word.retryable });
  }
}

/** The keeper runs as we run: TypeScript through tsx in a checkout, plain JavaScript when built. */
function keeperProgram(): string[] {
  const typescript = import.meta.url.endsWith('.ts');
  const file = new URL(typescript ? './keeper.ts' : './keeper.js', import.meta.url);
  if (!typescript) return [fileURLToPath(file)];
  const loader = createRequire(import.meta.url).resolve('tsx/esm');
  return ['--import', pathToFileURL(loader).href, fileURLToPath(file)];
}

function pick(from: NodeJS.ProcessEnv, names: string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (name in from ? [[name, from[name]]] : [])));
}
