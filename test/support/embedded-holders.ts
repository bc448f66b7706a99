// Processes that use an embedded server, for tests that kill them.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

export type Holder = {
  readonly process: ChildProcess;
  /** The server's address, or the code of the error. */
  readonly said: { url?: string; code?: string };
  /** Lets go as at the end of a command. */
  end(): Promise<void>;
};

export async function startHolder(
  folder: string,
  user: { uid?: number; gid?: number } = {},
): Promise<Holder> {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm')).href;
  const program = fileURLToPath(new URL('./hold-embedded.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', loader, program, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'] ?? '', TMPDIR: '/tmp' },
    ...user,
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  return {
    process: child,
    said: JSON.parse(String(line)),
    async end() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

/** Running processes whose command line names the folder: keepers and servers, not their backends. */
export function processesOf(folder: string): { pid: number; command: string }[] {
  const table = execFileSync('ps', ['-eo', 'pid,stat,args'], { encoding: 'utf8' });
  return table.split('\n').flatMap((line) => {
    const [, pid, state, command] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (command === undefined || state?.startsWith('Z') || !command.includes(folder)) return [];
    return command.includes('hold-embedded') ? [] : [{ pid: Number(pid), command }];
  });
}
