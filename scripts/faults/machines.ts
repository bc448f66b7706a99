// Machines of the campaign's own: network namespaces with their own addresses, behind one bridge. A worker in one of them
// reaches database, queue and departments over its link, and a link can be cut: packets vanish, nobody is told.

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

export type Machine = {
  readonly name: string;
  /** What a command is put behind to run there. */
  readonly prefix: readonly string[];
  cut(): void;
  mend(): void;
};

export type Machines = {
  readonly all: readonly Machine[];
  /** The address under which the machines reach what listens on the loopback of this one. */
  readonly host: string;
  /** Lets them reach a port. */
  reach(port: number): Promise<void>;
  close(): Promise<void>;
};

const NET = '10.213.7';
const BRIDGE = 'hedui-br';

/** Needs the right to make network namespaces (root) and iproute2. */
export async function openMachines(count: number): Promise<Machines> {
  const host = `${NET}.1`;
  const names = Array.from({ length: count }, (_, place) => `hedui-m${place + 1}`);
  remove(names);
  ip('link', 'add', BRIDGE, 'type', 'bridge');
  ip('addr', 'add', `${host}/24`, 'dev', BRIDGE);
  ip('link', 'set', BRIDGE, 'up');
  const all = names.map((name, place) => {
    ip('netns', 'add', name);
    ip('link', 'add', `${name}-a`, 'type', 'veth', 'peer', 'name', `${name}-b`);
    ip('link', 'set', `${name}-a`, 'master', BRIDGE, 'up');
    ip('link', 'set', `${name}-b`, 'netns', name);
    ip('-n', name, 'addr', 'add', `${NET}.${place + 10}/24`, 'dev', `${name}-b`);
    ip('-n', name, 'link', 'set', `${name}-b`, 'up');
    ip('-n', name, 'link', 'set', 'lo', 'up');
    return {
      name,
      prefix: ['ip', 'netns', 'exec', name],
      cut: () => ip('link', 'set', `${name}-a`, 'down'),
      mend: () => ip('link', 'set', `${name}-a`, 'up'),
    };
  });
  const forwards = new Map<number, { server: Server; sockets: Set<Socket> }>();
  return {
    all,
    host,
    async reach(port) {
      if (forwards.has(port)) return;
      const forward = forwarding(port);
      forwards.set(port, forward);
      forward.server.listen(port, host);
      await once(forward.server, 'listening');
    },
    async close() {
      for (const { server, sockets } of forwards.values()) {
        for (const socket of sockets) socket.destroy();
        server.close();
        await once(server, 'close');
      }
      remove(names);
    },
  };
}

/** Hands on whatever comes to the bridge's address to the same port of the loopback. */
function forwarding(port: number): { server: Server; sockets: Set<Socket> } {
  const sockets = new Set<Socket>();
  const server = createServer((outer) => {
    const inner = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  return { server, sockets };
}

function remove(names: readonly string[]): void {
  for (const name of names) quietly('netns', 'del', name);
  quietly('link', 'del', BRIDGE);
}

function quietly(...args: string[]): void {
  try {
    ip(...args);
  } catch {
    // It was not there.
  }
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
