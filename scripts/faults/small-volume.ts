// A disk of the campaign's own that is small enough to be filled: a file system in memory.

import { spawnSync } from 'node:child_process';
import { chmod, mkdir, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type SmallVolume = {
  /** Takes all the room there is. @returns how many bytes that was */
  fill(): Promise<number>;
  makeRoom(): Promise<void>;
  close(): Promise<void>;
};

const MIB = 1024 * 1024;

/**
 * Mounts it on a folder that is still empty, and lets the server's user reach it.
 * @returns null where this process may not mount
 */
export async function openSmallVolume(folder: string, mib: number): Promise<SmallVolume | null> {
  await mkdir(folder, { recursive: true });
  const terms = `size=${mib}m,mode=0711`;
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', terms, 'hedui-faults', folder]);
  if (mounted.status !== 0) return null;
  await chmod(dirname(folder), 0o711);
  const ballast = join(folder, 'ballast');
  return {
    async fill() {
      const { bavail, bsize } = await statfs(folder);
      const bytes = bavail * bsize;
      // Nothing less than allocated pages leaves no room: a hole takes none.
      spawnSync('fallocate', ['--length', String(Math.max(bytes, MIB)), ballast]);
      return bytes;
    },
    async makeRoom() {
      await rm(ballast, { force: true });
    },
    async close() {
      spawnSync('umount', ['--lazy', folder]);
    },
  };
}
