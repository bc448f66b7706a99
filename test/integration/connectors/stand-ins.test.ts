// The stand-in departments as processes: they end with whoever started them, and refuse what is no city.

import { expect, test } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { serveCity } from '../../../scripts/city/serve/serve-city.ts';
import { writeCity } from '../../support/small-city.ts';

const landServer = process.env['DATABASE_URL'] ?? null;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function allGone(pids: readonly number[]): Promise<boolean> {
  for (let look = 0; look < 300; look++) {
    if (!pids.some(isAlive)) return true;
    await pause(50);
  }
  return false;
}

test('stop ends every department', async () => {
  const city = await writeCity({});
  const served = await serveCity(city.dir, { landServer });
  const pids = served.departments.map(({ pid }) => pid);
  expect(pids.every(isAlive)).toBe(true);
  await served.stop();
  expect(pids.some(isAlive)).toBe(false);
  await city.remove();
});

test('departments end when the process that serves them is killed', async () => {
  const city = await writeCity({});
  const script = join(city.dir, 'serve.ts');
  const module = new URL('../../../scripts/city/serve/serve-city.ts', import.meta.url).href;
  const options = JSON.stringify({ landServer });
  await writeFile(
    script,
    `import(${JSON.stringify(module)}).then(async ({ serveCity }) => {
      const served = await serveCity(${JSON.stringify(city.dir)}, ${options});
      console.log(JSON.stringify(served.departments.map(({ pid }) => pid)));
    });`,
  );
  const server: ChildProcess = spawn(process.execPath, ['scripts/setup/run.mjs', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!server.stdout) throw new Error('unreachable');
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  const pids = JSON.parse(line) as number[];
  expect(pids.every(isAlive)).toBe(true);
  server.kill('SIGKILL');
  expect(await allGone(pids)).toBe(true);
  await city.remove();
});

test('a folder without registers is no city', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'hedui-no-city-'));
  await expect(serveCity(dir)).rejects.toMatchObject({ code: 'CITY_INVALID' });
  await rm(dir, { recursive: true });
});

test('a register without its ID column is said to lack it, and nothing is left running', async () => {
  const city = await writeCity({});
  const path = join(city.dir, 'registers/human-resources/pensions.csv');
  await writeFile(path, 'name,amount\n张三,12\n');
  await expect(serveCity(city.dir, { landServer })).rejects.toMatchObject({
    code: 'CITY_INVALID',
    said: { en: expect.stringContaining('aac002') },
  });
  await city.remove();
});
