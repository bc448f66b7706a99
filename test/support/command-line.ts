// The command line as its user has it: real processes on a home of their own, and the departments of a village served by it.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.ts';

export type Ended = { readonly code: number; readonly out: string; readonly err: string };

export type CommandLine = {
  /** A path in the folder that holds the home, the city, and whatever a test writes. */
  at(...names: string[]): string;
  start(words: readonly string[], environment?: NodeJS.ProcessEnv): ChildProcess;
  run(words: readonly string[], environment?: NodeJS.ProcessEnv): Promise<Ended>;
  /** The departments of the village, until they are stopped. */
  serveVillage(): Promise<{ stop(): Promise<void> }>;
  remove(): Promise<void>;
};

export async function openCommandLine(): Promise<CommandLine> {
  const folder = await mkdtemp(join(tmpdir(), 'hedui-command-line-'));
  const at = (...names: string[]) => join(folder, ...names);

  function start(words: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
    return spawn(process.execPath, ['scripts/setup/run.mjs', 'scripts/hedui.ts', ...words], {
      env: {
        ...process.env,
        HEDUI_HOME: at('home'),
        DATABASE_URL: '',
        QUEUE_URL: '',
        NODE_OPTIONS: '',
        ...environment,
      },
    });
  }

  return {
    at,
    start,
    async run(words, environment) {
      const child = start(words, environment);
      const [out, err] = [heard(child.stdout), heard(child.stderr)];
      const [code] = (await once(child, 'close')) as [number];
      return { code, out: out(), err: err() };
    },
    async serveVillage() {
      await cp('test/fixtures/village', at('city'), { recursive: true });
      const serving = start(['city', 'serve', at('city')]);
      const said = heard(serving.stderr);
      await until('the city is served', () => said().includes('HEDUI_DEPARTMENTS='));
      return { stop: () => interrupt(serving) };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** @returns what was said so far */
export function heard(stream: NodeJS.ReadableStream | null): () => string {
  let said = '';
  stream?.on('data', (text) => {
    said += String(text);
  });
  return () => said;
}

/** As with Ctrl-C. Resolves when the process has ended. */
export async function interrupt(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await ended;
}
