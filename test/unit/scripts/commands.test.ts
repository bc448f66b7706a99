// Nothing that can be called is missing from the page of commands, and the page names nothing that cannot.

import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { Command } from 'commander';
import { openProgram } from '../../../scripts/cli/program.ts';

/** What only holds other commands has neither options nor an argument of its own. */
function namesUnder(command: Command, above: readonly string[] = []): string[] {
  return command.commands.flatMap((one) => {
    const path = [...above, one.name()];
    const isCalled =
      one.commands.length === 0 || one.options.length > 0 || one.registeredArguments.length > 0;
    return [...(isCalled ? [path.join(' ')] : []), ...namesUnder(one, path)];
  });
}

test('every command stands in docs/commands.md, and no other', async () => {
  const page = readFileSync('docs/commands.md', 'utf8');
  const documented = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  const commands = namesUnder(await openProgram());
  expect(commands).toContain('departments quarantine');
  expect(new Set(documented)).toEqual(new Set(commands));
  expect(documented).toHaveLength(commands.length);
});

test('a command line loads the command that it names, and all for any other word', async () => {
  const everything = await openProgram();
  for (const command of everything.commands) {
    const alone = await openProgram(command.name());
    const loaded = alone.commands.find((one) => one.name() === command.name());
    expect(loaded && namesUnder(loaded)).toEqual(namesUnder(command));
    expect(alone.commands.length).toBeLessThan(3);
  }
  const others = await Promise.all(
    ['--help', 'toString', 'nonsense'].map((word) => openProgram(word)),
  );
  for (const other of others) expect(namesUnder(other)).toEqual(namesUnder(everything));
});
