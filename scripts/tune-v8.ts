// How V8 is told to divide its time and memory in a process of hedui. Each flag is a plain number that V8 looks up at each
// decision, so it may be set while it runs, which covers every way of starting one: built, from a checkout, in a container.

import { setFlagsFromString } from 'node:v8';

export const V8_FLAGS = {
  /**
   * Bytecode that a function runs before it is looked at for optimising; V8's own is 67,584. A batch meets hundreds of
   * functions that are warm for a moment only, and types that come late and undo what was optimised too early: compiling
   * was a fifth of the processor time of 5,000 households. What is hot is optimised all the same, a little later.
   */
  'interrupt-budget': 200_000,
  /**
   * How far the heap may grow beyond what was alive at the last full collection. V8's own is up to 300 where memory is
   * plenty, and most of a worker's heap was then garbage. With 200 it held 435 MiB instead of 496 at 14,000 households, for
   * one full collection more.
   */
  'heap-growing-percent': 200,
} as const;

/** To be called before the code that it is meant for is loaded. */
export function tuneV8(): void {
  for (const [flag, value] of Object.entries(V8_FLAGS)) setFlagsFromString(`--${flag}=${value}`);
}
