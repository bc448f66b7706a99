// npm test: installs what is missing, then runs the suites.
//   (nothing)    every suite on the embedded PostgreSQL, and says what it left out
//   --unit       the suite that needs no server
//   --servers    the suites on the servers of DATABASE_URL and QUEUE_URL; fails if one is not named
// Anything else is handed to Jest: paths of tests, for one.
import { spawnSync } from 'node:child_process';
import { ensureInstalled } from './install.mjs';

ensureInstalled();
const given = process.argv.slice(2);
const onServers = given.includes('--servers');
const suites = onServers ? ['integration', 'faults'] : given.includes('--unit') ? ['unit'] : [];
// Jest takes every word after --selectProjects for the name of one, so it comes last.
const forJest = [
  ...given.filter((word) => word !== '--servers' && word !== '--unit'),
  ...(suites.length > 0 ? ['--selectProjects', ...suites] : []),
];
const env = { ...process.env, TZ: 'UTC' };

if (onServers) {
  const missing = ['DATABASE_URL', 'QUEUE_URL'].filter((name) => !env[name]);
  if (missing.length > 0) {
    console.error(`npm run test:servers needs ${missing.join(' and ')}.`);
    process.exit(1);
  }
} else {
  delete env.DATABASE_URL;
  delete env.QUEUE_URL;
  console.log('测试使用内置 PostgreSQL；Redis 上的同一套测试用 npm run test:servers 运行。');
  console.log(
    'Tests run on the embedded PostgreSQL; npm run test:servers runs them on Redis and your PostgreSQL.',
  );
}

const jest = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...forJest],
  { stdio: 'inherit', env },
);
process.exit(jest.status ?? 1);
