// Loaded into a process before its own code (node --expose-gc --import): tells over a socket what its heap holds once the
// garbage is gone. What a heap holds before that says nothing about a leak.

import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { probeSocket } from './probe-socket.ts';

export type Heap = {
  /** Bytes of objects that are still in use. */
  readonly usedBytes: number;
  /** Bytes of buffers outside the heap. */
  readonly externalBytes: number;
};

const folder = process.env['SOAK_PROBES'];
if (folder !== undefined && globalThis.gc) {
  const collect = globalThis.gc;
  const path = probeSocket(folder, process.pid);
  const server = createServer((asking) => {
    asking.on('error', () => undefined);
    void (async () => {
      // Twice: finalizers of the first round let go of what the second then takes.
      collect();
      await nextTurn();
      collect();
      const { heapUsed, external } = process.memoryUsage();
      asking.end(JSON.stringify({ usedBytes: heapUsed, externalBytes: external } satisfies Heap));
    })();
  });
  server.listen(path).unref();
  process.on('exit', () => rmSync(path, { force: true }));
}
