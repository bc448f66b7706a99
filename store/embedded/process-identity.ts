// Which process a number stands for. Process numbers are given out again, in containers within seconds, so a
// number alone does not say whether the process that wrote it is still the one that bears it.

import { readFileSync } from 'node:fs';

export type ProcessIdentity = {
  readonly pid: number;
  /** Start time in clock ticks since boot; null where there is no /proc to tell. */
  readonly startedAt: string | null;
};

/** @returns null when no such process runs; one that ended and was not reaped (a zombie) does not run. */
export function identifyProcess(pid: number): ProcessIdentity | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  try {
    // proc(5): `pid (name) state ppid …`; the name may hold spaces and brackets. State is field 3, start time 22.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : { pid, startedAt: fields[19] ?? null };
  } catch {
    // No /proc on this system: the number has to do. (A process that ended just now shows at the next look.)
    return { pid, startedAt: null };
  }
}

export function isRunning(identity: ProcessIdentity): boolean {
  return identifyProcess(identity.pid)?.startedAt === identity.startedAt;
}

/** The command line, or null where the system does not tell. */
export function commandLineOf(pid: number): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return null;
  }
}
