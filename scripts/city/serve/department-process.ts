// The life of a process of stand-in departments: it is told over its channel what to serve, one department or several,
// and ends with its parent, however the parent ends.

import type { Counted } from './counters.ts';
import type { Fault } from './faults.ts';
import type { StandIn } from './stand-in-list.ts';

export type ServeOptions = {
  /** Time between a request and its reply; the median where there is a 95th percentile, else the same each time. */
  readonly latencyMs: number;
  readonly latencyP95Ms: number | null;
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
  /** The key under which persons stand in its change feed; absent when it keeps none. */
  readonly feedKey?: string;
  /** Behind an exchange platform: under which application and codes it is asked. */
  readonly gateway?: {
    readonly applicationNo: string;
    readonly resourceCodes: Readonly<Record<string, string>>;
  };
};

export type Serving = Place & {
  setFault(fault: Fault | null): Promise<void> | void;
  counted(): Counted;
  stop(): Promise<void>;
};

export type Order = { readonly department: StandIn } & (
  | { readonly order: 'serve'; readonly city: string; readonly options: ServeOptions }
  | { readonly order: 'fault'; readonly fault: Fault | null }
  | { readonly order: 'count' }
);

export type Word = { readonly department: StandIn } & (
  | ({ readonly word: 'serving' } & Place)
  | { readonly word: 'failed'; readonly why: string }
  | { readonly word: 'done' }
  | { readonly word: 'counted'; readonly counted: Counted }
);

export function runDepartments(
  serve: (department: StandIn, city: string, options: ServeOptions) => Promise<Serving>,
): void {
  const serving = new Map<StandIn, Promise<Serving>>();
  const say = (word: Word) => process.connected && process.send?.(word);

  async function obey(order: Order): Promise<void> {
    const { department } = order;
    if (order.order === 'serve') {
      const served = serve(department, order.city, order.options);
      serving.set(department, served);
      const { address, credentials, gateway, feedKey } = await served;
      say({
        department,
        word: 'serving',
        address,
        credentials,
        ...(gateway && { gateway }),
        ...(feedKey && { feedKey }),
      });
    } else if (order.order === 'fault') {
      await (await serving.get(department))?.setFault(order.fault);
      say({ department, word: 'done' });
    } else {
      const served = await serving.get(department);
      if (served) say({ department, word: 'counted', counted: served.counted() });
    }
  }

  async function end(): Promise<void> {
    const stopping = [...serving.values()].map((served) => served.then((one) => one.stop()));
    await Promise.allSettled(stopping);
    process.exit(0);
  }

  process.on('message', (order: Order) => {
    obey(order).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      say({ department: order.department, word: 'failed', why });
    });
  });
  // Ctrl-C reaches the whole group of processes; the parent decides. When it is gone, however, so are we.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => void end());
  process.once('disconnect', () => void end());
  if (!process.connected) process.exit(0);
}
