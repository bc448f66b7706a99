// The version of hedui, as package.json states it.

import { readFileSync } from 'node:fs';
import { inProject } from './places.ts';

const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as {
  version: string;
};

export const ENGINE_VERSION = version;
