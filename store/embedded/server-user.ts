// PostgreSQL refuses to run as root. As root we run it as another user: the owner of its data, or `postgres`.

import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { HeduiError } from '../../domain/errors.ts';

export type ServerUser = { readonly uid: number; readonly gid: number };

/** The user to run the server as; null: as ourselves. */
export function serverUser(dataFolder: string): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return findUser('postgres') ?? createUser('postgres');
}

function findUser(name: string): ServerUser | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const fields = line?.split(':');
  return fields === undefined ? null : { uid: Number(fields[2]), gid: Number(fields[3]) };
}

function createUser(name: string): ServerUser {
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name]],
    // busybox, on Alpine
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', name]],
  ];
  let cause: unknown;
  for (const [command, args] of ways) {
    try {
      execFileSync(command, args, { stdio: 'ignore' });
    } catch (error) {
      cause = error;
    }
    const user = findUser(name);
    if (user !== null) return user;
  }
  throw new HeduiError(
    'EMBEDDED_START_FAILED',
    {
      zh: `PostgreSQL 不能以 root 运行，且无法创建系统用户 ${name}。请手工创建该用户，或以普通用户运行 hedui。`,
      en: `PostgreSQL does not run as root, and the system user ${name} could not be created. Create it, or run hedui as a normal user.`,
    },
    { cause },
  );
}

/** Whether the user may pass through every folder down to and including this one. */
export function canReach(folder: string, user: ServerUser): boolean {
  for (let path = realpathSync(folder); ; path = dirname(path)) {
    const { mode, uid, gid } = statSync(path);
    const pass = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & pass) === 0) return false;
    if (path === dirname(path)) return true;
  }
}
