// A line to a server that breaks when it is told to: a TCP proxy, so that the browser meets what it meets in life.

import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type Line = {
  /** `http://127.0.0.1:port`: the server behind the line. */
  readonly address: string;
  /** Cuts every connection once so many more bytes went to the server, and takes no other until it is mended. */
  cutAfter(bytes: number): void;
  mend(): void;
  /** Bytes that went to the server. */
  sent(): number;
  close(): Promise<void>;
};

export async function openLine({ hostname, port }: URL): Promise<Line> {
  const open = new Set<Socket>();
  let sent = 0;
  let cutAt = Number.POSITIVE_INFINITY;
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  const server = createServer((near) => {
    if (sent >= cutAt) return near.destroy();
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (piece) => {
      sent += piece.length;
      if (sent >= cutAt) cut();
      else far.write(piece);
    });
    far.pipe(near);
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutAfter: (bytes) => {
      cutAt = sent + bytes;
    },
    mend: () => {
      cutAt = Number.POSITIVE_INFINITY;
    },
    sent: () => sent,
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
