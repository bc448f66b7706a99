// The keeper: a small process of its own that owns the server of one folder. Every hedui process that uses the
// server holds a connection to the keeper; the system closes it however that process ends, kill -9 included.
// When none is left, the keeper stops the server and ends.
//
// Usage: keeper FOLDER [disposable]

import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { join } from 'node:path';
import { HeduiError } from '../../domain/errors.ts';
import { diskFull } from '../folder.ts';
import { claimKeeping } from './claim.ts';
import { DOOR_FILE, type Door, type KeeperWord } from './keeper-protocol.ts';
import { removeAway } from './place.ts';
import { startServer } from './server.ts';

/** How long the server is kept when nobody uses it: the next command often follows at once. */
const GRACE_MS = 1_000;
/** Time for the first holder to come; and in tests, between two files. */
const LONG_GRACE_MS = 10_000;

const folder = process.argv[2] ?? '';
const disposable = process.argv[3] === 'disposable';

async function keep(): Promise<void> {
  const claim = await claimKeeping(folder);
  if (claim === null) return tell({ said: 'another-keeps' });
  const server = await startServer(folder, disposable);

  const token = randomBytes(24).toString('hex');
  const holders = new Set<Socket>();
  let stopping = false;
  let grace = setTimeout(() => void stop(), LONG_GRACE_MS);

  const gate = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.setEncoding('utf8');
    socket.once('data', (greeting) => {
      if (stopping || String(greeting) !== token) return void socket.destroy();
      clearTimeout(grace);
      holders.add(socket);
      socket.once('close', () => {
        holders.delete(socket);
        if (holders.size > 0) return;
        grace = setTimeout(() => void stop(), disposable ? LONG_GRACE_MS : GRACE_MS);
      });
      socket.write(server.url);
    });
  });

  async function stop(): Promise<void> {
    if (stopping) return;
    stopping = true;
    gate.close();
    for (const socket of holders) socket.destroy();
    await server.stop();
    await rm(join(folder, DOOR_FILE), { force: true });
    if (disposable) {
      await removeAway(folder);
      await rm(folder, { recursive: true, force: true });
    }
    process.exit(0);
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
  void server.ended.then(stop);

  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  const { port } = gate.address() as AddressInfo;
  const door: Door = { generation: claim.generation, port, token };
  const file = join(folder, DOOR_FILE);
  await writeFile(`${file}.draft`, JSON.stringify(door), { mode: 0o600 });
  await rename(`${file}.draft`, file);
  tell({ said: 'ready' });
}

/** Tells whoever started us, if they still listen. */
function tell(word: KeeperWord): void {
  if (process.connected) process.send?.(word, () => process.disconnect?.());
}

keep().catch((error: NodeJS.ErrnoException) => {
  const known = error.code === 'ENOSPC' ? diskFull(folder, error) : error;
  tell(
    known instanceof HeduiError
      ? { said: 'failed', code: known.code, words: known.said, retryable: known.retryable }
      : {
          said: 'failed',
          code: 'EMBEDDED_START_FAILED',
          words: {
            zh: `内置 PostgreSQL 未能启动：${known.message}`,
            en: `The embedded PostgreSQL did not start: ${known.message}`,
          },
          retryable: false,
        },
  );
});
