// Processes of the engine, started from the built code on a store of their own, and what they used.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Found, Order, Word } from './engine-process.ts';
import type { Usage } from './usage.ts';

export type Servers = { readonly databaseUrl: string | null; readonly queueUrl: string | null };

export type Run = {
  /** From the start of the first process to the last sealed report. */
  readonly seconds: number;
  /** Of each process. */
  readonly usage: readonly Usage[];
  readonly found: Found;
};

export type EngineHome = Servers & {
  readonly home: string;
  readonly departmentsFile: string;
  /** A folder for V8's processor profiles. */
  readonly profile: string | null;
  /** Of node, before the script. */
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
};

/** Runs one order, with as many processes working beside the one that is given it. */
export async function runEngine(
  built: string,
  home: EngineHome,
  order: Order,
  helpers = 0,
): Promise<Run> {
  const startedAt = performance.now();
  const first = startEngine(built, home);
  const others = Array.from({ length: helpers }, () => startEngine(built, home));
  try {
    const helping = others.map((child) => tell(child, { order: 'work' }));
    const { found } = await tell(first, order);
    const seconds = (performance.now() - startedAt) / 1000;
    await Promise.all(helping);
    const stopped = await Promise.all(
      [first, ...others].map((child) => tell(child, { order: 'stop' })),
    );
    return {
      seconds,
      usage: stopped.map((one) => one.usage),
      found: { ...found, ...stopped[0]?.found },
    };
  } catch (error) {
    for (const child of [first, ...others]) child.kill('SIGKILL');
    throw error;
  } finally {
    await Promise.all([first, ...others].map(ended));
  }
}

function startEngine(
  built: string,
  { home, departmentsFile, databaseUrl, queueUrl, profile, ...more }: EngineHome,
) {
  const own = more.arguments ?? [];
  return fork(join(built, 'scripts', 'bench', 'engine-process.js'), [], {
    execArgv: profile === null ? [...own] : [...own, '--cpu-prof', `--cpu-prof-dir=${profile}`],
    env: {
      ...process.env,
      ...more.environment,
      HEDUI_HOME: home,
      HEDUI_DEPARTMENTS: departmentsFile,
      DATABASE_URL: databaseUrl ?? '',
      QUEUE_URL: queueUrl ?? '',
    },
    stdio: ['ignore', 2, 2, 'ipc'],
  });
}

async function tell(child: ChildProcess, order: Order): Promise<Extract<Word, { word: 'done' }>> {
  child.send(order);
  const gone = new AbortController();
  const [word] = (await Promise.race([
    once(child, 'message', { signal: gone.signal }),
    once(child, 'exit', { signal: gone.signal }).then(() => [
      { word: 'failed', why: 'its process ended' },
    ]),
  ]).finally(() => gone.abort())) as [Word];
  if (word.word === 'failed') throw new Error(`order ${order.order}: ${word.why}`);
  return word;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
