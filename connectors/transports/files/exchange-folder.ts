// The folder in which files are exchanged, wherever it is. Both sides may be writing at any time, so a file is written
// under another name first and renamed when it is whole.

import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';

export type Side = 'requests' | 'answers';

/** Methods throw errors with codes of Node: ENOENT, EACCES, ECONNREFUSED … */
export type ExchangeFolder = {
  names(side: Side): Promise<readonly string[]>;
  has(side: Side, name: string): Promise<boolean>;
  read(side: Side, name: string): Promise<Readable>;
  /** A reader sees the whole file or none. */
  write(side: Side, name: string, content: Buffer): Promise<void>;
  probe(): Promise<void>;
  close(): Promise<void>;
};

export function underwayName(path: string): string {
  return `${path}.${randomBytes(6).toString('hex')}.tmp`;
}
