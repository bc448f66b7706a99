// A department's server may send bytes that its protocol does not know. The drivers throw then, out of a handler of the
// socket where nobody can catch it, and the process would end with everybody's jobs. Behind this guard the connection ends.

import type { EventEmitter } from 'node:events';

/**
 * @param stream of a connection, before anybody reads from it
 * @param admit what of the bytes is passed on; throws for what must not be
 */
export function guarded<T extends EventEmitter & { destroy(): unknown }>(
  stream: T,
  admit: (bytes: Buffer) => Buffer = (bytes) => bytes,
): T {
  const emit = stream.emit.bind(stream);
  stream.emit = (event: string | symbol, ...given: unknown[]) => {
    if (event !== 'data') return emit(event, ...given);
    try {
      const bytes = admit(given[0] as Buffer);
      return bytes.length === 0 || emit(event, bytes);
    } catch {
      // Without an error: a driver that is closing has nobody left who listens for one.
      stream.destroy();
      return true;
    }
  };
  return stream;
}
