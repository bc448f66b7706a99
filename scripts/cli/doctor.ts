// hedui doctor: is this installation sound? Each check says what is wrong and what to do.

import type { Command } from 'commander';
import { say } from '../../config/messages/language.ts';
import type { Store } from '../../store/store.ts';
import { type Check, opened } from '../doctor/check.ts';
import { examine } from '../doctor/examine.ts';
import { storeOfCommand } from './acting.ts';
import { commandSettings } from './open.ts';
import { FAILED, printJson } from './terminal.ts';

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .option('--json', 'print the checks as JSON')
    .description('check this installation and say what to mend')
    .action(doctor);
}

async function doctor(options: { json?: boolean }): Promise<void> {
  const checks: Check[] = [];
  const settings = await opened(checks, 'settings', commandSettings);
  if (settings !== null) {
    const admit = (store: Store) => storeOfCommand(store, process.env);
    checks.push(...(await examine(settings, { admit })));
  }
  const isSound = checks.every((check) => check.state !== 'fail');
  if (options.json) {
    printJson({ format: 'hedui-doctor/1', sound: isSound, checks });
  } else {
    const marks = { ok: '✓', warn: '!', fail: '✗' };
    for (const { name, state, said } of checks) {
      console.log(`${marks[state]} ${name}: ${say(said, settings?.language ?? 'zh-CN')}`);
    }
  }
  if (!isSound) process.exitCode = FAILED;
}
