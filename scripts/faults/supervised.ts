// A process that is started again whenever it ends, as systemd or Kubernetes would.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

export type Supervised = {
  readonly name: string;
  /** null while it is being started again. */
  pid(): number | null;
  /** @returns whether it was running */
  signal(signal: NodeJS.Signals): boolean;
  /** What it said when it ended by an error that it should have lived through, since the last time this was asked. */
  crashes(): string[];
  /** For good. */
  end(): Promise<void>;
};

const START_AGAIN_MS = 100;
const LET_END_MS = 20_000;
const SAID_KEPT = 2_000;
const STACK = /^\s+at .+:\d+:\d+\)?$/m;

export function supervise(
  name: string,
  command: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv,
): Supervised {
  const [program, ...args] = command;
  let child: ChildProcess | null = null;
  let crashes: string[] = [];
  let isOver = false;

  const running = (async () => {
    while (!isOver) {
      const started = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
      child = started;
      let said = '';
      started.stderr.setEncoding('utf8').on('data', (text: string) => {
        said = (said + text).slice(-SAID_KEPT);
      });
      const [code] = (await once(started, 'close')) as [number | null];
      child = null;
      // Whoever finds the database or the queue away at the start says so in a sentence; a stack is a bug.
      if (code !== 0 && code !== null && STACK.test(said)) crashes.push(said);
      if (!isOver) await pause(START_AGAIN_MS);
    }
  })();

  return {
    name,
    pid: () => child?.pid ?? null,
    signal: (signal) => child?.kill(signal) ?? false,
    crashes() {
      const told = crashes;
      crashes = [];
      return told;
    },
    async end() {
      isOver = true;
      // It may have been stopped just now.
      child?.kill('SIGCONT');
      child?.kill('SIGTERM');
      const killing = setTimeout(() => child?.kill('SIGKILL'), LET_END_MS);
      await running;
      clearTimeout(killing);
    },
  };
}
