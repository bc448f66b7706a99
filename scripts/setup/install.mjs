// Installs the exact versions of package-lock.json when they are missing or out of date.
// Plain JavaScript without imports from packages: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const mark = join(checkout, 'node_modules', '.hedui-installed');
const lock = join(checkout, '.installing');
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
  const isInstalled = () => existsSync(mark) && readFileSync(mark, 'utf8') === wanted;
  if (isInstalled()) return;
  takeLock();
  try {
    // Another command may have installed while this one waited.
    if (!isInstalled()) install(wanted);
  } finally {
    rmSync(lock, { force: true });
  }
}

/** One installation at a time: two would tear node_modules apart. The lock of a dead process is taken over. */
function takeLock() {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    while (!linked(own)) waitForLock();
  } finally {
    rmSync(own, { force: true });
  }
}

/** A link appears with its content, so nobody reads a lock that is half written. */
function linked(own) {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function waitForLock() {
  if (!isAlive(Number(readLock()))) rmSync(lock, { force: true });
  else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
}

function readLock() {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return pid > 0;
  } catch {
    return false;
  }
}

function install(wanted) {
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
