import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { expect, test } from '@jest/globals';
import { computerUser } from '../../../scripts/cli/computer-user.ts';

test('is the name that this computer has for whoever runs it', () => {
  expect(computerUser()).toBe(userInfo().username);
});

/** Only who may take another number can try it. */
const asRoot = process.getuid?.() === 0 ? test : test.skip;

asRoot('is a number where the computer has no name for it', () => {
  const code = `import('./scripts/cli/computer-user.ts').then((one) => console.log(one.computerUser()))`;
  const said = spawnSync(
    process.execPath,
    ['--import', 'tsx', '-e', `process.setuid(65531); ${code}`],
    { encoding: 'utf8' },
  );
  expect(said.stdout.trim()).toBe('uid-65531');
});
