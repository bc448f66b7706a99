// postmaster.pid, in which a PostgreSQL server says who it is, on which port it listens and how far it is.

import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLineOf, identifyProcess } from './process-identity.ts';

export type Postmaster = {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
};

/** The live server of a cluster. A file left by a server that is gone is removed: it would stop the next. */
export async function livePostmaster(cluster: string): Promise<Postmaster | null> {
  const file = join(cluster, 'postmaster.pid');
  const postmaster = readPostmasterFile(cluster);
  if (postmaster === null) return null;
  if (isServerOf(cluster, postmaster.pid)) return postmaster;
  await rm(file, { force: true });
  return null;
}

/** What the file says now; null when there is none or it is still being written. */
export function readPostmasterFile(cluster: string): Postmaster | null {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  // Lines: process, data folder, start, port, socket folder, address, shared memory, status.
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Whether the process is the cluster's server, not another that was given its number since. */
function isServerOf(cluster: string, pid: number): boolean {
  if (identifyProcess(pid) === null) return false;
  const words = commandLineOf(pid);
  return words === null || words.includes(cluster);
}
