// Where the project's own files lie, from a checkout as from the built dist/.

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('hedui runs only from within its own folder');
    folder = above;
  }
  return folder;
}

/** The folder that holds package.json. */
export const PROJECT_ROOT = findRoot();

/** A file or folder of the project, by its path from the root. */
export function inProject(...path: string[]): string {
  return join(PROJECT_ROOT, ...path);
}
