// The life of a stand-in department: a process that is told over its channel what to serve, and that ends with its
// parent, however the parent ends.

import type { Counted } from './counters.ts';
import type { Fault } from './faults.ts';

export type ServeOptions = {
  /** Time between a request and its reply. */
  readonly latencyMs: number;
  /** Requests that an HTTP department takes; above it answers 429. */
  readonly requestsPerSecond: number;
  readonly burst: number;
  /** Records on a page. */
  readonly pageSize: number;
  readonly tokenLifetimeMs: number;
  /** A reply that is slow comes after this time. */
  readonly slowMs: number;
  /** Time between a request file and its answer file. */
  readonly answerDelayMs: number;
  readonly answerEncoding: 'utf-8' | 'gb18030';
  readonly gzip: boolean;
  /** A server to hold the land department's database; without one it runs its own. */
  readonly landServer: string | null;
};

export type Place = {
  readonly address: string;
  readonly credentials: Readonly<Record<string, string>>;
};

export type Serving = Place & {
  setFault(fault: Fault | null): Promise<void> | void;
  counted(): Counted;
  stop(): Promise<void>;
};

export type Order =
  | { readonly order: 'serve'; readonly city: string; readonly options: ServeOptions }
  | { readonly order: 'fault'; readonly fault: Fault | null }
  | { readonly order: 'count' }
  | { readonly order: 'stop' };

export type Word =
  | ({ readonly word: 'serving' } & Place)
  | { readonly word: 'failed'; readonly why: string }
  | { readonly word: 'done' }
  | { readonly word: 'counted'; readonly counted: Counted };

export function runDepartment(
  serve: (city: string, options: ServeOptions) => Promise<Serving>,
): void {
  let serving: Promise<Serving> | null = null;
  const say = (word: Word) => process.connected && process.send?.(word);

  async function obey(order: Order): Promise<void> {
    if (order.order === 'serve') {
      serving = serve(order.city, order.options);
      const { address, credentials } = await serving;
      say({ word: 'serving', address, credentials });
    } else if (order.order === 'fault') {
      await (await serving)?.setFault(order.fault);
      say({ word: 'done' });
    } else if (order.order === 'count') {
      const department = await serving;
      if (department) say({ word: 'counted', counted: department.counted() });
    } else {
      await end();
    }
  }

  async function end(): Promise<void> {
    const department = await serving?.catch(() => null);
    await department?.stop();
    process.exit(0);
  }

  process.on('message', (order: Order) => {
    obey(order).catch((error: unknown) => {
      say({ word: 'failed', why: error instanceof Error ? error.message : String(error) });
    });
  });
  // Ctrl-C reaches the whole group of processes; the parent decides. When it is gone, however, so are we.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => void end());
  process.once('disconnect', () => void end());
  if (!process.connected) process.exit(0);
}
