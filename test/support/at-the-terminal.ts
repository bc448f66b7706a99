// Commands as they are run at a terminal, in a member's name, each with an engine of its own.

import { afterAll, jest } from '@jest/globals';
import { openProgram } from '../../scripts/cli/program.ts';
import type { Village } from './village.ts';

/** Call at the top of a test file. @returns what makes the commands those of a village */
export function useTerminal(): (village: Village) => void {
  const before = { ...process.env };
  afterAll(() => {
    process.env = before;
  });
  return ({ settings, city }) => {
    Object.assign(process.env, {
      DATABASE_URL: settings.databaseUrl,
      HEDUI_HOME: settings.home,
      HEDUI_DEPARTMENTS: city.departmentsFile,
    });
  };
}

/** @returns `done`, `failed` (exit code 1) or the code of the error */
export async function heduiAs(account: string, ...words: string[]): Promise<string> {
  process.env['HEDUI_ACCOUNT'] = account;
  // What a command tells the person at the terminal is read elsewhere.
  const told = jest.spyOn(console, 'error').mockImplementation(() => {});
  const codeBefore = process.exitCode;
  try {
    const program = await openProgram(words[0]);
    await program.parseAsync(['node', 'hedui', ...words]);
    return process.exitCode === codeBefore ? 'done' : 'failed';
  } catch (error) {
    return String((error as { code?: unknown }).code);
  } finally {
    process.exitCode = codeBefore;
    delete process.env['HEDUI_ACCOUNT'];
    told.mockRestore();
  }
}
