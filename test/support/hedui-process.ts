// hedui as a process of its own, working for a village: to be killed.

import { type ChildProcess, spawn } from 'node:child_process';
import type { Village } from './village.ts';

type HeduiProcess = {
  /** The folder of the program; the project's own where it is left out. */
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether what it says on standard error is shown. */
  readonly isHeard?: boolean;
};

export function startHedui(
  { settings, city }: Village,
  words: readonly string[],
  { folder, environment = {}, isHeard = false }: HeduiProcess = {},
): ChildProcess {
  return spawn(process.execPath, ['scripts/setup/run.mjs', 'scripts/hedui.ts', ...words], {
    cwd: folder,
    env: {
      ...process.env,
      DATABASE_URL: settings.databaseUrl ?? '',
      QUEUE_URL: settings.queueUrl ?? '',
      HEDUI_HOME: settings.home,
      HEDUI_DEPARTMENTS: city.departmentsFile,
      HEDUI_TAKEOVER_SECONDS: '2',
      HEDUI_LOG_LEVEL: 'silent',
      NODE_OPTIONS: '',
      ...environment,
    },
    stdio: ['ignore', 'ignore', isHeard ? 'inherit' : 'ignore'],
  });
}
