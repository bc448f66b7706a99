// An exchange folder on a share that is mounted here.

import { createReadStream } from 'node:fs';
import { access, constants, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../error-code.ts';
import { type ExchangeFolder, underwayName } from './exchange-folder.ts';

export function openMountedFolder(folder: string): ExchangeFolder {
  return {
    names: (side) => readdir(join(folder, side)).catch(nothingThere(folder, [])),
    has: (side, name) =>
      access(join(folder, side, name)).then(() => true, nothingThere(folder, false)),
    read: async (side, name) => createReadStream(join(folder, side, name)),
    async write(side, name, content) {
      // Not recursive: where a share is not mounted, nothing must be written to the empty folder in its place.
      await mkdir(join(folder, side)).catch((error: unknown) => {
        if (errorCode(error) !== 'EEXIST') throw error;
      });
      const path = join(folder, side, name);
      const underway = underwayName(path);
      await writeFile(underway, content, { mode: 0o600 });
      await rename(underway, path);
    },
    probe: () => access(folder, constants.R_OK | constants.W_OK),
    close: async () => {},
  };
}

/** A side that was never written to is empty, unless the share itself is gone. */
function nothingThere<T>(folder: string, nothing: T) {
  return async (error: unknown): Promise<T> => {
    if (errorCode(error) !== 'ENOENT') throw error;
    await access(folder);
    return nothing;
  };
}
