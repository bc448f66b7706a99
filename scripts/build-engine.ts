// Builds the engine for whatever starts it as in production: from plain JavaScript.

import { spawnSync } from 'node:child_process';
import { inProject } from '../config/places.ts';

/** @returns the folder of the built code. @throws Error when it does not compile */
export function buildEngine(): string {
  const compiler = inProject('node_modules', 'typescript', 'bin', 'tsc');
  const done = spawnSync(process.execPath, [compiler, '-p', inProject('tsconfig.build.json')], {
    stdio: ['ignore', 2, 2],
  });
  if (done.status !== 0) throw new Error('the build failed');
  return inProject('dist');
}
