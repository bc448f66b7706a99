import { join } from 'node:path';

/** Where a process answers what its heap holds. */
export function probeSocket(folder: string, pid: number): string {
  return join(folder, `${pid}.sock`);
}
