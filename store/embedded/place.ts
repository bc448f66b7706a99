// Where the cluster of a folder lies: in it, or, for root in a folder that the server's user cannot reach,
// below /var/lib/hedui with a pointer left in the folder.

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { type ServerUser, canReach, serverUser } from './server-user.ts';

/** Clusters, and copies of the binaries, of folders that the server's user cannot reach. */
const AWAY = '/var/lib/hedui';
const POINTER = 'postgres-is-at.txt';
const HOME = 'home.txt';

export type Place = {
  readonly user: ServerUser | null;
  /** The cluster itself; does not exist before the first start. */
  readonly cluster: string;
  /** Where copies of the binaries may be kept. */
  readonly copies: string;
};

/** Call only while holding the folder's claim. */
export async function placeCluster(folder: string): Promise<Place> {
  const inside = join(folder, 'postgres');
  const user = serverUser(inside);
  if (user === null) return { user, cluster: inside, copies: folder };
  if (existsSync(AWAY)) await sweepAway(folder);
  await mkdir(AWAY, { recursive: true });
  await chmod(AWAY, 0o755);
  if (canReach(folder, user)) return { user, cluster: inside, copies: AWAY };

  const pointer = join(folder, POINTER);
  const known = existsSync(pointer) ? (await readFile(pointer, 'utf8')).trim() : null;
  const home = known ?? join(AWAY, randomBytes(8).toString('hex'));
  if (known === null) {
    await mkdir(home, { mode: 0o711 });
    await writeFile(join(home, HOME), folder, { mode: 0o600 });
    await writeFile(pointer, `${home}\n`, { mode: 0o600 });
  }
  const cluster = join(home, 'postgres');
  return { user: serverUser(cluster) ?? user, cluster, copies: AWAY };
}

/** Removes what a folder of ours left away from itself. */
export async function removeAway(folder: string): Promise<void> {
  const pointer = join(folder, POINTER);
  if (!existsSync(pointer)) return;
  await rm((await readFile(pointer, 'utf8')).trim(), { recursive: true, force: true });
}

/**
 * Clears away clusters whose folder was deleted: those of this very path without a pointer to them, and those
 * of temporary folders that are gone. Any other missing folder may be a disk that is not mounted just now.
 */
async function sweepAway(folder: string): Promise<void> {
  const pointer = join(folder, POINTER);
  const known = existsSync(pointer) ? (await readFile(pointer, 'utf8')).trim() : null;
  for (const name of await readdir(AWAY)) {
    const away = join(AWAY, name);
    if (away === known || !existsSync(join(away, HOME))) continue;
    const home = await readFile(join(away, HOME), 'utf8');
    const wasTemporary = home.startsWith(tmpdir() + sep) && !existsSync(home);
    if (home === folder || wasTemporary) await rm(away, { recursive: true, force: true });
  }
}
