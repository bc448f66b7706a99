// How much memory the console takes beyond what it needs.

import { setFlagsFromString } from 'node:v8';

/** Per cent of what was in use after the last collection. */
const GROWS_BY = 40;

/**
 * What rows of a file leave behind is collected before the heap has grown by much. Of itself V8 lets it grow to a multiple, and
 * a console that has taken in one long file keeps that memory.
 */
export function collectOften(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWS_BY}`);
}
