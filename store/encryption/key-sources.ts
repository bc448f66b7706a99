// The two key sources there are: a file that is made at first use and read again when it changes, and the environment.

import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CryptoSuite } from '../../domain/crypto-suite.ts';
import { HeduiError } from '../../domain/errors.ts';
import { type KeyProvider, keysFromText, ringFromText } from './key-provider.ts';
import { generateKeyRing, type KeyRing } from './key-ring.ts';

/** Keys turn while workers run: how soon they notice. */
export const KEY_FILE_NOTICED_MS = 1_000;

/** Keys from a file that only its owner may read; generated when it does not exist. */
export async function keysFromFile(file: string, suite: CryptoSuite = 'aes'): Promise<KeyProvider> {
  if (!existsSync(file)) await generateKeyFile(file, suite);
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new HeduiError('KEY_WRONG', {
      zh: `密钥文件 ${file} 可被其他用户读取。请执行 chmod 600，并考虑更换密钥。`,
      en: `The key file ${file} can be read by other users. Run chmod 600 on it, and consider new keys.`,
    });
  }
  return keptUpToDate(file, suite);
}

/** Keys from a variable of the environment that holds what the key file would. */
export function keysFromEnvironment(
  environment: NodeJS.ProcessEnv,
  suite: CryptoSuite = 'aes',
  name = 'HEDUI_KEYS',
): KeyProvider {
  const text = environment[name];
  if (text === undefined || text === '') {
    throw new HeduiError('KEY_MISSING', {
      zh: `环境变量 ${name} 未设置。`,
      en: `The environment variable ${name} is not set.`,
    });
  }
  return keysFromText(text, name, suite);
}

/** @throws HeduiError KEY_WRONG */
export async function readKeyFile(file: string): Promise<KeyRing> {
  return ringFromText(await readFile(file, 'utf8'), file);
}

/** Puts a ring in the file's place, whole or not at all: a file half written would lose every key in it. */
export async function replaceKeyFile(file: string, ring: KeyRing): Promise<void> {
  const draft = await writeDraft(file, ring);
  await rename(draft, file);
  await flushFolder(dirname(file));
}

/** Looks at the file at most once a second, and reads it anew when another stands there. */
function keptUpToDate(file: string, suite: CryptoSuite): KeyProvider {
  let lookedAt = 0;
  let seen = '';
  let keys: KeyProvider | undefined;
  const current = (): KeyProvider => {
    const now = performance.now();
    if (keys !== undefined && now - lookedAt < KEY_FILE_NOTICED_MS) return keys;
    lookedAt = now;
    return reread();
  };
  const reread = (): KeyProvider => {
    // A file that is away for a moment, or forever, takes no keys from who has them.
    const found = statSync(file, { throwIfNoEntry: keys === undefined });
    const mark = found === undefined ? seen : `${found.ino} ${found.mtimeMs} ${found.size}`;
    if (keys === undefined || mark !== seen) {
      keys = keysFromText(readFileSync(file, 'utf8'), file, suite);
      seen = mark;
    }
    return keys;
  };
  current();
  return {
    suite,
    get currentVersion() {
      return current().currentVersion;
    },
    keyEncryptionKey(version) {
      try {
        return current().keyEncryptionKey(version);
      } catch {
        // Another process has wrapped under a version that was made since this one looked.
        return reread().keyEncryptionKey(version);
      }
    },
    get indexKey() {
      return current().indexKey;
    },
    get signing() {
      return current().signing;
    },
    get verifyingKeys() {
      return current().verifyingKeys;
    },
  };
}

/** Whole or not at all, and by one process: what is sealed under a lost key is lost. */
async function generateKeyFile(file: string, suite: CryptoSuite): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = await writeDraft(file, generateKeyRing(suite));
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** @returns the draft's path; its bytes are on the disk */
async function writeDraft(file: string, ring: KeyRing): Promise<string> {
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(ring, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return draft;
}

async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
