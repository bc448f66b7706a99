#!/usr/bin/env node
// The command line: `hedui COMMAND`. Exit codes: 0 done, 1 failed, 2 wrong use.

import { CommanderError } from 'commander';
import { openProgram } from './cli/program.ts';
import { FAILED, sayError, WRONG_USE, WrongUse } from './cli/terminal.ts';
import { tuneV8 } from './tune-v8.ts';

tuneV8();

try {
  const program = await openProgram(process.argv[2]);
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USE;
  } else {
    sayError(error);
    process.exitCode = error instanceof WrongUse ? WRONG_USE : FAILED;
  }
}
