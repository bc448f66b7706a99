// One process of the engine, as the bench runs it: from the built code, on the settings of its environment.
// Told over its channel what to do; each order is answered once, with what the process has used by then.

import { readSettings } from '../../config/settings.ts';
import { type Engine, openEngine } from '../../jobs/engine.ts';
import { openLog } from '../../jobs/log.ts';
import type { RunningWorkers } from '../../jobs/queues.ts';
import { startWorking } from '../../jobs/worker.ts';
import { tuneV8 } from '../tune-v8.ts';
import { submitFile, untilSealed } from './batch.ts';
import { runDirectly, runQueued, type Compared } from './directly.ts';
import { runNaively } from './naively.ts';
import { databaseUrlOf, logPosition } from './own-server.ts';
import { runStages, type StagesAlone } from './stages.ts';
import { countStatements, type Usage, usage } from './usage.ts';

export type Order =
  /** Verify a file, from intake to the last sealed report, working in this process too. */
  | { readonly order: 'verify'; readonly file: string }
  | { readonly order: 'work' }
  | { readonly order: 'queued'; readonly file: string }
  | { readonly order: 'directly'; readonly file: string }
  | { readonly order: 'stages'; readonly file: string }
  | { readonly order: 'naively'; readonly file: string }
  | { readonly order: 'stop' };

export type Word =
  | { readonly word: 'done'; readonly usage: Usage; readonly found: Found }
  | { readonly word: 'failed'; readonly why: string };

/** What an order measured itself; the rest is measured from outside. */
export type Found = Partial<Compared> & {
  readonly stages?: StagesAlone;
  /** What the queue's server holds for the whole batch before work begins. */
  readonly queueBytes?: number;
  /** Of the database server's log, all of its databases together. */
  readonly loggedBytes?: number;
  /** Of the database before, and after, the batch. */
  readonly emptyBytes?: number;
  readonly databaseBytes?: number;
  /** Used up by loading the code and opening the engine, before any household. */
  readonly openedCpuSeconds?: number;
  /** The same on the clock, from the start of the process. */
  readonly openedSeconds?: number;
};

let engine: Engine | undefined;
let working: RunningWorkers | undefined;

async function obey(order: Order): Promise<Found> {
  if (order.order === 'stop') {
    await working?.stop();
    const databaseBytes = (await engine?.store.health())?.databaseBytes ?? 0;
    await engine?.close();
    return { databaseBytes };
  }
  engine ??= await openEngine(readSettings(process.env), openLog('error'));
  switch (order.order) {
    case 'verify': {
      const opened = usage();
      const openedSeconds = performance.now() / 1000;
      const { databaseBytes } = await engine.store.health();
      const url = await databaseUrlOf(engine);
      const loggedBefore = await logPosition(url);
      const batchId = await submitFile(engine, order.file);
      working = await startWorking(engine);
      await untilSealed(engine, batchId);
      return {
        emptyBytes: databaseBytes,
        openedCpuSeconds: opened.cpuSeconds,
        openedSeconds,
        loggedBytes: (await logPosition(url)) - loggedBefore,
      };
    }
    case 'work':
      working = await startWorking(engine);
      return {};
    case 'queued':
      return runQueued(engine, order.file);
    case 'directly':
      return runDirectly(engine, order.file);
    case 'stages':
      return { stages: await runStages(engine, order.file) };
    case 'naively':
      return runNaively(engine, order.file);
  }
}

tuneV8();
countStatements();
process.on('message', (order: Order) => {
  obey(order).then(
    (found) => {
      process.send?.({ word: 'done', usage: usage(), found } satisfies Word);
      if (order.order === 'stop') process.disconnect();
    },
    (error: unknown) => {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.send?.({ word: 'failed', why } satisfies Word);
    },
  );
});
