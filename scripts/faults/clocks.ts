// Clocks that jump: libfaketime between a worker and the system's clock (package libfaketime of Debian and others). What
// runs down, timers and leases, goes by another clock and does not jump, as on a machine whose time is corrected.

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Clock = {
  readonly env: Readonly<Record<string, string>>;
  /** From now on, seconds before or after the real time. */
  jump(seconds: number): void;
};

const LIBRARIES = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map(
  (machine) => `/usr/lib/${machine}/faketime/libfaketime.so.1`,
);

/** @returns null where libfaketime is not installed */
export function openClock(folder: string, name: string): Clock | null {
  const library = LIBRARIES.find((path) => existsSync(path));
  if (library === undefined) return null;
  const file = join(folder, `clock-${name.replace(' ', '-')}`);
  const jump = (seconds: number) => writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}s\n`);
  jump(0);
  return {
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    jump,
  };
}
