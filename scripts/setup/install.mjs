// Installs the exact versions of package-lock.json when they are missing or out of date.
// Plain JavaScript without imports from packages: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const mark = join(checkout, 'node_modules', '.hedui-installed');
const isMain = process.argv[1] === fileURLToPath(import.meta.url);

/** Makes sure that node_modules is what package-lock.json says. Throws nothing: ends the process on failure. */
export function ensureInstalled() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major !== 20) {
    console.error(`hedui 需要 Node.js 20，当前为 ${process.versions.node}。`);
    console.error(`hedui needs Node.js 20; this is ${process.versions.node}.`);
    process.exit(1);
  }
  const wanted = createHash('sha256')
    .update(readFileSync(join(checkout, 'package-lock.json')))
    .digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;

  // Standard output belongs to the command that asked for the installation (it may be JSON).
  console.error('正在安装依赖（仅首次）… / Installing dependencies (first time only) …');
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: checkout,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error(
      '依赖安装失败，请检查网络后重试。/ Installation failed: check the network and try again.',
    );
    process.exit(1);
  }
  writeFileSync(mark, wanted);
}

if (isMain) ensureInstalled();
